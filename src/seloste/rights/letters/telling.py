"""How a letter tells of each thing that was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from seloste.notice.rendering.document import Block, Facts, Paragraph, Run, Table
from seloste.rights.letters import outcomes as done
from seloste.rights.letters.writer import LetterWriter

Teller = Callable[[LetterWriter, Any], list[Block]]


def blocks_of(w: LetterWriter, outcome: done.Outcome) -> list[Block]:
    """Return what a letter says of one outcome."""
    return _TELLERS[type(outcome)](w, outcome)


def heading_of(w: LetterWriter, outcome: done.Outcome) -> str:
    """Return the heading above one part of an answer."""
    if isinstance(outcome, done.Refused):
        said = w.plain(f"kind.{outcome.kind}")
        return said[:1].upper() + said[1:]
    return w.plain(_KEYS[type(outcome)])


def title_key(outcome: done.Outcome) -> str | None:
    """Return the text that is the title of a letter about nothing but this; None for answers."""
    return f"title.{_INTERIM[type(outcome)]}" if type(outcome) in _INTERIM else None


# --- Letters on the way to an answer --------------------------------------------------------------


def _acknowledged(w: LetterWriter, told: done.Acknowledged) -> list[Block]:
    kinds = w.join(w.plain(f"kind.{kind}") for kind in told.kinds)
    return [
        w.paragraph("acknowledged.text", day=w.received, kinds=kinds),
        w.paragraph("acknowledged.by", by=w.day(told.answer_by)),
        w.paragraph("acknowledged.nothing_to_do"),
    ]


def _identity_asked(w: LetterWriter, told: done.IdentityAsked) -> list[Block]:
    doubt = [w.paragraph("identity_asked.doubt", doubt=told.doubt)] if told.doubt else []
    return [
        w.paragraph("identity_asked.text", day=w.received),
        *doubt,
        w.paragraph("identity_asked.how"),
        w.bullets(w.plain(f"means.{means}") for means in told.means),
        w.paragraph("identity_asked.no_papers"),
        w.paragraph("identity_asked.clock", quiet=True),
    ]


def _clarification_asked(w: LetterWriter, told: done.ClarificationAsked) -> list[Block]:
    return [
        w.paragraph("clarification_asked.text", day=w.received),
        w.bullets([told.question]),
        w.paragraph("clarification_asked.otherwise"),
    ]


def _extended(w: LetterWriter, told: done.Extended) -> list[Block]:
    return [
        w.paragraph("extended.text", day=w.received, by=w.day(told.answer_by)),
        w.paragraph(f"extended.{told.ground}"),
        *w.reasons(told.reasons),
        w.paragraph("extended.once", quiet=True),
    ]


def _fee_announced(w: LetterWriter, told: done.FeeAnnounced) -> list[Block]:
    amount = f"{told.amount:.2f} {told.currency}"
    return [
        w.paragraph("fee_announced.text", amount=_decimal(amount, w)),
        w.paragraph(f"fee_announced.{told.ground}"),
        *w.reasons(told.reasons),
        w.paragraph("fee_announced.choice"),
    ]


def _decimal(amount: str, w: LetterWriter) -> str:
    return amount if w.language == "en" else amount.replace(".", ",")


def _restriction_ends(w: LetterWriter, told: done.RestrictionEnds) -> list[Block]:
    said = w.paragraph("restriction_ends.text", since=w.day(told.since), on=w.day(told.on))
    return [said, *w.reasons(told.reasons), w.paragraph("restriction_ends.then")]


# --- Access and portability -----------------------------------------------------------------------


def _access_given(w: LetterWriter, told: done.AccessGiven) -> list[Block]:
    left_out = [w.paragraph("access_given.others")] if told.others_left_out else []
    return [
        w.paragraph("access_given.text"),
        w.paragraph("access_given.categories", categories=w.names.categories(told.categories)),
        w.paragraph(f"access_given.{'paper' if told.on_paper else 'files'}"),
        *left_out,
        _searched(w, told.searched),
        w.paragraph("backups", quiet=True),
        w.paragraph("rights.text"),
    ]


def _nothing_held(w: LetterWriter, told: done.NothingHeld) -> list[Block]:
    return [
        w.paragraph("nothing_held.text"),
        _searched(w, told.searched),
        w.paragraph("nothing_held.other_name"),
    ]


def _searched(w: LetterWriter, stores: Sequence[str]) -> Paragraph:
    searched = w.join(w.plain(f"store.{store}") for store in stores)
    return w.paragraph("searched", quiet=True, searched=searched)


def _ported(w: LetterWriter, told: done.Ported) -> list[Block]:
    said: list[Block] = [
        w.paragraph("ported.text"),
        w.paragraph("ported.categories", categories=w.names.categories(told.categories)),
    ]
    if told.left_out:
        left_out = w.names.categories(told.left_out)
        said.append(w.paragraph("ported.left_out", categories=left_out))
    return said


# --- Rectification and erasure --------------------------------------------------------------------


def _rectified(w: LetterWriter, told: done.Rectified) -> list[Block]:
    said: list[Block] = []
    if told.corrected:
        said += [w.paragraph("rectified.text"), _corrected(w, told.corrected)]
    if told.statement:
        said.append(w.paragraph("rectified.statement"))
    return [*said, *_told(w, told.told)]


def _corrected(w: LetterWriter, corrected: Sequence[done.Corrected]) -> Facts:
    return Facts(
        tuple(
            (
                w.names.field(each.field),
                (
                    w.say("rectified.before", value=each.before or "–"),
                    w.say("rectified.after", value=each.after or "–"),
                ),
            )
            for each in corrected
        )
    )


def _not_rectified(w: LetterWriter, told: done.NotRectified) -> list[Block]:
    statement = [w.paragraph("rectified.statement")] if told.statement else []
    return [w.paragraph("not_rectified.text"), *w.reasons(told.reasons), *statement]


def _erased(w: LetterWriter, told: done.Erased) -> list[Block]:
    said: list[Block] = []
    if told.gone:
        said.append(w.paragraph("erased.gone", categories=w.names.categories(told.gone)))
        said.append(w.paragraph("erased.backups"))
    if told.stays:
        said.append(w.paragraph("erased.stays" if told.gone else "erased.none"))
        said += [_staying(w, told.stays), w.paragraph("erased.then")]
    return [*said, *_told(w, told.told), w.paragraph("erased.file", quiet=True)]


def _staying(w: LetterWriter, stays: Sequence[done.Stays]) -> Table:
    headings = tuple(w.plain(f"erased.{name}") for name in ("what", "why", "until"))
    rows = tuple(
        (
            (Run(w.names.category(each.category)),),
            w.say(f"stays.{each.why}", **_facts(w, each)),
            _until(w, each),
        )
        for each in stays
    )
    return Table(w.plain("erased.caption"), headings, rows)


def _facts(w: LetterWriter, each: done.Stays) -> dict[str, str]:
    purpose = w.notice.purposes.get(each.purpose)
    act = w.names.own(purpose.act) if purpose else ""
    named = w.names.purposes([each.purpose]) if each.purpose else ""
    return {"purpose": named, "act": act or named}


def _until(w: LetterWriter, each: done.Stays) -> tuple[Run, ...]:
    return (Run(w.day(each.until)),) if each.until else w.say("erased.open")


def _told(w: LetterWriter, recipients: Sequence[done.Told]) -> list[Block]:
    """Return who is told of it, and how far that has come (Art. 19)."""
    if not recipients:
        return []
    lines = (w.plain(f"told.{t.state}", recipient=_recipient(w, t.recipient)) for t in recipients)
    return [w.paragraph("told.text"), w.bullets(lines)]


def _recipient(w: LetterWriter, key: str) -> str:
    """Return the name of a recipient; one that the notice no longer has keeps its key."""
    return w.names.recipient(key) if key in w.notice.recipients else key.replace("_", " ")


# --- Restriction, objection, withdrawal, refusal --------------------------------------------------


def _restricted(w: LetterWriter, told: done.Restricted) -> list[Block]:
    return [
        w.paragraph("restricted.text", day=w.day(told.since)),
        w.paragraph(f"restricted.{told.ground}"),
        w.paragraph("restricted.exceptions", quiet=True),
        w.paragraph("restricted.told_before"),
        *_told(w, told.told),
    ]


def _marketing_ended(w: LetterWriter, told: done.MarketingEnded) -> list[Block]:
    purposes = w.names.purposes(told.purposes)
    return [w.paragraph("marketing_ended.text", day=w.day(told.since), purposes=purposes)]


def _objection_upheld(w: LetterWriter, told: done.ObjectionUpheld) -> list[Block]:
    purposes = w.names.purposes(told.purposes)
    return [w.paragraph("objection_upheld.text", purposes=purposes), *w.reasons(told.reasons)]


def _objection_rejected(w: LetterWriter, told: done.ObjectionRejected) -> list[Block]:
    purposes = w.names.purposes(told.purposes)
    return [w.paragraph("objection_rejected.text", purposes=purposes), *w.reasons(told.reasons)]


def _consent_withdrawn(w: LetterWriter, told: done.ConsentWithdrawn) -> list[Block]:
    purposes = w.names.purposes(told.purposes)
    return [
        w.paragraph("consent_withdrawn.text", day=w.day(told.since), purposes=purposes),
        w.paragraph("consent_withdrawn.before", quiet=True),
        *_told(w, told.told),
    ]


def _refused(w: LetterWriter, told: done.Refused) -> list[Block]:
    return [
        w.paragraph("refused.text"),
        w.paragraph(f"refused.{told.ground}"),
        *w.reasons(told.reasons),
    ]


_INTERIM: dict[type, str] = {
    done.Acknowledged: "acknowledged",
    done.IdentityAsked: "identity_asked",
    done.ClarificationAsked: "clarification_asked",
    done.Extended: "extended",
    done.FeeAnnounced: "fee_announced",
    done.RestrictionEnds: "restriction_ends",
}
_KEYS: dict[type, str] = {
    done.RestrictionEnds: "restriction_ends",
    done.AccessGiven: "access_given",
    done.NothingHeld: "nothing_held",
    done.Rectified: "rectified",
    done.NotRectified: "not_rectified",
    done.Erased: "erased",
    done.Restricted: "restricted",
    done.Ported: "ported",
    done.MarketingEnded: "marketing_ended",
    done.ObjectionUpheld: "objection_upheld",
    done.ObjectionRejected: "objection_rejected",
    done.ConsentWithdrawn: "consent_withdrawn",
}
_TELLERS: dict[type, Teller] = cast(
    "dict[type, Teller]",  # each takes the outcome under whose type it stands
    {
        done.Acknowledged: _acknowledged,
        done.IdentityAsked: _identity_asked,
        done.ClarificationAsked: _clarification_asked,
        done.Extended: _extended,
        done.FeeAnnounced: _fee_announced,
        done.RestrictionEnds: _restriction_ends,
        done.AccessGiven: _access_given,
        done.NothingHeld: _nothing_held,
        done.Rectified: _rectified,
        done.NotRectified: _not_rectified,
        done.Erased: _erased,
        done.Restricted: _restricted,
        done.Ported: _ported,
        done.MarketingEnded: _marketing_ended,
        done.ObjectionUpheld: _objection_upheld,
        done.ObjectionRejected: _objection_rejected,
        done.ConsentWithdrawn: _consent_withdrawn,
        done.Refused: _refused,
    },
)

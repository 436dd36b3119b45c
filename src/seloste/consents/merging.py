"""Records of consents when two customers turn out to be one: within the merging operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seloste.consents import queries, rules
from seloste.consents.models import ConsentEvent, Link
from seloste.consents.queries import CONSENT
from seloste.consents.values import Choice, Kind, State
from seloste.consents.writing import Entry, add
from seloste.customers.errors import CannotMerge
from seloste.customers.writing import Moment
from seloste.kernel.actors import system
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.usability.operations import set_consent
from seloste.usability.queries import standings_of
from seloste.usability.rules import marketing_purposes
from seloste.usability.values import Standing
from seloste.vault.sealing import remove, seal
from seloste.vault.values import Plain


def give_to(gone: PersonId, keep: PersonId, *, moment: Moment) -> None:
    """Let the records of one person be another's; where the two differ, the stricter state wins.

    Raises:
        CannotMerge: the notice does not let the program move what is sealed.
    """
    theirs, own = queries.choices_of(gone), queries.choices_of(keep)
    _move_sealed(gone, keep, moment)
    ConsentEvent.objects.filter(person=gone).update(person=keep)
    Link.objects.filter(person=gone).update(person=keep)
    for purpose in sorted(theirs.keys() | own.keys()):
        both = (own.get(purpose, Choice(purpose)), theirs.get(purpose, Choice(purpose)))
        wanted = rules.merged(*both, against_marketing=_is_against(purpose, (own, theirs), moment))
        _settle(keep, wanted, moment)


def _is_against(purpose: str, both: Sequence[Mapping[str, Choice]], moment: Moment) -> bool:
    """Tell whether one of the two said no to all marketing, and the purpose is some."""
    return purpose in marketing_purposes(moment.notice) and any(
        rules.objects_to_all_marketing(found) for found in both
    )


def _move_sealed(gone: PersonId, keep: PersonId, moment: Moment) -> None:
    """Seal the proofs under the keys of the one who stays. Only the program looks at them."""
    records = queries.holdings(gone)
    if not records:
        return
    category = str(moment.notice.category_of(rules.RECORD))
    purpose = moment.notice.purpose_serving("accountability")
    if purpose is None:
        raise CannotMerge(categories=category)
    opened = open_records(
        [gone], purpose=purpose, by=system(moment.by.way_in), at=moment.at, kinds=[CONSENT]
    )[gone]
    if opened.bar is not None or opened.closed:
        raise CannotMerge(categories=category)
    seal(
        [
            Plain(keep, record, category, fields)
            for record, content in opened.contents.items()
            for category, fields in content.items()
        ]
    )
    remove(gone, list(opened.contents))


def _settle(keep: PersonId, wanted: Choice, moment: Moment) -> None:
    """Record what the two come to, where it is not what the newest record says."""
    purpose, now = wanted.purpose, queries.choice_of(keep, wanted.purpose)
    missing: list[tuple[Kind, State]] = []
    if wanted.objected and not now.objected:
        missing.append(("objection", "objected"))
    if now.is_met and not wanted.is_met:
        missing.append(("soft_opt_in", "ended"))
    if wanted.consent and wanted.consent != now.consent:  # what permits less, never what was given
        missing.append(("consent", wanted.consent))
    for kind, state in missing:
        entry = Entry(
            person=keep,
            purpose=purpose,
            kind=kind,
            state=state,
            details={"is_by_merging": True},
            receipt=False,
        )
        add(entry, moment=moment)
    lives = rules.permits(wanted.consent) or wanted.is_met
    if lives != (purpose in standings_of([keep]).get(keep, Standing()).consents):
        set_consent(keep, purpose, given=lives, by=moment.by, at=moment.at)

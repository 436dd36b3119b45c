"""Publishing: the one way in which the notice of a register changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from seloste.audit.recording import record
from seloste.kernel.actors import Actor
from seloste.notice.differences import audience, compare
from seloste.notice.editions import ChangeClass, Published, without
from seloste.notice.errors import HasErrors
from seloste.notice.loading import read_notice
from seloste.notice.models import Edition, InformingDuty
from seloste.notice.queries import edition as edition_of
from seloste.notice.queries import editions, in_force
from seloste.notice.rules.linting import lint
from seloste.notice.succession import check_held, check_number, not_attested
from seloste.notice.values import Notice

HeldCategories = Callable[[], Mapping[str, int]]
"""Asks the vault how many sealed rows there are of each category."""


@transaction.atomic(durable=True)
def publish(
    source: bytes,
    *,
    path: str,
    attested: frozenset[str],
    held: HeldCategories,
    by: Actor,
    at: datetime,
) -> Published:
    """Publish an edition of the notice, or refuse and write nothing.

    A security measure that nothing attests is left out of the published notice and named in
    the result. A change that is more than editorial opens a duty to tell those concerned.

    Args:
        source: the YAML file, byte for byte.
        path: what the file is called, for the linter's findings.
        attested: the security measures that the running system attests at `at`.
        held: how many sealed rows there are of each category.
        by: who publishes.
        at: when; an edition applies from its day, and never before it is published.

    Raises:
        HasErrors: the linter finds an error.
        NumberNotHigher: an edition with this or a higher number is published.
        CategoryInUse: a category is left out under which data are held.
        FieldInUse: a field of such a category is moved or left out.

    Source: GDPR Art. 12(1), 13(3), 14(4).
    """
    notice = checked(source, path=path, at=at)
    before = _newest()
    if before is not None:
        check_number(notice, before)
    check_held(notice, before or notice, held())
    withheld = not_attested(notice, attested)
    comparison = None if before is None else compare(before, without(notice, withheld))
    change_class: ChangeClass = "first" if comparison is None else comparison.change_class
    edition = Edition.objects.create(
        number=notice.edition.number,
        hash=hashlib.sha256(source).hexdigest(),
        source=source,
        in_force_from=notice.edition.in_force_from,
        in_force_at=max(_beginning(notice), at),
        published_at=at,
        change_class=change_class,
        withheld=list(withheld),
    )
    told = () if before is None or comparison is None else audience(before, notice, comparison)
    if told:
        InformingDuty.objects.create(
            edition=edition, change_class=change_class, audience=list(told), owed_since=at
        )
    # The line names the very bytes, so that the trail vouches for the edition too.
    record("notice.published", by=by, at=at, ref=edition.hash, edition=edition.number)
    return Published(
        number=edition.number,
        change_class=change_class,
        in_force_at=edition.in_force_at,
        differences=() if comparison is None else comparison.differences,
        withheld=withheld,
        audience=told,
    )


@transaction.atomic(durable=True)
def inform(number: int, *, by: Actor, at: datetime) -> bool:
    """Note that all whom an edition concerns were told of it; return whether that was owed.

    Source: GDPR Art. 12(1), 13(3), 14(4).
    """
    met = InformingDuty.objects.filter(edition=number, state="owed").update(state="met", met_at=at)
    if met:
        record("notice.informed", by=by, at=at, ref=str(number), edition=in_force(at).number)
    return bool(met)


def checked(source: bytes, *, path: str, at: datetime) -> Notice:
    """Return the notice of a file that may be published, as far as the file alone can tell.

    Raises:
        Unreadable: the file is no notice.
        HasErrors: the linter finds errors in it.
    """
    loaded = read_notice(source, path=path)
    findings = lint(loaded.notice, loaded.positions, on=timezone.localdate(at))
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise HasErrors(count=len(errors), rules=", ".join(sorted({e.rule for e in errors})))
    return loaded.notice


def _beginning(notice: Notice) -> datetime:
    """Return the first moment of the edition's day in the notice's time zone."""
    zone = ZoneInfo(notice.time_zone)
    return datetime.combine(notice.edition.in_force_from, time(), tzinfo=zone).astimezone(UTC)


def _newest() -> Notice | None:
    lines = editions()
    return edition_of(lines[0].number).notice if lines else None

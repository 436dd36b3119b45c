"""Clauses that state something: who is responsible, why, what rights there are, how it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import translation

from seloste.audit.queries import whole_from
from seloste.audit.tallies import refs_of
from seloste.customers.queries import count_by_kind
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.attestations.registry import ATTESTATIONS
from seloste.evidence.examination import broken, held, judged, unseen
from seloste.evidence.values import Evidence
from seloste.kernel.languages import in_language
from seloste.notice import queries as notices
from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.editions import EditionLine
from seloste.notice.rules.rights import rights_of
from seloste.rights import queries as requests_of_people

_FEED_LANGUAGE = "fi"


def edition(looked: Looked) -> Iterator[Evidence]:
    """Say whether each edition is the one that was published."""
    lines = notices.editions()
    changed = [
        str(line.number)
        for line in lines
        if hashlib.sha256(notices.source_of(line.number)).hexdigest() != line.hash
    ]
    if changed:
        yield broken("edition.unchanged", editions=tuple(changed))
    else:
        yield held(
            "edition.unchanged", number=len(lines), edition=looked.examination.edition.number
        )
    told = refs_of("notice.published")
    whole = whole_from()
    untold = [
        line
        for line in lines
        if line.hash not in told and (whole is None or line.published_at >= whole)
    ]
    yield judged("edition.told", len(untold), lines=len(told))
    yield from _feed(lines)


def _feed(lines: tuple[EditionLine, ...]) -> Iterator[Evidence]:
    """Ask the public feed, as anybody may, and look for each edition in it."""
    try:
        address = reverse("public:feed", args=[_FEED_LANGUAGE])
    except NoReverseMatch:
        yield unseen("edition.feed")
        return
    request = HttpRequest()
    request.method, request.path = "GET", address
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    found = resolve(address)
    with translation.override(translation.get_language()):
        content = found.func(request, *found.args, **found.kwargs).content
    missing = [line for line in lines if _entry(line) not in content]
    yield judged("edition.feed", len(missing), editions=len(lines))


def _entry(line: EditionLine) -> bytes:
    address = reverse("public:edition", args=[line.number, _FEED_LANGUAGE])
    return address.encode()


def controller(looked: Looked) -> Iterator[Evidence]:
    """Say whether the notice names its controller, and whoever stands beside."""
    yield looked.examination.linted("controller")


def contact(looked: Looked) -> Iterator[Evidence]:
    """Say whether there are ways in which requests may arrive."""
    found = looked.examination.notice.contact
    channels = found.channels if found else ()
    yield looked.examination.linted("contact")
    yield judged("contact.channels", int(not channels), channels=len(channels))


def register(looked: Looked) -> Iterator[Evidence]:
    """Say what the register holds, in numbers."""
    yield looked.examination.linted("register")
    named = looked.examination.notice.register_
    yield judged("register.named", int(not (named and in_language(named.name, "fi"))))
    kinds = count_by_kind()
    yield held("register.customers", customers=sum(kinds.values()))


def purposes(looked: Looked) -> Iterator[Evidence]:
    """Say whether each purpose has a legal basis, and each use a purpose and roles."""
    declared = looked.examination.notice.purposes
    yield looked.examination.linted("purposes")
    without = [key for key, purpose in declared.items() if purpose.legal_basis is None]
    yield judged("purposes.basis", len(without), purposes=len(declared))


def rights(looked: Looked) -> Iterator[Evidence]:
    """Say which rights follow from the legal bases."""
    yield looked.examination.linted("rights")
    yield held("rights.derived", rights=len(rights_of(looked.examination.notice)))


def requests(looked: Looked) -> Iterator[Evidence]:
    """Say whether a request may take any form, and how many wait."""
    found = looked.examination.notice.contact
    demands = found.accepts_only if found else ()
    yield looked.examination.linted("requests")
    yield judged("requests.form", len(demands))
    waiting = requests_of_people.queue(at=looked.examination.at)
    late = [each for each in waiting if each.is_overdue(looked.examination.today)]
    yield judged("requests.in_time", len(late), waiting=len(waiting))


def authority(looked: Looked) -> Iterator[Evidence]:
    """Say whether the supervisory authority is one that there is."""
    yield looked.examination.linted("authority")
    yield judged("authority.known", int(looked.examination.notice.authority not in AUTHORITIES))


def automated(looked: Looked) -> Iterator[Evidence]:
    """Say whether the notice states something about automated decisions."""
    yield looked.examination.linted("automated")
    yield judged("automated.stated", int(looked.examination.notice.automated_decisions is None))


def security(looked: Looked) -> Iterator[Evidence]:
    """Say which claimed measures are attested; each is looked at in a clause of its own."""
    claimed = looked.examination.notice.security
    attested = tuple(key for key in claimed if key in ATTESTATIONS)
    yield looked.examination.linted("security")
    if attested:
        yield held("security.attested", measures=attested)
    if stated := tuple(key for key in claimed if key not in ATTESTATIONS):
        yield unseen("security.stated", measures=stated)
    if withheld := looked.examination.edition.withheld:
        yield unseen("security.withheld", measures=withheld)


def changes(looked: Looked) -> Iterator[Evidence]:
    """Say whether people were told of each edition before it applied."""
    yield looked.examination.linted("changes")
    begins = {line.number: line.in_force_at for line in notices.editions()}
    owed = notices.owed_informing()
    late = tuple(str(n) for n in owed if begins[n] <= looked.examination.at)
    if late:
        yield broken("changes.told", editions=late)
    else:
        yield held("changes.told", owed=len(owed))

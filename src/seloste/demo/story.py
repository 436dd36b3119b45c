"""Carrying out the plot: each step is an operation, as the console would carry it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from seloste.breaches.operations import deciding, recording
from seloste.breaches.values import Description, NewBreach, Notification
from seloste.consents.operations import giving, refusing
from seloste.consents.rules import shown
from seloste.consents.values import Said
from seloste.demo.agenda import Client, Event
from seloste.disclosures.operations import acknowledge
from seloste.disclosures.queries import open_duties
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.kernel.languages import Language
from seloste.lifetimes import operations as lifetimes
from seloste.notice import queries as notices
from seloste.retention.operations.holding import hold
from seloste.rights.operations import access, answering, identity, matching, receiving, taking
from seloste.rights.values import Channel, Kind, NewRequest, RequestFile
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

NEWSLETTER = "newsletter"
INVOICE = "invoice"
_ANSWER_TAKES = timedelta(days=6)

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "ask_for_access": {
        "fi": "Haluan tietää, mitä tietoja teillä on minusta ja kenelle olette antaneet niitä.",
        "sv": "Jag vill veta vilka uppgifter ni har om mig och till vem ni har lämnat dem.",
        "en": "I want to know what data you have about me, and to whom you have given them.",
    },
    "ask_who_it_is": {
        "fi": "Lähettäkää kaikki tietoni.",
        "sv": "Skicka alla mina uppgifter.",
        "en": "Send me all my data.",
    },
    "ask_for_erasure": {
        "fi": "Lopetin asiakkuuteni. Poistakaa tietoni.",
        "sv": "Jag är inte längre kund hos er. Radera mina uppgifter.",
        "en": "I am no longer your customer. Erase my data.",
    },
    "object_by_phone": {
        "fi": "Soitti eikä halua meiltä enää mainoksia eikä uutiskirjettä.",
        "sv": "Ringde och vill inte längre ha reklam eller nyhetsbrev från oss.",
        "en": "Called and wants no more advertising or newsletters from us.",
    },
    "ask_and_get": {
        "fi": "Mitä tietoja minusta on?",
        "sv": "Vilka uppgifter har ni om mig?",
        "en": "What data do you have about me?",
    },
}
_OTHER_ADDRESS = "uusi.osoite@muualla.example"
"""Not one that the register knows: a reasonable doubt about who writes."""


class Story:
    """What people ask and say, and what goes wrong."""

    def __init__(self, owner: Actor, support: Actor) -> None:
        self._owner, self._support = owner, support

    def happens(self) -> Mapping[str, Callable[[PersonId, Client, datetime], None]]:
        """Return what carries out each step that concerns one client."""
        return {
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "voucher": self._voucher,
            "ask_for_access": self._ask_for_access,
            "ask_who_it_is": self._ask_who_it_is,
            "ask_for_erasure": self._ask_for_erasure,
            "object_by_phone": self._object_by_phone,
            "ask_and_get": self._ask_and_get,
            "owe_money": self._owe_money,
        }

    def settle(self, at: datetime) -> None:
        """Let recipients answer what they were told a week ago."""
        for duty in open_duties():
            if duty.owed_at < at - _ANSWER_TAKES:
                acknowledge(duty.id, by=self._owner, at=at)

    # --- Consents -------------------------------------------------------------------------------

    def _subscribe(self, person: PersonId, client: Client, at: datetime) -> None:
        edition, language = notices.in_force(at), _language(client)
        text = shown(edition.notice, NEWSLETTER, language=language, edition=edition.number)
        said = Said("paper", language, said_on=_day(at), note="Mappi 3")
        giving.give(person, NEWSLETTER, said=said, wording=text.hash, by=self._owner, at=at)

    def _unsubscribe(self, person: PersonId, client: Client, at: datetime) -> None:
        said = Said("email", _language(client))
        refusing.withdraw(person, NEWSLETTER, said=said, by=self._support, at=at)

    @transaction.atomic(durable=True)
    def _voucher(self, person: PersonId, client: Client, at: datetime) -> None:
        """Seal a voucher of the accounts: it stays for its six years, whoever asks."""
        notice, voucher = notices.in_force(at).notice, new_id()
        category = notice.category_of("invoice.content") or ""
        text = f"Lasku {at.year}-{1000 + at.timetuple().tm_yday}: {client.contracts[0].service}"
        content = {"invoice.content": text}
        seal([Plain(person, Record(INVOICE, voucher), category, content)])
        days = {"fiscal_year_end": date(at.year, 12, 31), "record_made": _day(at)}
        lifetimes.begin(INVOICE, [(person, voucher, days)], notice)

    # --- Requests -------------------------------------------------------------------------------

    def _ask_for_access(self, _person: PersonId, client: Client, at: datetime) -> None:
        """Ask by e-mail from an address that nobody knows."""
        self._receive("ask_for_access", "access", client, at, email=_OTHER_ADDRESS)

    def _ask_who_it_is(self, person: PersonId, client: Client, at: datetime) -> None:
        """Ask on the public form; support took it and awaits who it is."""
        request = self._receive("ask_who_it_is", "access", client, at, channel="form")
        by = self._support
        taking.take(request, by=by, at=at)
        matching.match(request, person, by=by, at=at)
        doubt = "Nimi on yleinen, eikä osoite ole rekisterissä."
        identity.ask(request, "two_facts", doubt=doubt, by=by, at=at)

    def _ask_for_erasure(self, person: PersonId, client: Client, at: datetime) -> None:
        self._receive("ask_for_erasure", "erasure", client, at, channel="post", about=person)

    def _object_by_phone(self, person: PersonId, client: Client, at: datetime) -> None:
        self._receive("object_by_phone", "objection", client, at, channel="phone", about=person)

    def _ask_and_get(self, person: PersonId, client: Client, at: datetime) -> None:
        """Ask, and get a copy of everything by post a few days later."""
        request = self._receive("ask_and_get", "access", client, at, channel="post", about=person)
        by, later = self._owner, at + timedelta(days=6)
        taking.take(request, reason="Ainoa avoin pyyntö.", by=by, at=later)
        access.give_copy(request, on_paper=True, by=by, at=later)
        answering.answer(request, "paper", by=by, at=later)
        answering.answer_told(request, "paper", by=by, at=later)

    def _owe_money(self, person: PersonId, _client: Client, at: datetime) -> None:
        """Keep what is due soon all the same: there is a debt."""
        hold(person, ground="claims", reason="debt", by=self._owner, at=at)

    def _receive(
        self,
        what: str,
        kind: Kind,
        client: Client,
        at: datetime,
        *,
        channel: Channel = "email",
        email: str = "",
        about: PersonId | None = None,
    ) -> int:
        language = _language(client)
        file = RequestFile(
            name=client.draft.name,
            email=email or client.draft.emails[0],
            words=_WORDS[what][language],
        )
        new = NewRequest((kind,), channel, at, language, file, about)
        return receiving.receive(new, by=self._support, at=at)

    # --- Breaches -------------------------------------------------------------------------------

    def small_breach(self, _event: Event, at: datetime) -> None:
        """Keep a breach that hardly was a risk, closed with its reasons."""
        told = Description(
            facts="Tarjous lähti kirjoitusvirheen takia väärään sähköpostiosoitteeseen.",
            effects="Vastaanottaja näki yhden asiakkaan nimen ja palvelun.",
            measures="Vastaanottaja poisti viestin ja vahvisti sen. Osoitteet tarkistetaan nyt kahdesti.",
            natures=("confidentiality",),
            categories=("identity", "contracts"),
            persons=1,
            records=1,
        )
        by = self._owner
        breach = recording.record_breach(NewBreach(at, told), by=by, at=at)
        deciding.assess(breach, "unlikely", reasons="Vastaanottaja on tuttu yritys.", by=by, at=at)
        deciding.do_not_notify(breach, reasons="Riski on epätodennäköinen.", by=by, at=at)
        deciding.do_not_tell_persons(
            breach, exemption=None, reasons="Riski on epätodennäköinen.", by=by, at=at
        )
        deciding.close(breach, reasons="Kaikki on kirjattu.", by=by, at=at)

    def processors_breach(self, _event: Event, at: datetime) -> None:
        """Keep a breach that a processor told of, notified in time."""
        told = Description(
            facts="Tilitoimisto kertoi, että sen varmuuskopio oli tunnin ajan avoimessa verkko-osoitteessa.",
            effects="Nimiä ja laskutusosoitteita on voitu ladata. Latauksista ei ole merkkejä.",
            measures="Tilitoimisto sulki osoitteen, vaihtoi avaimet ja tarkisti lokit.",
            natures=("confidentiality",),
            categories=("identity", "billing"),
            persons=80,
            records=80,
        )
        by, told_at = self._owner, at - timedelta(hours=2)
        new = NewBreach(told_at, told, "accounting_firm", told_at)
        breach = recording.record_breach(new, by=by, at=at)
        deciding.assess(
            breach, "risk", reasons="Tietoja voi käyttää huijauslaskuihin.", by=by, at=at
        )
        sent = Notification(
            at, is_complete=True, reasons="Riski on mahdollinen.", reference="1234/171/26"
        )
        deciding.notify(breach, sent, by=by, at=at)
        deciding.do_not_tell_persons(
            breach, exemption=None, reasons="Riski ei ole korkea; latauksia ei näy.", by=by, at=at
        )
        deciding.close(breach, reasons="Tilitoimiston selvitys on saatu.", by=by, at=at)

    def breach(self, _event: Event, at: datetime) -> None:
        """Keep the breach whose clock runs: somebody may have used another's account."""
        told = Description(
            facts="Asiakastuen salasana syötettiin väärennetylle kirjautumissivulle. Tunnus suljettiin.",
            natures=("confidentiality",),
            categories=("identity", "contact"),
            happened_at=at - timedelta(hours=30),
        )
        recording.record_breach(NewBreach(at, told), by=self._owner, at=at)


def _language(client: Client) -> Language:
    return client.draft.language or "fi"


def _day(at: datetime) -> date:
    return at.date()

"""Inventing customers: the same chance, the same customers. Pure.

- Domain names end in `.example` or `.test`, which nobody can register (RFC 2606).
- Business ids have true check digits and begin with 9: numbers given out so far are below 4 000 000.
- Swedish and British telephone numbers are those that PTS and Ofcom keep free for fiction.
  No such numbers are known to us for Finland; `045 555 xxxx` and `050 555 xxx` are made up.
- Streets do not exist; postal codes and towns do.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    CustomerDraft,
    CustomerKind,
    EInvoiceAddress,
    PostalAddress,
)
from seloste.demo.names import ASSOCIATION, COMPANY, FAMILY, GIVEN, ROLES
from seloste.demo.places import STREETS, TOWNS
from seloste.kernel.folding import words
from seloste.kernel.languages import Language

_KINDS: dict[CustomerKind, int] = {"person": 62, "sole_trader": 12, "company": 20, "association": 6}
_LANGUAGES: dict[Language, int] = {"fi": 72, "sv": 17, "en": 11}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_OPERATOR = "003721291126"


class Inventor:
    """Invents customers one after the other; no two with the same name, address or number."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._taken: set[str] = set()
        self._phones = 0

    def customer(self, kind: CustomerKind | None = None) -> CustomerDraft:
        """Return a customer of a kind and language as they come."""
        chance = self._chance
        kind = kind or chance.choices([*_KINDS], [*_KINDS.values()])[0]
        language = chance.choices([*_LANGUAGES], [*_LANGUAGES.values()])[0]
        address = self.address(language)
        if kind in {"company", "association"}:
            return self._organisation(kind, language, address)
        name = self.name(language)
        trading = kind == "sole_trader"
        email = self.email(name, self.domain(name) if trading else "")
        draft = CustomerDraft(
            kind=kind,
            name=name,
            company=f"Tmi {name}" if trading and language != "en" else "",
            business_id=self.business_id() if trading else "",
            handle=words(name)[-1] + str(chance.randrange(10, 99)) if chance.random() < 0.4 else "",
            emails=(email,),
            phones=(self.phone(language),) if chance.random() < 0.85 else (),
            postal_address=address,
            language=language,
        )
        return self._billed(draft)

    def twin_of(self, draft: CustomerDraft) -> CustomerDraft:
        """Return the same person as somebody might write them down a second time."""
        first, last = draft.name.split(" ", 1)
        return replace(
            draft,
            name=f"{last} {first}".replace("V", "W", 1),
            emails=(self.email(draft.name, ""),),
            phones=(),
            handle="",
            billing_address=None,
        )

    def name(self, language: Language) -> str:
        """Return a person's name that has not been given out."""
        while True:
            name = f"{self._chance.choice(GIVEN[language])} {self._chance.choice(FAMILY[language])}"
            if self._take(name):
                return name

    def contact(self, language: Language, domain: str, role: str) -> ContactPersonDraft:
        """Return somebody who acts for an organisation."""
        name = self.name(language)
        return ContactPersonDraft(name, (self.email(name, domain),), (self.phone(language),), role)

    def address(self, language: Language) -> PostalAddress:
        """Return an address in an invented street of a real town."""
        code, town = self._chance.choice(TOWNS[language])
        street = f"{self._chance.choice(STREETS[language])} {self._chance.randrange(1, 60)}"
        if self._chance.random() < 0.5:
            street += f" {self._chance.choice('ABC')} {self._chance.randrange(1, 40)}"
        return PostalAddress((street,), code, town, "FI")

    def phone(self, language: Language) -> str:
        """Return a telephone number that nobody else here has, in E.164."""
        self._phones += 1
        if language == "en" and self._chance.random() < 0.5:
            return f"+44207946{self._phones % 1000:04d}"
        if language == "sv" and self._chance.random() < 0.15 and self._phones < 700:
            return (
                f"+46313900{600 + self._phones % 100}" if self._fresh_swedish() else self._finnish()
            )
        return self._finnish()

    def email(self, name: str, domain: str) -> str:
        """Return an e-mail address at the domain, or at an invented provider of post."""
        local = ".".join(words(name))
        domain = domain or self._chance.choice(("posti.example", "brev.example", "mail.example"))
        email, further = f"{local}@{domain}", 1
        while not self._take(email):
            further += 1
            email = f"{local}{further}@{domain}"
        return email

    def domain(self, name: str) -> str:
        """Return a domain name made of the name; it cannot exist."""
        label = "-".join(words(name))[:40].strip("-")
        end = self._chance.choice(("example", "example", "test"))
        domain, further = f"{label}.{end}", 1
        while not self._take(domain):
            further += 1
            domain = f"{label}-{further}.{end}"
        return domain

    def business_id(self) -> str:
        """Return a business id from a range that is not given out, with a true check digit."""
        while True:
            digits = str(self._chance.randrange(9_000_000, 10_000_000))
            rest = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11
            found = f"{digits}-{(11 - rest) % 11}"
            if rest != 1 and self._take(found):
                return found

    def _organisation(
        self, kind: CustomerKind, language: Language, address: PostalAddress
    ) -> CustomerDraft:
        chance = self._chance
        company = self._organisation_name(kind, language)
        domain = self.domain(company.rpartition(" ")[0])
        roles = chance.sample(ROLES[language], chance.choice((1, 1, 1, 2)))
        people = tuple(self.contact(language, domain, role) for role in roles)
        draft = CustomerDraft(
            kind=kind,
            company=company,
            business_id=self.business_id() if kind == "company" or chance.random() < 0.7 else "",
            emails=(f"info@{domain}",),
            phones=(self.phone(language),),
            postal_address=address,
            language=language,
            contact_persons=people,
        )
        return self._billed(draft)

    def _organisation_name(self, kind: CustomerKind, language: Language) -> str:
        choice = self._chance.choice
        while True:
            if kind == "company":
                first, trade, form = COMPANY[language]
                name = f"{choice(first)} {choice(trade)} {choice(form)}"
            else:
                first, what = ASSOCIATION[language]
                name = f"{choice(first)} {choice(what)}"
            if self._take(name):
                return name

    def _billed(self, draft: CustomerDraft) -> CustomerDraft:
        """Return the customer with a way to bill them: paper, e-mail, an e-invoice, or none stated."""
        way = self._chance.random()
        if draft.business_id and way < 0.6:
            ovt = "0037" + draft.business_id.replace("-", "")
            return replace(
                draft,
                billing_address=BillingAddress("einvoice"),
                einvoice_address=EInvoiceAddress(ovt, _OPERATOR),
            )
        if way < 0.75:
            return replace(draft, billing_address=BillingAddress("email", email=draft.emails[0]))
        if way < 0.9:
            paper = BillingAddress("paper", draft.company or draft.name, "", draft.postal_address)
            return replace(draft, billing_address=paper)
        return draft

    def _fresh_swedish(self) -> bool:
        return self._take(f"+46313900{600 + self._phones % 100}")

    def _finnish(self) -> str:
        if self._phones % 3:
            return f"+35845555{self._phones:04d}"
        return f"+35850555{self._phones:03d}"

    def _take(self, what: str) -> bool:
        """Take a name, unless it is taken."""
        if what in self._taken:
            return False
        self._taken.add(what)
        return True

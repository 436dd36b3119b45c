"""How keeping customers is refused."""

from __future__ import annotations

from collections.abc import Sequence

from seloste.customers.values import Fault
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId


class FieldNotInNotice(Refusal):
    """The notice in force does not say that this is kept, so it may not be."""

    code = "customers.field_not_in_notice"


class NoSuchCustomer(Refusal):
    """There is no such customer, or not any more."""

    code = "customers.no_such_customer"


class Faulty(Refusal):
    """What was typed does not fit; each fault names its field."""

    code = "customers.faulty"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(number=len(faults))
        self.faults = tuple(faults)


class DuplicateFound(Refusal):
    """A customer with the same identifying value, or a near name at the same place, is there."""

    code = "customers.duplicate_found"

    def __init__(self, found: dict[PersonId, str]) -> None:
        super().__init__(number=len(found))
        self.found = found


class CannotMerge(Refusal):
    """The two are one already, or are of kinds that cannot be one."""

    code = "customers.cannot_merge"

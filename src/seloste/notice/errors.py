"""Why nothing was published, or no edition was found."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NoneInForce(Refusal):
    """No edition of the notice applies yet."""

    code = "notice.none_in_force"


class NoSuchEdition(Refusal):
    """The register has no edition with this number."""

    code = "notice.no_such_edition"


class HasErrors(Refusal):
    """The linter found errors in the file."""

    code = "notice.has_errors"


class NumberNotHigher(Refusal):
    """The edition's number is not higher than that of the edition before."""

    code = "notice.number_not_higher"


class CategoryInUse(Refusal):
    """The file drops a category of which the register holds data."""

    code = "notice.category_in_use"


class FieldInUse(Refusal):
    """The file leaves a field out that the register holds."""

    code = "notice.field_in_use"

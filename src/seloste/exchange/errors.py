"""How imports and exports are refused as a whole."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class ImportUnderWay(Refusal):
    """Another process imports the same file at this moment."""

    code = "exchange.import_under_way"


class RejectsNotAFile(Refusal):
    """The rejects would be written through a link, over the file itself, or into a device."""

    code = "exchange.rejects_not_a_file"

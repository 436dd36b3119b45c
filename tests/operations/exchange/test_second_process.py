from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from benchmarks import files
from seloste.customers.errors import FieldNotInNotice
from seloste.customers.files import headings
from seloste.customers.files.tables import Record
from seloste.customers.newcomers import Newcomer
from seloste.customers.values import Fault
from seloste.exchange.operations.preparing import Preparation, prepared
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.vault.lookup import Hasher

SMALL, LARGE = 0, 10**9
HEADINGS = (*files.HEADINGS, "Yhteyshenkilö", "Palvelu")


@pytest.fixture
def preparation(register) -> Preparation:
    return Preparation(
        recognised=headings.recognise(HEADINGS),
        country="FI",
        source="data_subject",
        notice=notices.in_force(register.at).notice,
        hasher=Hasher(),
    )


def batches() -> Iterator[Sequence[Record]]:
    rows = files.rows(400, random.Random(1))  # noqa: S311 - nothing secret
    further = (("Aino Esimerkki", "Webhotelli"), ("", ""))
    records = [Record(n, (*row, *further[n % 2])) for n, row in enumerate(rows, start=2)]
    records[5] = Record(7, ("broken",), Fault("", "quotes_do_not_match"))
    return iter([records[:150], records[150:300], records[300:]])


def test_a_second_process_finds_what_one_alone_finds(preparation):
    alone = [batch.found for batch in prepared(batches(), preparation, size=SMALL)]

    with_help = [batch.found for batch in prepared(batches(), preparation, size=LARGE)]

    assert [len(found) for found in alone] == [150, 150, 100]
    assert sum(isinstance(one, Newcomer) and bool(one.people) for one in alone[0]) > 10
    assert alone[0][5] == (Fault("", "quotes_do_not_match"),)
    assert with_help == alone


def test_a_file_without_records_needs_nothing(preparation):
    assert list(prepared(iter(()), preparation, size=LARGE)) == []


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_field_that_the_notice_leaves_out_is_refused_wherever_it_is_found(preparation, size):
    written = preparation.notice.model_dump(by_alias=True)
    contact = written["categories"]["contact"]
    contact["fields"] = [field for field in contact["fields"] if field != "customer.phones"]
    silent = Notice.model_validate(written)
    without = Preparation(preparation.recognised, "FI", "data_subject", silent, preparation.hasher)

    with pytest.raises(FieldNotInNotice):
        list(prepared(batches(), without, size=size))


def test_an_import_that_stops_leaves_no_process_behind(preparation):
    running = prepared(batches(), preparation, size=LARGE)
    next(running)

    running.close()

    assert next(running, None) is None

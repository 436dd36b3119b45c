"""How the copies stand, through the API."""

from __future__ import annotations

from tests.api.conftest import Program
from tests.operations.evidence.conftest import note_backups
from tests.register import Register


def test_a_program_sees_how_the_copies_stand(program: Program, register: Register) -> None:
    note_backups(at=register.at)

    told = program.get("/backups").json()

    assert told["is_set_up"] is False
    assert told["last_data"]["gone_by"] is None
    assert told["last_keys"]["gone_by"] == "2026-12-23"
    assert (told["last_drill"]["holds"], told["last_drill"]["keys_tried"]) == (True, 12)


def test_before_the_first_there_is_none(program: Program) -> None:
    told = program.get("/backups").json()

    assert (told["last_data"], told["last_keys"], told["last_drill"]) == (None, None, None)

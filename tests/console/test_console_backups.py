"""How the copies stand, in the console."""

from __future__ import annotations

from tests.operations.evidence.conftest import note_backups


def page(client) -> str:
    response = client.get("/console/retention/backups/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_what_to_do_while_there_is_no_backup(owner, register) -> None:
    shown = page(owner)

    assert "seloste backup keys new" in shown
    assert "Archives stand here once the first backup was made." in shown


def test_the_page_shows_the_last_backup_and_the_last_drill(owner, register) -> None:
    note_backups(at=register.at)

    shown = page(owner)

    assert "holds no key that was destroyed, and may be used until 23 December 2026" in shown
    assert "opened with none of 12 keys" in shown
    assert "Archives, the newest first" in shown


def test_the_page_of_storage_periods_leads_there(owner, register) -> None:
    assert "/console/retention/backups/" in owner.get("/console/retention/").content.decode()

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.utils import translation

from seloste import wording
from seloste.kernel.ids import PersonId, new_person_id
from seloste.vault import keys, rootkey
from seloste.vault.errors import (
    AlreadyInitialised,
    RootKeyExposed,
    RootKeyMissing,
    RootKeyWrong,
)
from seloste.vault.keystore.models import PersonKey, RootKey, SystemKey
from tests.register import PUBLISHED, Register, initialise

PLACE = b"a place"
OLD, NEW = "vanha tunnuslause on pitkä", "uusi tunnuslause on pidempi"


@pytest.fixture
def key_file(register: Register) -> Path:
    return Path(django_settings.SELOSTE_ROOT_KEY_FILE)


def persons(number: int) -> list[tuple[PersonId, str]]:
    return [(new_person_id(), "identity") for _ in range(number)]


def opens(name: tuple[PersonId, str], sealed: bytes) -> bool:
    return keys.existing_ciphers([name])[name].open(sealed, place=PLACE) == b"plain"


def sealed_for(name: tuple[PersonId, str]) -> bytes:
    return keys.ciphers_for([name])[name].seal(b"plain", place=PLACE)


# --- The file -------------------------------------------------------------------------------------


def test_the_key_file_is_for_its_owner_only(key_file: Path) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert not key_file.with_suffix(".new").exists()


def test_a_register_gets_no_second_root_key(key_file: Path, register: Register) -> None:
    before = key_file.read_bytes()

    with pytest.raises(AlreadyInitialised):
        rootkey.initialise(at=register.at)

    assert key_file.read_bytes() == before
    assert RootKey.objects.count() == 1


def test_a_key_file_that_is_there_is_not_written_over(key_file: Path, register: Register) -> None:
    RootKey.objects.all().delete()

    with pytest.raises(AlreadyInitialised):
        rootkey.initialise(at=register.at)


def test_a_missing_key_file_is_named(key_file: Path) -> None:
    key_file.unlink()

    with pytest.raises(RootKeyMissing) as refused:
        rootkey.root()

    assert refused.value.facts() == {"path": "root.key", "generation": 1}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_file_that_others_can_read_is_not_used(key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    key_file.touch()  # as long as it does not change, it is not read again

    with pytest.raises(RootKeyExposed):
        rootkey.root()


@pytest.mark.parametrize(
    "content",
    [
        f"1 {base64.b64encode(bytes(32)).decode()}\n",
        f"1 {base64.b64encode(bytes(31)).decode()}\n",
        "1 not base64!\n",
        "one AAAA\n",
        "rubbish\n",
        "1\n",
        "\u00e4\n",
    ],
)
def test_a_key_file_that_was_changed_is_told_from_the_right_one(
    key_file: Path, content: str
) -> None:
    key_file.write_text(content, encoding="utf-8")

    with pytest.raises(RootKeyWrong):
        rootkey.root()


@pytest.mark.parametrize("content", ["", "# nothing\n"])
def test_an_emptied_key_file_counts_as_missing(key_file: Path, content: str) -> None:
    key_file.write_text(content, encoding="ascii")

    with pytest.raises(RootKeyMissing):
        rootkey.root()


@pytest.mark.parametrize("error", [RootKeyWrong, RootKeyMissing, RootKeyExposed])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_trouble_with_the_key_is_said_in_a_sentence(
    error: type[RootKeyWrong], language: str
) -> None:
    with translation.override(language):
        says = wording.of(error(path="root.key", generation=1))

    assert "%(" not in says
    assert says.count(".") >= 2


def test_without_any_generation_nothing_opens(key_file: Path) -> None:
    RootKey.objects.all().delete()
    key_file.touch()

    with pytest.raises(RootKeyMissing):
        rootkey.root()


# --- A new root key -------------------------------------------------------------------------------


def test_a_new_root_key_takes_over_and_the_old_one_is_forgotten(
    key_file: Path, register: Register
) -> None:
    names = persons(3)
    sealed = {name: sealed_for(name) for name in names}
    index_key = keys.system_key("index")
    old = key_file.read_text(encoding="ascii").split()[-1]

    done = list(keys.rotate(at=register.at))

    assert done == [PersonKey.objects.count() + SystemKey.objects.count()]
    assert all(opens(name, sealed[name]) for name in names)
    assert keys.system_key("index") == index_key
    assert old not in key_file.read_text(encoding="ascii")
    assert key_file.stat().st_mode & 0o777 == 0o600
    state = keys.status()
    assert (state.generation, state.keys_of_older_generations) == (2, 0)
    assert not state.from_passphrase


def test_a_register_without_keys_changes_its_root_key_too(
    db: None, home: Path, register: Register
) -> None:
    PersonKey.objects.all().delete()
    SystemKey.objects.all().delete()

    assert list(keys.rotate(at=register.at)) == []
    assert keys.status().generation == 2


def test_root_keys_can_be_changed_again_and_again(register: Register) -> None:
    name = persons(1)[0]
    sealed = sealed_for(name)

    for _ in range(3):
        list(keys.rotate(at=register.at))

    assert keys.status().generation == 4
    assert opens(name, sealed)


def test_a_change_that_was_broken_off_goes_on_with_the_same_generation(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_BATCH", 2)  # how many at once is nobody's business but theirs
    names = persons(7)
    sealed = {name: sealed_for(name) for name in names}

    running = keys.rotate(at=register.at)
    next(running)
    running.close()
    assert 0 < keys.status().keys_of_older_generations < 7
    assert all(opens(name, sealed[name]) for name in names)
    later = persons(1)[0]
    sealed[later] = sealed_for(later)
    list(keys.rotate(at=register.at))

    assert keys.status().generation == 2
    assert keys.status().keys_of_older_generations == 0
    assert all(opens(name, one) for name, one in sealed.items())


def test_a_change_broken_off_before_the_first_key_goes_on(register: Register) -> None:
    name = persons(1)[0]
    sealed = sealed_for(name)
    rootkey.begin_generation(at=register.at)

    list(keys.rotate(at=register.at))

    assert keys.status().generation == 2
    assert opens(name, sealed)


def test_a_root_key_is_not_forgotten_while_a_key_needs_it(register: Register) -> None:
    name = persons(1)[0]
    sealed = sealed_for(name)
    rootkey.begin_generation(at=register.at)

    assert not rootkey.end_generation(1, at=register.at)

    assert opens(name, sealed)
    assert RootKey.objects.get(generation=1).retired_at is None


def test_what_was_begun_is_not_begun_again(register: Register) -> None:
    rootkey.begin_generation(at=register.at)
    rootkey.begin_generation(at=register.at)

    assert RootKey.objects.count() == 2


def test_a_process_that_knows_only_the_old_root_key_learns_of_the_new_one(
    register: Register,
) -> None:
    name = persons(1)[0]
    sealed = sealed_for(name)
    stale = rootkey.root()
    list(keys.rotate(at=register.at))
    row = PersonKey.objects.get(person=name[0])

    key = stale.unwrap(bytes(row.wrapped), row.generation, place=b"person:%d:identity" % name[0])

    assert len(key) == 32
    assert opens(name, sealed)
    with pytest.raises(RootKeyWrong):
        stale.unwrap(bytes(row.wrapped), 99, place=b"")


def test_nothing_new_is_wrapped_under_a_root_key_that_has_ended(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(keys.rotate(at=register.at))
    stale = rootkey.Root(current=1, ciphers=dict(rootkey.root().ciphers))
    answers = iter([stale])
    real = rootkey.root
    monkeypatch.setattr(rootkey, "root", lambda: next(answers, None) or real())

    name = persons(1)[0]
    sealed = sealed_for(name)

    assert PersonKey.objects.get(person=name[0]).generation == 2
    assert opens(name, sealed)


def test_root_keys_that_all_have_ended_wrap_nothing(register: Register) -> None:
    rootkey.root()
    RootKey.objects.update(retired_at=register.at)

    with pytest.raises((RootKeyWrong, RootKeyMissing)):
        keys.ciphers_for(persons(1))


# --- Passphrases ----------------------------------------------------------------------------------


@pytest.fixture
def phrase_file(settings: Any, tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(f"{OLD}\n", encoding="utf-8")
    settings.SELOSTE_PASSPHRASE_FILE = str(file)
    return file


@pytest.fixture
def by_phrase(db: None, home: Path, phrase_file: Path) -> Iterator[Path]:
    (home / "root.key").unlink(missing_ok=True)
    rootkey.initialise(passphrase=OLD, at=PUBLISHED)
    yield phrase_file
    (home / "root.key").unlink(missing_ok=True)


def test_a_passphrase_opens_what_it_sealed_and_leaves_no_file(by_phrase: Path, home: Path) -> None:
    name = persons(1)[0]

    sealed = sealed_for(name)

    assert opens(name, sealed)
    assert not (home / "root.key").exists()
    assert keys.status().from_passphrase


def test_a_wrong_passphrase_is_told_from_the_right_one(by_phrase: Path) -> None:
    by_phrase.write_text("jokin aivan muu lause\n", encoding="utf-8")

    with pytest.raises(RootKeyWrong):
        rootkey.root()


def test_a_passphrase_in_no_known_letters_is_a_wrong_one(by_phrase: Path) -> None:
    by_phrase.write_bytes(b"\xff\xfe\xff")

    with pytest.raises(RootKeyWrong):
        rootkey.root()


def test_a_passphrase_file_that_is_gone_is_said(by_phrase: Path) -> None:
    by_phrase.unlink()

    with pytest.raises(RootKeyMissing):
        rootkey.root()


def test_a_passphrase_that_nobody_states_is_missing(by_phrase: Path, settings: Any) -> None:
    settings.SELOSTE_PASSPHRASE_FILE = ""

    with pytest.raises(RootKeyMissing):
        rootkey.root()


def test_one_passphrase_gives_way_to_another(by_phrase: Path) -> None:
    name = persons(1)[0]
    sealed = sealed_for(name)

    list(keys.rotate(passphrase=NEW, at=PUBLISHED))
    by_phrase.write_text(NEW, encoding="utf-8")

    assert opens(name, sealed)
    assert keys.status().generation == 2


def test_a_change_of_passphrase_that_was_broken_off_goes_on(by_phrase: Path) -> None:
    name = persons(1)[0]
    sealed = sealed_for(name)
    rootkey.begin_generation(passphrase=NEW, at=PUBLISHED)

    with pytest.raises(RootKeyWrong):
        rootkey.root()  # with the old one alone
    list(keys.rotate(passphrase=NEW, at=PUBLISHED))
    by_phrase.write_text(NEW, encoding="utf-8")

    assert opens(name, sealed)


def test_a_key_file_gives_way_to_a_passphrase_and_back(
    register: Register, key_file: Path, phrase_file: Path, settings: Any
) -> None:
    settings.SELOSTE_PASSPHRASE_FILE = ""
    name = persons(1)[0]
    sealed = sealed_for(name)

    list(keys.rotate(passphrase=OLD, at=register.at))
    with pytest.raises(RootKeyMissing):
        rootkey.root()
    settings.SELOSTE_PASSPHRASE_FILE = str(phrase_file)
    assert opens(name, sealed)
    list(keys.rotate(at=register.at))
    settings.SELOSTE_PASSPHRASE_FILE = ""

    assert opens(name, sealed)
    assert keys.status().generation == 3


# --- At once --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_many_who_seal_for_one_person_at_once_make_one_key(home: Path) -> None:
    initialise(home)
    name = persons(1)[0]
    found: list[bytes] = []
    together = threading.Barrier(6)

    def work() -> None:
        try:
            together.wait()
            found.append(sealed_for(name))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 6
    assert PersonKey.objects.filter(person=name[0]).count() == 1
    assert all(opens(name, sealed) for sealed in found)


@pytest.mark.django_db(transaction=True)
def test_keys_made_while_the_root_key_changes_are_not_lost(home: Path) -> None:
    initialise(home)
    kept: list[tuple[tuple[PersonId, str], bytes]] = []
    over = threading.Event()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            while not over.is_set():
                name = persons(1)[0]
                kept.append((name, sealed_for(name)))
        except BaseException as error:  # noqa: BLE001 - shown by the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        list(keys.rotate(at=PUBLISHED))
    over.set()
    for thread in threads:
        thread.join()
    list(keys.rotate(at=PUBLISHED))

    assert not failed
    assert kept
    assert keys.status().generation == 6
    assert all(opens(name, sealed) for name, sealed in kept)

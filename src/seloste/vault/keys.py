"""Keys of persons and of the register, wrapped under the root key.

A key is committed to its own store before anything sealed with it is written, so that a crash
in between leaves a key without data, never data without a key.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connections, transaction

from seloste.kernel.ids import PersonId
from seloste.kernel.steps import reached
from seloste.vault import rootkey
from seloste.vault.ciphers import KEY_BYTES, Cipher
from seloste.vault.keystore.models import PersonKey, RootKey, SystemKey
from seloste.vault.rows import execute, fetch, insert

KeyName = tuple[PersonId, str]
"""Whose key, and of which category."""

_KEYS = (
    "SELECT person, category, generation, wrapped FROM keystore_personkey"
    " WHERE person = ANY(%s) AND category = ANY(%s)"
)
_DESTROY = "DELETE FROM keystore_personkey WHERE person = ANY(%s)"
_DESTROY_SOME = f"{_DESTROY} AND category = ANY(%s)"
_SYSTEM_KEY = "SELECT wrapped, generation FROM keystore_systemkey WHERE name = %s"
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """What the key store holds, in numbers."""

    generation: int
    made_at: datetime
    from_passphrase: bool
    keys: int
    keys_of_older_generations: int


def ciphers_for(names: Collection[KeyName]) -> dict[KeyName, Cipher]:
    """Return a cipher for each name; keys that do not exist yet are made and committed."""
    wanted = set(names)
    found = existing_ciphers(wanted)
    if missing := wanted - found.keys():
        with transaction.atomic(using="keys"):
            root = rootkey.in_use()
            # Another writer may make the same key at this moment: the first one stands.
            PersonKey.objects.bulk_create(
                [_new_key(name, root) for name in sorted(missing)],
                ignore_conflicts=True,
                batch_size=_BATCH,
            )
        found |= existing_ciphers(missing)
    return found


def new_ciphers_for(names: Iterable[KeyName]) -> dict[KeyName, Cipher]:
    """Return ciphers for persons who are new, without looking for keys they cannot have."""
    ciphers, rows = {}, []
    with transaction.atomic(using="keys"):
        root = rootkey.in_use()
        for person, category in names:
            key = secrets.token_bytes(KEY_BYTES)
            wrapped = root.wrap(key, place=place_of_key(person, category))
            ciphers[person, category] = Cipher(key)
            rows.append((person, category, root.current, wrapped))
        insert(PersonKey, ("person", "category", "generation", "wrapped"), rows, using="keys")
    return ciphers


def existing_ciphers(names: Collection[KeyName]) -> dict[KeyName, Cipher]:
    """Return ciphers for those names that have a key. A name without one was erased or never was."""
    root = rootkey.root()
    persons, categories = {name[0] for name in names}, {name[1] for name in names}
    found: dict[KeyName, Cipher] = {}
    for number, category, generation, wrapped in fetch(_KEYS, persons, categories, using="keys"):
        name = (PersonId(number), category)
        if name in names:
            key = root.unwrap(bytes(wrapped), generation, place=place_of_key(*name))
            found[name] = Cipher(key)
    return found


def destroy(persons: Collection[PersonId], *, categories: Collection[str] | None = None) -> int:
    """Destroy keys of these persons, of some categories or all; return how many.

    In the caller's transaction on the key store, beside the ledger line that tells of it.
    """
    if not persons:
        return 0
    if categories is None:
        return execute(_DESTROY, persons, using="keys")
    return execute(_DESTROY_SOME, persons, categories, using="keys")


def successor_name(category: str) -> str:
    """Return the name under which the next key of a category waits for its turn."""
    return f"~{sha256(category.encode()).hexdigest()[:32]}"


def make_successors(names: Collection[KeyName]) -> None:
    """Make the keys that will take the place of these, in the caller's transaction on the store."""
    if not names:
        return
    root = rootkey.in_use()
    PersonKey.objects.bulk_create(
        [_new_key((person, successor_name(category)), root) for person, category in sorted(names)],
        ignore_conflicts=True,
    )


def put_successors_in_place(names: Mapping[KeyName, bool]) -> None:
    """Let successors take the place of the old keys, which are destroyed.

    Args:
        names: each key, and whether anything is sealed under it still. Where nothing is, both go.
    """
    if not names:
        return
    root = rootkey.in_use()
    for (person, category), is_used in names.items():
        waiting = PersonKey.objects.filter(person=person, category=successor_name(category))
        row = waiting.first()
        if row is None:  # it took its place before a crash
            continue
        PersonKey.objects.filter(person=person, category=category).delete()
        waiting.delete()
        if is_used:
            place = place_of_key(person, row.category)
            key = root.unwrap(bytes(row.wrapped), row.generation, place=place)
            PersonKey.objects.create(
                person=person,
                category=category,
                generation=root.current,
                wrapped=root.wrap(key, place=place_of_key(person, category)),
            )


def system_key(name: str) -> bytes:
    """Return the register's own key of that name, made when first needed."""
    place = b"system:" + name.encode()
    found = fetch(_SYSTEM_KEY, name, using="keys") or [_made(name, place)]
    wrapped, generation = found[0]
    return rootkey.root().unwrap(bytes(wrapped), generation, place=place)


def _made(name: str, place: bytes) -> tuple[bytes, int]:
    with transaction.atomic(using="keys"):
        root = rootkey.in_use()
        wrapped = root.wrap(secrets.token_bytes(KEY_BYTES), place=place)
        row, _ = SystemKey.objects.get_or_create(
            name=name, defaults={"generation": root.current, "wrapped": wrapped}
        )
    return bytes(row.wrapped), row.generation


def status() -> KeyStatus:
    """Return the state of the key store."""
    row = RootKey.objects.order_by("-generation")[0]
    return KeyStatus(
        generation=row.generation,
        made_at=row.made_at,
        from_passphrase=bool(row.derivation),
        keys=PersonKey.objects.count() + SystemKey.objects.count(),
        keys_of_older_generations=(
            PersonKey.objects.exclude(generation=row.generation).count()
            + SystemKey.objects.exclude(generation=row.generation).count()
        ),
    )


def rotate(*, passphrase: str | None = None, at: datetime) -> Iterator[int]:
    """Bring in a new root key and wrap every key under it; yield the running count.

    Data are not touched. A rotation that was cut off goes on where it stopped: as long as
    keys of an older generation exist, no further generation is begun. Keys that others make
    under the older one meanwhile are wrapped anew before it ends.

    Args:
        passphrase: the new one, if the new root key is to come from one.
        at: now, UTC.
    """
    rootkey.begin_generation(passphrase=passphrase, at=at)
    reached("rotate.begun")
    root, done = rootkey.root(also=passphrase), 0
    older = sorted(root.ciphers)[:-1]
    while older:
        while rewrapped := _rewrap_some(root):
            done += rewrapped
            reached("rotate.some_rewrapped")
            yield done
        older = [g for g in older if not rootkey.end_generation(g, at=at)]


def _rewrap_some(root: rootkey.Root) -> int:
    with transaction.atomic(using="keys", durable=True), connections["keys"].cursor() as cursor:
        count = 0
        for row in SystemKey.objects.exclude(generation=root.current):
            place = b"system:" + row.name.encode()
            key = root.unwrap(bytes(row.wrapped), row.generation, place=place)
            row.wrapped, row.generation = root.wrap(key, place=place), root.current
            row.save()
            count += 1
        rows = (
            PersonKey.objects.filter(generation__lt=root.current)
            .order_by("generation")
            .values_list("person", "category", "generation", "wrapped")[:_BATCH]
        )
        changes = []
        for person, category, generation, wrapped in rows:
            place = place_of_key(PersonId(person), category)
            key = root.unwrap(bytes(wrapped), generation, place=place)
            changes.append((root.wrap(key, place=place), root.current, person, category))
        cursor.executemany(
            "UPDATE keystore_personkey SET wrapped = %s, generation = %s"
            " WHERE person = %s AND category = %s",
            changes,
        )
    return count + len(changes)


def _new_key(name: KeyName, root: rootkey.Root) -> PersonKey:
    person, category = name
    wrapped = root.wrap(secrets.token_bytes(KEY_BYTES), place=place_of_key(person, category))
    return PersonKey(person=person, category=category, generation=root.current, wrapped=wrapped)


def place_of_key(person: PersonId, category: str) -> bytes:
    """Return the place for which a key is wrapped."""
    return b"person:%d:%s" % (person, category.encode())

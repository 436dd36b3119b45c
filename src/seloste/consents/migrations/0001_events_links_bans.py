from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# What a record says never changes. Whose it is may: two customers can turn out to be one.
FIXED = "id, purpose, kind, state, at, means, language, edition, wording_id, actor, role, way_in"
GUARDED = {"consents_consentevent": FIXED, "consents_wording": "hash, text"}


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database refuse to change what was recorded."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    if not on_sqlite:
        schema_editor.execute(
            "CREATE FUNCTION consents_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION 'records of consents are never changed'"
            " USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    body = (
        "BEGIN SELECT RAISE(ABORT, 'records of consents are never changed'); END"
        if on_sqlite
        else "FOR EACH ROW EXECUTE FUNCTION consents_never_changed()"
    )
    for table, columns in GUARDED.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OF {columns} ON {table} {body}"
        )


def unguard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in GUARDED:
        schema_editor.execute(f"DROP TRIGGER {table}_fixed" + ("" if on_sqlite else f" ON {table}"))
    if not on_sqlite:
        schema_editor.execute("DROP FUNCTION consents_never_changed()")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="MarketingBan",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["email", "phone"])),
                        name="banned_address_is_of_a_known_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("state", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("means", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=2)),
                ("edition", models.PositiveIntegerField()),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("way_in", models.CharField(max_length=16)),
                (
                    "wording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consents.wording",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="receipt",
                        serialize=False,
                        to="consents.consentevent",
                    ),
                ),
                ("state", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "to_print")),
                        fields=["at"],
                        name="receipt_to_print",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["owed", "sent", "to_print", "printed"])),
                        name="receipt_is_in_a_known_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=64)),
                ("use", models.CharField(max_length=16)),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("language", models.CharField(max_length=2)),
                ("sent_to", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consents.consentevent",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="consent_link_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("use__in", ["confirm", "withdraw"])),
                        name="link_is_for_a_known_use",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="consentevent",
            index=models.Index(fields=["person", "purpose"], name="consent_event_by_person"),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "consent"),
                        (
                            "state__in",
                            [
                                "requested",
                                "given",
                                "refused",
                                "withdrawn",
                                "expired",
                                "invalidated",
                                "revoked",
                                "unknown",
                            ],
                        ),
                    ),
                    models.Q(("kind", "soft_opt_in"), ("state__in", ["met", "ended"])),
                    models.Q(("kind", "objection"), ("state__in", ["objected", "ended"])),
                    _connector="OR",
                ),
                name="consent_event_is_in_a_state_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "consent"), ("state__in", ["requested", "given"]), _negated=True
                    ),
                    ("wording__isnull", False),
                    _connector="OR",
                ),
                name="given_consent_has_a_wording",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", ""), _negated=True), ("kind", "objection"), _connector="OR"
                ),
                name="only_an_objection_has_no_purpose",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]

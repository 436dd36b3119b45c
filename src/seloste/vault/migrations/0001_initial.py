from __future__ import annotations

from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_index_table(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index one tree on SQLite (WITHOUT ROWID): half the writing, half the size."""
    tail = " WITHOUT ROWID" if schema_editor.connection.vendor == "sqlite" else ""
    schema_editor.execute(
        "CREATE TABLE vault_indexterm ("
        "term bigint NOT NULL, person bigint NOT NULL, PRIMARY KEY (term, person))" + tail
    )


def drop_index_table(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE vault_indexterm")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexedPerson",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person",
                        "kind",
                        "record",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person", models.BigIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("record", models.BigIntegerField()),
                ("terms", models.BinaryField()),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="IndexTerm",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "term",
                                "person",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("term", models.BigIntegerField()),
                        ("person", models.BigIntegerField()),
                    ],
                ),
            ],
            database_operations=[migrations.RunPython(make_index_table, drop_index_table)],
        ),
        migrations.CreateModel(
            name="Openings",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "opened_on",
                        "category",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("category", models.CharField(max_length=64)),
                ("count", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person",
                        "kind",
                        "record",
                        "category",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person", models.BigIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("record", models.BigIntegerField()),
                ("category", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RootKey",
            fields=[
                ("generation", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("proof", models.BinaryField()),
                ("derivation", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SystemKey",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("generation", models.PositiveIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person",
                        "category",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person", models.BigIntegerField()),
                ("category", models.CharField(max_length=64)),
                ("generation", models.PositiveIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["generation"], name="person_key_by_generation")],
            },
        ),
    ]

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredCheckpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.BinaryField()),
                ("peaks", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("operation", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("way_in", models.CharField(max_length=16)),
                ("purpose", models.CharField(max_length=64)),
                ("categories", models.CharField(max_length=1024)),
                ("about", models.BigIntegerField(null=True)),
                ("ref", models.CharField(max_length=64)),
                ("edition", models.PositiveIntegerField(null=True)),
                ("sealed_facts", models.BinaryField()),
                ("leaf", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("about", None), _negated=True),
                        fields=["about", "position"],
                        name="entry_by_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("size", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_head")
                ],
            },
        ),
    ]

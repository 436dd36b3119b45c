from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("file", models.BigIntegerField(unique=True)),
                ("state", models.CharField(max_length=16)),
                ("aware_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("happened_at", models.DateTimeField(null=True)),
                ("processor", models.CharField(max_length=64)),
                ("processor_told_at", models.DateTimeField(null=True)),
                ("natures", models.JSONField()),
                ("categories", models.JSONField()),
                ("persons", models.PositiveBigIntegerField(null=True)),
                ("records", models.PositiveBigIntegerField(null=True)),
                ("risk", models.CharField(max_length=16)),
                ("notified_at", models.DateTimeField(null=True)),
                ("completed_at", models.DateTimeField(null=True)),
                ("telling", models.CharField(max_length=16)),
                ("exemption", models.CharField(max_length=32)),
                ("told_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["open", "assessed"])),
                        fields=["aware_at"],
                        name="breach_clock_runs",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("aware_at__lte", models.F("recorded_at"))),
                        name="breach_is_known_before_it_is_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("risk", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="breach_is_assessed_before_it_is_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BreachEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="breaches.breach",
                    ),
                ),
            ],
        ),
    ]

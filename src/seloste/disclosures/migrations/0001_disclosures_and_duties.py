from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("recipient", models.CharField(max_length=64)),
                ("categories", models.JSONField()),
                ("purpose", models.CharField(max_length=64)),
                ("act", models.CharField(max_length=64)),
                ("edition", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person"], name="disclosure_by_person"),
                    models.Index(fields=["recipient", "at"], name="disclosure_by_recipient"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("recipient", models.CharField(max_length=64)),
                ("person", models.BigIntegerField()),
                ("subject", models.BigIntegerField(null=True)),
                ("categories", models.JSONField()),
                ("cause", models.CharField(max_length=64)),
                ("purpose", models.CharField(max_length=64)),
                ("edition", models.PositiveIntegerField()),
                ("state", models.CharField(default="owed", max_length=16)),
                ("reason", models.CharField(max_length=32)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("owed_at", models.DateTimeField()),
                ("trying_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("chase_at", models.DateTimeField(null=True)),
                ("answered_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person"], name="duty_by_person"),
                    models.Index(
                        condition=models.Q(("state__in", ["owed", "sent", "unknown"])),
                        fields=["owed_at"],
                        name="duty_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["correct", "erase", "restrict", "lift", "withdraw"])
                        ),
                        name="duty_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "owed",
                                    "sent",
                                    "acknowledged",
                                    "refused",
                                    "impossible",
                                    "unknown",
                                ],
                            )
                        ),
                        name="duty_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason__gt", ""), ("state", "impossible")),
                            models.Q(("state", "impossible"), _negated=True),
                            _connector="OR",
                        ),
                        name="impossible_duty_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("has_note", models.BooleanField(default=False)),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.duty",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["duty", "at"], name="duty_event_by_duty")],
            },
        ),
    ]

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Night",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("done_at", models.DateTimeField()),
                ("persons", models.PositiveIntegerField()),
                ("records", models.PositiveIntegerField()),
                ("late", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Reckoning",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("edition", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Underway",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("cause", models.CharField(max_length=32)),
                ("erasures", models.JSONField()),
                ("kept", models.JSONField()),
                ("recipients", models.JSONField()),
                ("begun_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("cause", models.CharField(max_length=32)),
                ("edition", models.PositiveIntegerField(null=True)),
                ("erased_at", models.DateTimeField()),
                ("categories", models.JSONField()),
                ("counts", models.JSONField()),
                ("kept", models.JSONField()),
                ("recipients", models.JSONField()),
                ("lines", models.JSONField()),
                ("verified_at", models.DateTimeField(null=True)),
                ("remains", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person"], name="certificate_by_person"),
                    models.Index(fields=["erased_at"], name="certificate_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("category", models.CharField(max_length=64)),
                ("contract", models.BigIntegerField(null=True)),
                ("ground", models.CharField(max_length=32)),
                ("reason", models.CharField(max_length=32)),
                ("request", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=64)),
                ("review_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["person"], name="hold_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("categories", models.JSONField()),
                ("cause", models.CharField(max_length=32)),
                ("since", models.DateTimeField()),
                ("look_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "cause"), name="one_pending_for_each_cause"
                    )
                ],
            },
        ),
    ]

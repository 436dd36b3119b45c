from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChannelTest",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("channel", models.CharField(max_length=32)),
                ("token_hash", models.CharField(max_length=64)),
                ("begun_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.CharField(max_length=32)),
                ("failed_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["channel", "begun_at"], name="test_of_channel")],
            },
        ),
        migrations.CreateModel(
            name="FormUse",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=64)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["hour"], name="form_use_by_hour")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mark", "hour"), name="form_uses_are_counted_by_hour"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectRequest",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(unique=True)),
                ("requester", models.BigIntegerField(unique=True)),
                ("about", models.BigIntegerField(null=True)),
                ("channel", models.CharField(max_length=16)),
                ("received_at", models.DateTimeField()),
                ("received_on", models.DateField()),
                ("registered_at", models.DateTimeField()),
                ("language", models.CharField(max_length=2)),
                ("state", models.CharField(max_length=16)),
                ("taken_by", models.CharField(max_length=32)),
                ("identity", models.CharField(max_length=16)),
                ("authority", models.CharField(max_length=16)),
                ("represented", models.BooleanField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("extended_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "received_at", "id"], name="request_by_arrival"),
                    models.Index(fields=["about"], name="request_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("state__in", ["closed", "withdrawn"]),
                            _connector="OR",
                        ),
                        name="request_ends_when_it_is_closed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestPart",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("state", models.CharField(max_length=16)),
                ("outcome", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="rights.subjectrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "kind"), name="a_right_is_asked_once_in_a_request"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("outcome", ""), ("state", "open")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state", "decided"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="part_is_decided_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("handle", models.CharField(max_length=32)),
                ("role", models.CharField(max_length=64)),
                ("detail", models.CharField(max_length=64)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="rights.subjectrequest",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["request", "at", "id"], name="event_of_request")],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("ahead", models.SmallIntegerField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rights.subjectrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "on"), name="one_reminder_of_a_request_in_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("use", models.CharField(max_length=16)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rights.subjectrequest",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["request", "use"], name="link_of_request")],
            },
        ),
    ]

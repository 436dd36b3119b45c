from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("handle", models.CharField(max_length=32, unique=True)),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=64)),
                ("purposes", models.JSONField()),
                ("scopes", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("last_used_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="token_expires_after_it_is_made",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_hash", models.CharField(max_length=64)),
                ("body_hash", models.CharField(max_length=64)),
                ("begun_at", models.DateTimeField(db_index=True)),
                ("made", models.BigIntegerField(null=True)),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tokens.token",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("token", "key_hash"), name="key_means_one_request_of_a_token"
                    )
                ],
            },
        ),
    ]

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(db_index=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("size", models.BigIntegerField(default=0)),
                ("rows", models.BigIntegerField(default=0)),
                ("ledger", models.BigIntegerField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("gone_by", models.DateField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=32)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["kind", "made_at"],
                        name="archive_there",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Restore",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data_made_at", models.DateTimeField()),
                ("keys_made_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("replayed", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Drill",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("holds", models.BooleanField()),
                ("facts", models.JSONField()),
            ],
        ),
    ]

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keystore", "0002_erasure_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoLine",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("what", models.CharField(max_length=16)),
                ("key", models.CharField(max_length=96)),
                ("stands", models.BooleanField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="no_by_time")],
            },
        ),
    ]

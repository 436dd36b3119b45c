from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keystore", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasureLine",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("categories", models.CharField(max_length=2048)),
                ("records", models.JSONField(default=list)),
                ("cause", models.CharField(max_length=32)),
                ("erased_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at", None)),
                        fields=["id"],
                        name="erasure_unfinished",
                    ),
                    models.Index(fields=["person"], name="erasure_by_person"),
                ],
            },
        ),
    ]

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Lifetime",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person",
                        "kind",
                        "record",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person", models.BigIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("record", models.BigIntegerField()),
                ("triggers", models.JSONField()),
                ("due_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_on", None), _negated=True),
                        fields=["due_on"],
                        name="lifetime_due",
                    )
                ],
            },
        ),
    ]

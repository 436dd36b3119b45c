from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_keep_requests")]

    operations = [
        migrations.CreateModel(
            name="Concerned",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
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
                "indexes": [models.Index(fields=["person"], name="concerned_by_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "person"), name="a_request_concerns_an_id_once"
                    )
                ],
            },
        ),
    ]

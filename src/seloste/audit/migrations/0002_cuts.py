from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="StoredCut",
            fields=[
                ("first_kept", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.BinaryField()),
                ("before", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]

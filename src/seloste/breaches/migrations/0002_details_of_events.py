from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("breaches", "0001_the_register"),
    ]

    operations = [
        migrations.AddField(
            model_name="breachevent",
            name="details",
            field=models.JSONField(default=dict),
        ),
    ]

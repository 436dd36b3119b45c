"""When people must be told that their data came from elsewhere. Pure."""

from __future__ import annotations

from datetime import date

from seloste.kernel.periods import Period


def informing_due(obtained_on: date) -> date:
    """Return the last day for telling a person of data obtained from elsewhere.

    The same day number a month later, or the last day of a shorter month. The duty ends
    sooner when the person is written to, or the data are disclosed, before that day.

    Source: GDPR Art. 14(3).
    """
    return Period(months=1, days=0).after(obtained_on)

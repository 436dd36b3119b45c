"""The services outside that the settings name: loaded here, by dotted path, and nowhere else.

A path names something that is called without arguments and returns the service, such as
`seloste.adapters.smtp.mail.from_settings`.
"""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from seloste.outbox.errors import NotSetUp
from seloste.outbox.ports import Mail


def mail_is_set_up() -> bool:
    """Tell whether the settings name a mail service."""
    return bool(settings.SELOSTE_MAIL)


def mail() -> Mail:
    """Return the mail service that `SELOSTE_MAIL` names.

    Raises:
        NotSetUp: it names none.
    """
    if not mail_is_set_up():
        raise NotSetUp
    return cast("Mail", load(settings.SELOSTE_MAIL))


def load(path: str, *given: object) -> object:
    """Return what the thing at the dotted path makes of what it is given."""
    return import_string(path)(*given)

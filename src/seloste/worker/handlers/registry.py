"""Every kind of work that may be owed, and who does it.

A handler is given the key and the moment. It reads in one transaction, calls the service outside
any, and records what came of it in another; it is safe to run twice. It fails only by
`TryLater`, `NotSetUp` or `WillNeverTake`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from seloste.worker.handlers import answers, consents, recipients, requests

Do = Callable[[int, datetime], None]
GiveUp = Callable[[int, str, datetime], None]
"""Given the key, the reason as a code, and the moment."""


class Handler(NamedTuple):
    """How one kind of work is done, and who is told when it will not be tried any more."""

    do: Do
    give_up: GiveUp | None = None


HANDLERS: Mapping[str, Handler] = {
    "disclosures.send": Handler(recipients.send, recipients.give_up),
    "disclosures.chase": Handler(recipients.chase, recipients.give_up),
    "consents.confirm": Handler(consents.confirm),
    "consents.receipt": Handler(consents.receipt, consents.receipt_given_up),
    "rights.acknowledge": Handler(requests.acknowledge, requests.acknowledgement_failed),
    "rights.identity_link": Handler(requests.identity_link, requests.question_failed),
    "rights.clarification": Handler(requests.question, requests.question_failed),
    "rights.extension": Handler(requests.extension, requests.question_failed),
    "rights.fee": Handler(requests.question, requests.question_failed),
    "rights.answer": Handler(answers.send, answers.not_sent),
    "rights.lifting": Handler(answers.lifting),
    "rights.forget_copy": Handler(answers.forget_copy),
    "rights.reminder": Handler(requests.remind),
    "rights.test_form": Handler(requests.test_form, requests.test_failed),
    "rights.test_email": Handler(requests.test_email, requests.test_failed),
}
"""By kind, such as `disclosures.send`."""

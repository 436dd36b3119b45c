"""Kinds of the records that answering a request leaves under the requester's key."""

from __future__ import annotations

OUTCOME = "request_outcome"
"""What was done about one part; its id is the part's."""

ANSWER = "request_answer"
"""The letter that was sent; its id is the request's."""

COPY = "request_copy"
"""The files that go with the letter, until they are fetched or the link ends."""

MARKS = "request_marks"
"""Passages about other people, left out of the copy; its id is the request's."""

ZIP = "zip"
"""Under which the files of the two stand, packed; a copy of the person's data leaves that out."""

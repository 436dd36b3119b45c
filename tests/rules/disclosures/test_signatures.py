from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.disclosures.signatures import is_signed, key_of, sign

# The test vector that the authors of Standard Webhooks publish.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, THEN = "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, tz=UTC)
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def is_right(
    signatures: str = SIGNATURE,
    *,
    body: bytes = BODY,
    timestamp: str = "1614265330",
    at: datetime = THEN,
    message_id: str = ID,
) -> bool:
    return is_signed(
        key_of(SECRET),
        message_id=message_id,
        timestamp=timestamp,
        signatures=signatures,
        body=body,
        at=at,
    )


def test_a_signature_is_that_of_the_published_test_vector() -> None:
    assert sign(key_of(SECRET), message_id=ID, at=THEN, body=BODY) == SIGNATURE
    assert is_right()


def test_one_of_several_signatures_suffices_while_a_secret_is_changed() -> None:
    assert is_right(f"v1,bm90IHRoaXMgb25l {SIGNATURE} v1a,xyz")


@pytest.mark.parametrize("apart", [timedelta(minutes=5), timedelta(minutes=-5)])
def test_clocks_may_be_five_minutes_apart(apart: timedelta) -> None:
    assert is_right(at=THEN + apart)


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": b'{"test": 2432232315}'},
        {"message_id": "msg_other"},
        {"message_id": ""},
        {"timestamp": "1614265331"},
        {"timestamp": "-1614265330"},
        {"timestamp": "now"},
        {"timestamp": "9" * 30},
        {"at": THEN + timedelta(minutes=5, seconds=1)},
        {"at": THEN - timedelta(minutes=5, seconds=1)},
        {"signatures": ""},
        {"signatures": "v1,"},
        {"signatures": "v1,ääkkösiä"},
    ],
)
def test_what_was_changed_is_old_or_is_not_signed_is_found_out(wrong: dict[str, object]) -> None:
    assert not is_right(**wrong)  # type: ignore[arg-type]  # the parameters name their own types


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64!"])
def test_a_secret_that_is_too_short_or_no_secret_is_refused_without_being_told(secret: str) -> None:
    with pytest.raises(ValueError, match="a webhook secret must") as refused:
        key_of(secret)

    assert "c2hv" not in str(refused.value)


@given(st.binary(), st.binary(min_size=1))
def test_a_signature_holds_for_its_own_body_only(body: bytes, more: bytes) -> None:
    key = key_of(SECRET)
    signature = sign(key, message_id=ID, at=THEN, body=body)

    assert is_right(signature, body=body)
    assert not is_right(signature, body=body + more)

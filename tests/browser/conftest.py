from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.console.conftest import aino, breach, contract, hosting, kerttu, make_customer, saimaa
from tests.register import register

__all__ = ["aino", "breach", "contract", "hosting", "kerttu", "make_customer", "register", "saimaa"]


@pytest.fixture(scope="session", autouse=True)
def _folder_of_collected_files() -> None:
    """Make the folder that whitenoise looks for when the server of the tests starts."""
    (Path(os.environ["SELOSTE_HOME"]) / "static").mkdir(exist_ok=True)

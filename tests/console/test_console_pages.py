from __future__ import annotations

import pytest


def addresses(aino, saimaa, contract, person) -> list[str]:
    here = f"/console/customers/{aino}/"
    return [
        "/console/",
        "/console/customers/",
        "/console/customers/new/",
        "/console/customers/new/person/",
        "/console/customers/new/sole_trader/",
        "/console/customers/new/company/",
        "/console/customers/new/association/",
        here,
        f"/console/customers/{saimaa}/",
        f"{here}edit/",
        f"/console/customers/{saimaa}/edit/",
        f"{here}readings/",
        f"{here}history/",
        f"{here}contracts/",
        f"{here}contracts/new/",
        f"{here}contracts/{contract}/edit/",
        f"{here}contracts/{contract}/end/",
        f"/console/customers/{saimaa}/people/new/",
        f"/console/customers/{saimaa}/people/{person}/edit/",
        f"/console/customers/{saimaa}/people/{person}/end/",
        "/console/informing/",
        "/console/duplicates/",
        f"/console/duplicates/{aino}/{saimaa}/",
        "/console/services/",
        "/console/notice/",
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_opens_in_every_language_and_is_kept_nowhere(
    owner, aino, saimaa, contract, kerttu, language
) -> None:
    owner.cookies["django_language"] = language

    for address in addresses(aino, saimaa, contract, kerttu):
        response = owner.get(address)

        assert response.status_code == 200, address
        assert f'<html lang="{language}"' in response.content.decode()
        assert "no-store" in response["Cache-Control"]

"""The days from which storage periods are counted (GDPR Art. 13(2)(a), 5(1)(e))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.kernel.languages import Language


@dataclass(frozen=True, slots=True)
class Trigger:
    """A day that the register can compute.

    Attributes:
        always_comes: every record has this day sooner or later without anyone's doing; one that
            may never come needs a fallback, or the data would be kept for ever.
        since: the words after the period: "three years" + since.
    """

    key: str
    always_comes: bool
    since: Mapping[Language, str]


def _trigger(key: str, fi: str, sv: str, en: str, *, always: bool = False) -> Trigger:
    return Trigger(key, always, {"fi": fi, "sv": sv, "en": en})


_ALL = (
    _trigger("last_contract_end", "siitä päivästä, jona viimeinen sopimus päättyi", "från den dag då det sista avtalet upphörde", "from the day the last contract ended"),
    _trigger("contract_end", "siitä päivästä, jona sopimus päättyi", "från den dag då avtalet upphörde", "from the day the contract ended"),
    _trigger("role_end", "siitä päivästä, jona tehtävä päättyi", "från den dag då uppgiften upphörde", "from the day the role ended"),
    _trigger("last_activity", "viimeisestä asioinnista", "från den senaste kontakten", "from the last activity", always=True),
    _trigger("record_made", "siitä päivästä, jona tieto tallennettiin", "från den dag då uppgiften registrerades", "from the day the data were recorded", always=True),
    _trigger("log_entry", "lokimerkinnän tekemisestä", "från det att logganteckningen gjordes", "from the day the log entry was made", always=True),
    _trigger("fiscal_year_end", "tilikauden päättymisestä", "från räkenskapsperiodens utgång", "from the end of the financial year", always=True),
    _trigger("message_sent", "viestin lähettämisestä", "från det att meddelandet sändes", "from the day the message was sent", always=True),
    _trigger("thread_closed", "siitä päivästä, jona asia saatiin käsiteltyä", "från den dag då ärendet avslutades", "from the day the matter was closed"),
    _trigger("consent_end", "suostumuksen peruuttamisesta tai viimeisestä käytöstä", "från det att samtycket återkallades eller senast användes", "from the withdrawal or last use of the consent", always=True),
    _trigger("objection_made", "kiellon ilmoittamisesta", "från det att förbudet meddelades", "from the day of the objection", always=True),
    _trigger("survey_closed", "kyselyn päättymisestä", "från det att enkäten avslutades", "from the day the survey closed"),
    _trigger("request_closed", "asian käsittelyn päättymisestä", "från det att ärendet avslutades", "from the day the request was closed"),
    _trigger("breach_closed", "tietoturvaloukkauksen käsittelyn päättymisestä", "från det att incidenten avslutades", "from the day the breach was closed"),
    _trigger("registration_end", "verkkotunnuksen rekisteröinnin päättymisestä", "från det att domänregistreringen upphörde", "from the end of the domain registration"),
    _trigger("employment_end", "työ- tai toimisuhteen päättymisestä", "från det att anställningen eller uppdraget upphörde", "from the end of the employment or assignment"),
)  # fmt: skip

TRIGGERS: Mapping[str, Trigger] = {trigger.key: trigger for trigger in _ALL}

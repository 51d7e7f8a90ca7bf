"""One incident that several crafts suffered from: the lights, the sound and the coffee in one power cut.

It is found by its words in the auditors' notes on findings of at least two causes (docs/root-causes.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from eventaudit.consistency.findings import Finding
from eventaudit.consistency.phrases import phrases, plain

from .case import Case
from .root_cause import Link

INCIDENTS: Mapping[str, str] = {
    "power_cut": (
        "power_cut power_failure power_outage blackout black_out blown_fuse fuse_blew sähkökatko "
        " sähköt_poikki sähköt_katke sulake| strömavbrott elavbrott strömlös säkring"
    ),
    "network_down": (
        "network_was_down network_went_down network_down internet_was_down internet_down wifi_was_down"
        " wifi_down wi_fi_down verkko_kaatu netti_kaatu netti_katke nätverket_låg_ner nätverket_gick_ner"
        " internet_låg_ner internet_gick_ner"
    ),
    "understaffed": (
        "understaffed under_staffed short_staffed staffing_agency staffing_company staffing_firm"
        " half_the_staff half_of_the_staff half_the_crew henkilöstövaj vajaamieh vuokratyö"
        " puolet_henkilökunnasta underbemann bemanningsföretag halva_personalen personalbrist"
    ),
    "weather": (
        "rain| rained| raining| rains| downpour sleet| snowed| snowing| snowfall snowstorm thunderstorm hail|"
        " kaatosa sateessa sade| satoi| räntä lumimyräk ukonilma myrsky regn| regnet| regnade| ösregn snöfall"
        " snöstorm oväder"
    ),
    "alarm": "fire_alarm evacuat palohäly evakuoi brandlarm utrymd| utrymning",
    "late_delivery": (
        "late_delivery delivery_was_late delivery_came_late delivered_late van_was_late lorry_was_late"
        " toimitus_myöhäs leveransen_kom_sent leveransen_var_sen försenad_leverans"
    ),
}
"""What befalls a whole event, with its words in English, Finnish and Swedish (their form: phrases.py)."""

PHRASES: Mapping[str, tuple[str, ...]] = {key: phrases(words) for key, words in INCIDENTS.items()}

TAKES_WHOLE: Mapping[str, frozenset[str]] = {
    "understaffed": frozenset({"cleaning", "cloakroom", "door", "floor_hosts", "kitchen", "serving"}),
    "power_cut": frozenset({"light", "music", "sound_and_picture"}),
}
"""Crafts that an incident befalls as a whole: a crew at half strength does everything worse. Of others, as in
rain, only what was noted goes to the incident."""

WHOLE_UP_TO = 4
"""Of a larger cause too, only what was noted goes: it has other reasons as well."""

BEFALLS = frozenset({"craft", "announced", "words", "main_craft", "touchpoint"})


def follow_incidents(case: Case, placed: dict[str, Link]) -> dict[str, Link]:
    """The links after the causes that suffered from the same incident went to it."""
    noted = {
        finding.id: note
        for finding in case.findings.values()
        if placed[finding.id].rule in BEFALLS and (note := case.note(finding))
    }
    everything = plain(" . ".join(noted.values()))
    moved: dict[str, Link] = {}
    for incident, words in PHRASES.items():
        if any(word in everything for word in words):
            hit = [case.findings[one] for one, note in noted.items() if _speaks(plain(note), words)]
            if len({placed[finding.id].cause for finding in hit}) > 1:
                for one in _suffered(incident, hit, case, placed):
                    moved.setdefault(one.id, _link(one, incident))
    return placed | moved


def _speaks(note: str, words: tuple[str, ...]) -> bool:
    return any(word in note for word in words)


def _link(finding: Finding, incident: str) -> Link:
    return Link("same_incident", finding.id, f"incident:{incident}", incident, {"incident": incident})


def _suffered(incident: str, hit: list[Finding], case: Case, placed: dict[str, Link]) -> list[Finding]:
    """Those noted, what else their criteria show, and the rest of their causes that went down as a whole."""
    whole = {f"craft:{craft}" for craft in TAKES_WHOLE.get(incident, ())}
    criteria = {finding.criterion for finding in hit if finding.criterion}
    found = []
    for cause in sorted({placed[finding.id].cause for finding in hit}):
        together = [finding for finding in case.findings.values() if placed[finding.id].cause == cause]
        everything = cause in whole and len(together) <= WHOLE_UP_TO
        found += [one for one in together if everything or one in hit or one.criterion in criteria]
    return found

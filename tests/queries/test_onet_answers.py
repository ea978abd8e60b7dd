"""Questions that cross over to O*NET, beside figures computed from its tables and the crosswalk."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from source_figures import Esco, Onet

    Ask = Callable[..., list[dict[str, Any]]]

ENGINEER = "http://data.europa.eu/esco/occupation/d7d986e1-7333-431b-9719-0c5c6939e360"
SCIENTIST = "http://data.europa.eu/esco/occupation/258e46f9-0075-4a2e-adae-1ff0477e0f30"
ICT = "http://data.europa.eu/esco/isco/C25"
RATED = {"Skills": "29.3", "Knowledge": "29.3", "Work Styles": "29.3", "Abilities": "30.0"}


def code(iri: str) -> str:
    return iri.rpartition("/")[2]


def test_ratings_stand_beside_essential_skills(ask: Ask, esco: Esco, onet: Onet) -> None:
    codes = onet.codes({ENGINEER})
    values: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for table, release in RATED.items():
        for row in onet.table(table, release):
            if row["O*NET-SOC Code"] in codes:
                key = row["O*NET-SOC Code"], row["Element ID"]
                values[key][row["Scale ID"]] = float(row["Data Value"])
    titles = {r["O*NET-SOC Code"]: r["Title"] for r in onet.table("Occupation Data")}
    expected = {
        (titles[occupation], element, scales["IM"], scales.get("LV"))
        for (occupation, element), scales in values.items()
        if scales["IM"] >= 3.5
    }
    rows = ask("onet-ratings", occupation=ENGINEER, minimum=3.5)
    rated = {
        (r["onet_occupation"], code(r["concept"]), r["importance"], r["level"])
        for r in rows
        if r["source"] == "O*NET"
    }
    assert len(rated) > 20
    assert rated == expected
    essential = {r["concept"] for r in rows if r["source"] == "ESCO"}
    assert essential == esco.asked["essential"][ENGINEER]


def test_ratings_say_what_onet_recommends_to_suppress(ask: Ask, onet: Onet) -> None:
    codes = onet.codes({ENGINEER})
    suppressed = {
        row["Element ID"]
        for row in onet.table("Skills")
        if row["O*NET-SOC Code"] in codes and row["Recommend Suppress"] == "Y"
    }
    rows = [r for r in ask("onet-ratings", occupation=ENGINEER, minimum=1) if r["kind"] == "skill"]
    assert {code(r["concept"]) for r in rows if r["suppress"]} == suppressed


def test_technologies_in_demand(ask: Ask, onet: Onet) -> None:
    match = {c: kind.removesuffix("Match") for o, kind, c in onet.mappings if o == SCIENTIST}
    words = {"broad": "broader", "narrow": "narrower"}
    expected = {
        (row["Example"], row["Hot Technology"] == "Y", words.get(kind, kind))
        for row in onet.table("Technology Skills")
        if row["In Demand"] == "Y" and (kind := match.get(row["O*NET-SOC Code"]))
    }
    rows = ask("technologies-in-demand", occupation="data scientist")
    assert {(r["label"], r["hot"], r["match"]) for r in rows} == expected


def test_hot_technologies_of_a_sector(ask: Ask, esco: Esco, onet: Onet) -> None:
    codes = onet.codes(esco.in_group("25"))
    used: dict[str, set[str]] = defaultdict(set)
    demanded: dict[str, set[str]] = defaultdict(set)
    for row in onet.table("Technology Skills"):
        if row["O*NET-SOC Code"] in codes and row["Hot Technology"] == "Y":
            used[row["Example"]].add(row["O*NET-SOC Code"])
            if row["In Demand"] == "Y":
                demanded[row["Example"]].add(row["O*NET-SOC Code"])
    expected = {name: (len(found), len(demanded[name])) for name, found in used.items()}
    rows = ask("hot-technologies", group=ICT)
    assert len(expected) > 100
    assert {r["label"]: (r["used_by"], r["in_demand_for"]) for r in rows} == expected


def test_mappings_of_an_occupation(ask: Ask, onet: Onet) -> None:
    zones = {r["O*NET-SOC Code"]: r["Job Zone"] for r in onet.table("Job Zones")}
    titles = {r["O*NET-SOC Code"]: r["Title"] for r in onet.table("Occupation Data")}
    words = {"exactMatch": "exact", "closeMatch": "close", "broadMatch": "broader"}
    expected = {
        (c, titles[c], words[kind], zones.get(c)) for o, kind, c in onet.mappings if o == SCIENTIST
    }
    rows = ask("occupation-mappings", occupation=SCIENTIST)
    assert {(r["code"], r["label"], r["match"], r["job_zone"]) for r in rows} == expected
    assert {r["graph"] for r in rows} == {"https://w3id.org/skillkg/graph/crosswalk/esco-onet/1"}


def test_tasks_of_an_occupation(ask: Ask, onet: Onet) -> None:
    codes = onet.codes({SCIENTIST})
    expected = {
        (row["Task ID"], row["Task"], row["Task Type"] or None)
        for row in onet.table("Task Statements")
        if row["O*NET-SOC Code"] in codes
    }
    rows = ask("occupation-tasks", occupation=SCIENTIST)
    assert {(code(r["task"]), r["text"], r["type"]) for r in rows} == expected


@pytest.mark.parametrize("side", ["ESCO", "O*NET"])
def test_unmapped_occupations_are_a_set_difference(
    ask: Ask, esco: Esco, onet: Onet, side: str
) -> None:
    if side == "ESCO":
        expected = esco.occupations.keys() - {occupation for occupation, _, _ in onet.mappings}
    else:
        known = {row["O*NET-SOC Code"] for row in onet.table("Occupation Data")}
        expected = known - {c for _, _, c in onet.mappings}
    rows = [row for row in ask("unmapped-occupations") if row["side"] == side]
    assert expected
    assert {r["occupation"] if side == "ESCO" else r["code"] for r in rows} == expected
    assert len(rows) == len(expected)

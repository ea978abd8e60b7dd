"""How gates end by their values, rule by rule, as ``docs/gates.md`` has it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from gate_values import CREDENTIAL, LANGUAGE, NAMED, QUALIFICATION, VALUES, YEARS

from skillkg.matching.gates.credential_kinds import kinds
from skillkg.matching.gates.judging import ANY_OF, RULES, judge
from skillkg.matching.gates.rules import Said

PAGE = Path(__file__).resolve().parents[2] / "docs" / "gates.md"
WORK = {"covered_months": 12, "total_months": 24, "fitting_jobs": 1, "dated_jobs": 2}
LONG = {**WORK, "total_months": 40}


@pytest.mark.parametrize(
    ("values", "status", "by"),
    [
        ({}, "unknown", ""),
        ({"stated_years": 3.0}, "pass", "stated_years"),
        ({"stated_years": 2.92}, "pass", "stated_years"),
        ({"stated_years": 2.83}, "fail", "stated_years"),
        ({**WORK, "covered_months": 35}, "pass", "covered_months"),
        ({**WORK, "covered_months": 34, "total_months": 34}, "fail", "total_months"),
        (WORK, "fail", "total_months"),
        ({**WORK, "goes_on": True}, "unknown", "total_months"),
        (LONG, "unknown", "total_months"),
        ({**WORK, "stated_years": 1.0}, "fail", "total_months"),
        ({"denied": True}, "fail", "denied"),
        ({"denied": True, "stated_years": 1.0}, "fail", "stated_years"),
        ({"denied": True, **LONG}, "unknown", "total_months"),
        ({"denied": True, **LONG, "covered_months": 0, "fitting_jobs": 0}, "fail", "denied"),
        ({"demanded_years": None}, "unknown", ""),
        ({"demanded_years": None, "stated_years": 3.0}, "pass", "stated_years"),
        ({"demanded_years": None, "stated_years": 1.0}, "unknown", "stated_years"),
        ({"demanded_years": None, **WORK}, "unknown", "total_months"),
        ({"demanded_years": None, "denied": True}, "fail", "denied"),
        ({"demanded_years": None, "denied": True, "dated_jobs": 1}, "unknown", "denied"),
        ({"demanded_years": 0.0}, "pass", "covered_months"),
        ({"demanded_years": 0.67, "covered_months": 7}, "pass", "covered_months"),
    ],
)
def test_years(values: dict[str, Any], status: str, by: str) -> None:
    judged = judge("years/1", YEARS | values)
    assert (judged.status, judged.by) == (status, by)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "unknown"),
        ({"spoken_level": "B2"}, "pass"),
        ({"spoken_level": "native"}, "pass"),
        ({"spoken_level": "B1"}, "fail"),
        ({"demanded_level": None}, "pass"),
        ({"demanded_level": None, "spoken_level": "A1"}, "pass"),
        ({"stated": False}, "unknown"),
        ({"stated": False, "denied": True}, "fail"),
        ({"denied": True, "spoken_level": "C1"}, "pass"),
    ],
)
def test_languages(values: dict[str, Any], status: str) -> None:
    assert judge("language/1", LANGUAGE | values).status == status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "unknown"),
        ({"stated_class": "C"}, "pass"),
        ({"stated_class": "C+E"}, "pass"),
        ({"stated_class": "C1"}, "fail"),
        ({"stated_class": "C1", "is_open": True}, "fail"),
        ({"stated_class": "B", "is_open": True}, "unknown"),
        ({"stated_class": "B"}, "fail"),
        ({"stated_class": "D"}, "unknown"),
        ({"demanded_class": None}, "pass"),
        ({"demanded_class": None, "stated_class": "B"}, "pass"),
        ({"demanded_class": "B"}, "pass"),
        ({"demanded_class": "D1"}, "unknown"),
        ({"credential": "Right to work", "demanded_class": "US"}, "pass"),
        ({"credential": "Right to work", "demanded_class": "US", "stated_class": "UK"}, "unknown"),
        ({"said": "denied", "stated_class": "C"}, "fail"),
        ({"said": "lacking"}, "fail"),
        ({"said": "pending"}, "unknown"),
        ({"said": "of others"}, "unknown"),
        ({"said": "not stated"}, "unknown"),
    ],
)
def test_credentials(values: dict[str, Any], status: str) -> None:
    assert judge("credential/1", CREDENTIAL | values).status == status


@pytest.mark.parametrize("said", get_args(Said))
def test_named_credentials(said: Said) -> None:
    status = {"held": "pass", "denied": "fail"}.get(said, "unknown")
    assert judge("named-credential/1", NAMED | {"said": said}).status == status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "unknown"),
        ({"held_level": 6}, "pass"),
        ({"held_level": 5}, "fail"),
        ({"held_level": 5, "takes_equivalent": True}, "unknown"),
        ({"held_level": 5, "pending_level": 6}, "unknown"),
        ({"held_level": 5, "pending_level": 5}, "fail"),
        ({"pending_level": 5}, "unknown"),
        ({"denied": True}, "fail"),
        ({"denied": True, "pending_level": 6}, "fail"),
        ({"denied": True, "takes_equivalent": True}, "unknown"),
        ({"denied": True, "demanded_level": 5}, "unknown"),
        ({"denied": True, "held_level": 5}, "fail"),
        ({"held_level": 6, "demands_upper_class": True}, "unknown"),
        ({"held_level": 6, "demands_upper_class": True, "lower_class": "2:2"}, "fail"),
        ({"held_level": 6, "lower_class": "2:2"}, "pass"),
        (
            {
                "held_level": 6,
                "demands_upper_class": True,
                "has_upper_class": True,
                "lower_class": "2:2",
            },
            "pass",
        ),
    ],
)
def test_qualifications(values: dict[str, Any], status: str) -> None:
    assert judge("qualification/1", QUALIFICATION | values).status == status


@pytest.mark.parametrize(
    ("rule", "values", "name", "note"),
    [
        (
            "years/1",
            {"field": "sales", **LONG},
            "3 years of experience: sales",
            "All of its dated jobs cover 3.3 years. Those that name “sales” cover 1.0, "
            "as far as it tells.",
        ),
        (
            "years/1",
            {"demanded_years": None, **WORK, "goes_on": True},
            "Several years of experience",
            "The ad does not say how many. All of its dated jobs cover 2.0 years. "
            "One goes on; until when is not told.",
        ),
        ("language/1", {"spoken_level": "A2"}, "Language: German B2", "The resume states A2."),
        ("language/1", {"demanded_level": None}, "Language: German", ""),
        ("credential/1", {"stated_class": "B"}, "Driving licence: C", "The resume states B."),
        ("named-credential/1", {}, "Pesticide Certificate", "Found by its name alone."),
        (
            "qualification/1",
            {"held_level": 5, "takes_equivalent": True},
            "Qualification of EQF level 6",
            "The resume names one of level 5. The ad takes something equivalent.",
        ),
    ],
)
def test_names_and_notes(rule: str, values: dict[str, Any], name: str, note: str) -> None:
    judged = judge(rule, VALUES[rule] | values)
    assert (judged.name, judged.note) == (name, note)


def test_the_page_has_every_rule_and_value() -> None:
    parts = PAGE.read_text("utf-8").split("\n## ")
    tables = {title: text for title, _, text in (part.partition("\n") for part in parts)}
    for rule, cls in RULES.items():
        given = [line.split("`")[1] for line in tables[rule].splitlines() if line.startswith("| `")]
        assert given == [each.name for each in fields(cls)]
    assert ANY_OF in tables


def test_the_page_has_every_class() -> None:
    """Where classes change, so does what follows from values: ``credential/1`` needs a version."""
    page = PAGE.read_text("utf-8")
    for kind in kinds():
        ladders: dict[int, list[str]] = {}
        for rung in kind.classes:
            ladders.setdefault(rung.ladder, []).append(rung.name)
        if ladders:
            name = kind.name + (" (classes are places)" if kind.unnamed else "")
            assert f"| {name} | {'; '.join(map(', '.join, ladders.values()))} |\n" in page


def test_classes_and_credentials_are_known_by_one_name() -> None:
    assert len({kind.name for kind in kinds()}) == len(kinds())
    for kind in kinds():
        assert len({rung.name for rung in kind.classes}) == len(kind.classes)

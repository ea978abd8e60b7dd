from __future__ import annotations

import json
from dataclasses import replace
from math import fsum, inf
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg import __version__
from skillkg.explanation.record import to_json, to_record
from skillkg.model import Contribution, Match, Path

if TYPE_CHECKING:
    from collections.abc import Iterable

AMOUNTS = st.lists(st.floats(min_value=0, max_value=1), max_size=80)


def made_of(amounts: Iterable[float]) -> Match:
    pairs = tuple(
        Contribution(f"urn:r:{n % 7}", f"urn:s:{n}", "skills", amount, Path(), (), ())
        for n, amount in enumerate(amounts)
    )
    return Match("ad", "resume", pairs, (), (), ())


def test_golden_record(match: Match) -> None:
    record = to_record(match)
    skill = "http://data.europa.eu/esco/skill/"
    occupation = "http://data.europa.eu/esco/occupation/"
    graph = "https://w3id.org/skillkg/graph/esco/1.1.1"
    essential = {
        "kind": "essential",
        "strength": 0.8,
        "graph": graph,
        "predicate": "http://data.europa.eu/esco/model#relatedEssentialSkill",
    }
    over = [
        {"from": f"{occupation}d3edb8f8", "to": f"{skill}ccd0a1d9", **essential, "forward": True},
        {"from": f"{skill}ccd0a1d9", "to": f"{occupation}c40a2919", **essential, "forward": False},
    ]
    title = [{"start": 0, "end": 13, "quote": "Web developer"}]
    past = [{"start": 40, "end": 52, "quote": "Data analyst"}]
    asked = [{"start": 80, "end": 83, "quote": "SQL"}]
    said = {"start": 12, "end": 15, "quote": "SQL"}
    expected: dict[str, Any] = {
        "tool": {"name": "skillkg", "version": __version__},
        "ad": {"name": "ad.txt", "digest": "a" * 64},
        "resume": {"name": "resume.pdf", "digest": "b" * 64},
        "fit": fsum((0.1, 0.2)),
        "contributions": [
            {
                "requirement": f"{skill}598de5b0",
                "skill": f"{skill}598de5b0",
                "block": "skills",
                "contribution": 0.2,
                "path": [],
                "requirement_spans": asked,
                "skill_spans": [said, {"start": 90, "end": 93, "quote": "sql"}],
            },
            {
                "requirement": f"{skill}ccd0a1d9",
                "skill": f"{skill}ccd0a1d9",
                "block": "skills",
                "contribution": 0.1,
                "path": over,
                "requirement_spans": title,
                "skill_spans": past,
            },
        ],
        "coverage": [
            {
                "requirement": f"{skill}ccd0a1d9",
                "block": "skills",
                "status": "related",
                "strength": 0.64,
                "skill": f"{skill}ccd0a1d9",
                "path": over,
                "requirement_spans": title,
                "skill_spans": past,
            },
            {
                "requirement": f"{skill}598de5b0",
                "block": "skills",
                "status": "met",
                "strength": 1.0,
                "skill": f"{skill}598de5b0",
                "path": [],
                "requirement_spans": asked,
                "skill_spans": [said],
            },
            {
                "requirement": f"{skill}71dd57e1",
                "block": "skills",
                "status": "missing",
                "strength": 0.0,
                "skill": None,
                "path": [],
                "requirement_spans": [{"start": 99, "end": 102, "quote": "PHP"}],
                "skill_spans": [],
            },
        ],
        "gates": [
            {
                "name": "3 years of experience",
                "status": "fail",
                "requirement": {"start": 20, "end": 27, "quote": "3 years"},
                "evidence": None,
                "note": "one year found",
            }
        ],
        "graph": [
            {
                "graph": graph,
                "source": "esco",
                "version": "1.1.1",
                "digest": "sha256:9f2c41d07be8a3f5",
                "statements": 699_607,
                "attribution": (
                    "This service uses the ESCO classification of the European Commission."
                ),
                "licence": "https://creativecommons.org/licenses/by/4.0/",
                "complete": True,
                "tables": ["occupations", "skills"],
            }
        ],
        "labels": {
            f"{occupation}c40a2919": "web developer",
            f"{occupation}d3edb8f8": "data analyst",
            f"{skill}598de5b0": "SQL",
            f"{skill}71dd57e1": "PHP",
            f"{skill}ccd0a1d9": "Python",
        },
        "parameters": {"block_weights": {"skills": 1.0}, "floor": 0.3},
        "notes": ["resume.pdf: “Vue” was not linked"],
    }
    assert record == expected
    assert list(record) == list(expected)
    assert list(record["labels"]) == sorted(record["labels"])
    assert list(record["parameters"]) == ["block_weights", "floor"]
    assert json.loads(to_json(match)) == expected


@given(AMOUNTS)
def test_contributions_sum_to_fit_after_json(amounts: list[float]) -> None:
    match = made_of(amounts)
    record = json.loads(to_json(match))
    assert fsum(c["contribution"] for c in record["contributions"]) == record["fit"] == match.fit
    assert len(record["contributions"]) == len(amounts)


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_json_does_not_depend_on_order(amounts: list[float], random: Any) -> None:
    match = made_of(amounts)
    shuffled = list(match.contributions)
    random.shuffle(shuffled)
    assert to_json(replace(match, contributions=tuple(shuffled))) == to_json(match)


def test_not_finite_is_an_error() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(made_of([inf]))

from __future__ import annotations

import json
from dataclasses import replace
from math import fsum, inf, prod, sqrt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg import __version__
from skillkg.explanation.record import to_json, to_record
from skillkg.model.graph import Path
from skillkg.model.match import Contribution, Match

if TYPE_CHECKING:
    from collections.abc import Iterable

    import skillkg

AMOUNTS = st.lists(st.floats(min_value=0, max_value=1), max_size=80)


def made_of(amounts: Iterable[float]) -> Match:
    pairs = tuple(
        Contribution(f"urn:r:{n % 7}", f"urn:s:{n}", "skills", amount, Path(), (), ())
        for n, amount in enumerate(amounts)
    )
    return Match("ad", "resume", pairs, (), (), ())


def entry(
    concept: str,
    block: str,
    weight: float,
    spans: list[dict[str, Any]],
    path: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    return {
        "concept": concept,
        "block": block,
        "weight": weight,
        "is_described": False,
        "spans": spans,
        "path": list(path),
    }


def mention(span: dict[str, Any], concept: str, label: str, section: str = "") -> dict[str, Any]:
    return {
        "span": span,
        "concept": concept,
        "label": label,
        "block": "skills",
        "section": section,
        "alternatives": [],
        "probability": None,
        "features": [],
        "stance": "stated",
        "stance_cue": None,
        "demand": None,
        "demand_cue": None,
        "levels": [],
        "position": None,
        "alternative_probabilities": [],
    }


def norm_of(record: dict[str, Any], block: str, side: str) -> float:
    """A norm as the module's description says that it is made."""
    profile = [e for e in record["profiles"][side] if e["block"] == block]
    w = {e["concept"]: e["weight"] for e in profile}
    pairs = record["scales"][block][f"{side}_pairs"]
    products = [2 * w[p["one"]] * p["relatedness"] * w[p["other"]] for p in pairs]
    return sqrt(fsum([*(each * each for each in w.values()), *products]))


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
    asked_php = [{"start": 99, "end": 102, "quote": "PHP"}]
    turned = {"from": f"{occupation}c40a2919", "to": f"{skill}ccd0a1d9", "forward": True}
    said = {"start": 12, "end": 15, "quote": "SQL"}
    expected: dict[str, Any] = {
        "tool": {"name": "skillkg", "version": __version__},
        "ad": {"name": "ad.txt", "digest": "a" * 64, "pages": []},
        "resume": {"name": "resume.pdf", "digest": "b" * 64, "pages": [0, 50]},
        "fit": fsum((0.125, 0.08000000000000002)),
        "contributions": [
            {
                "requirement": f"{skill}598de5b0",
                "skill": f"{skill}598de5b0",
                "block": "skills",
                "contribution": 0.125,
                "path": [],
                "requirement_spans": asked,
                "skill_spans": [said, {"start": 90, "end": 93, "quote": "sql"}],
                "weights": {"requirement_weight": 1.0, "relatedness": 1.0, "skill_weight": 1.0},
            },
            {
                "requirement": f"{skill}ccd0a1d9",
                "skill": f"{skill}ccd0a1d9",
                "block": "skills",
                "contribution": 0.08000000000000002,
                "path": over,
                "requirement_spans": title,
                "skill_spans": past,
                "weights": {"requirement_weight": 0.8, "relatedness": 1.0, "skill_weight": 0.8},
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
                "requirement_spans": asked_php,
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
        "scales": {
            "skills": {
                "weight": 0.5,
                "ad_norm": 2.0,
                "resume_norm": 2.0,
                "ad_pairs": [
                    {"one": f"{skill}598de5b0", "other": f"{skill}71dd57e1", "relatedness": 0.68}
                ],
                "resume_pairs": [
                    {"one": f"{skill}598de5b0", "other": f"{skill}e4430fb7", "relatedness": 0.68}
                ],
            },
            "occupations": {
                "weight": 0.5,
                "ad_norm": 1.0,
                "resume_norm": 1.0,
                "ad_pairs": [],
                "resume_pairs": [],
            },
        },
        "profiles": {
            "ad": [
                entry(f"{skill}598de5b0", "skills", 1.0, asked),
                entry(f"{skill}71dd57e1", "skills", 1.0, asked_php),
                entry(f"{skill}ccd0a1d9", "skills", 0.8, title, [over[1] | turned]),
                entry(f"{occupation}c40a2919", "occupations", 1.0, title),
            ],
            "resume": [
                entry(
                    f"{skill}598de5b0",
                    "skills",
                    1.0,
                    [said, {"start": 90, "end": 93, "quote": "sql"}],
                ),
                entry(f"{skill}ccd0a1d9", "skills", 0.8, past, [over[0]]),
                entry(
                    f"{skill}e4430fb7", "skills", 1.0, [{"start": 17, "end": 20, "quote": "CSS"}]
                ),
                entry(f"{occupation}d3edb8f8", "occupations", 1.0, past),
            ],
        },
        "mentions": {
            "ad": [
                mention(asked[0], f"{skill}598de5b0", "SQL", "requirements")
                | {"alternatives": [f"{skill}e4430fb7"], "demand": "required"},
                mention(asked_php[0], f"{skill}71dd57e1", "PHP")
                | {
                    "demand": "preferred",
                    "demand_cue": {"start": 103, "end": 109, "quote": "a plus"},
                },
            ],
            "resume": [
                mention(said, f"{skill}598de5b0", "SQL")
                | {
                    "levels": [{"span": {"start": 2, "end": 10, "quote": "5+ years"}, "years": 5.0}]
                },
                mention({"start": 30, "end": 34, "quote": "Rust"}, f"{skill}0ea4af6c", "Rust")
                | {
                    "section": "experience",
                    "stance": "wished",
                    "stance_cue": {"start": 21, "end": 29, "quote": "to learn"},
                    "position": {
                        "title": past[0],
                        "start": "2019",
                        "end": "present",
                        "employer": None,
                    },
                },
            ],
        },
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
            f"{skill}0ea4af6c": "Rust",
            f"{skill}598de5b0": "SQL",
            f"{skill}71dd57e1": "PHP",
            f"{skill}ccd0a1d9": "Python",
            f"{skill}e4430fb7": "CSS",
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


@pytest.mark.parametrize("made", ["by hand", "from a graph"])
def test_every_figure_follows_from_the_record_alone(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match], made: str
) -> None:
    record = json.loads(to_json(match if made == "by hand" else related[1]))
    assert record["contributions"]
    for block, scale in record["scales"].items():
        for side in ("ad", "resume"):
            assert scale[f"{side}_norm"] == norm_of(record, block, side)
    weights = {
        (side, e["block"], e["concept"]): e["weight"]
        for side, profile in record["profiles"].items()
        for e in profile
    }
    for c in record["contributions"]:
        j, k, r = (c["weights"][f] for f in ("requirement_weight", "relatedness", "skill_weight"))
        scale = record["scales"][c["block"]]
        again = scale["weight"] * (j * k * r) / (scale["ad_norm"] * scale["resume_norm"])
        assert c["contribution"] == again
        assert j == weights["ad", c["block"], c["requirement"]]
        assert r == weights["resume", c["block"], c["skill"]]
    sure: dict[tuple[str, ...], list[float]] = {}
    for side, mentions in record["mentions"].items():
        for m in (m for m in mentions if m["stance"] == "stated"):
            probability = 1.0 if m["probability"] is None else m["probability"]
            sure.setdefault((side, m["block"], m["concept"]), []).append(probability)
    for side, e in ((side, e) for side, profile in record["profiles"].items() for e in profile):
        if e["path"]:
            start = weights[side, "occupations", e["path"][0]["from"]]
            assert e["weight"] == start * prod(step["strength"] for step in e["path"])
        else:
            assert e["weight"] == max(sure.get((side, e["block"], e["concept"]), [1.0]))


def test_related_skills_count_in_the_norms(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    scale = related[1].scales["skills"]
    assert len(scale.ad_pairs) == len(scale.resume_pairs) == 3
    assert any(c.requirement != c.skill for c in related[1].contributions)


def test_every_concept_of_a_real_match_has_a_label(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    match = related[1]
    entries = (*match.ad_profile, *match.resume_profile)
    named = {iri for e in entries for iri in (e.concept, *e.path.concepts)}
    assert named <= match.labels.keys()


def test_lone_surrogates_are_replaced_one_for_one(match: Match) -> None:
    text = to_json(replace(match, notes=("a\ud800\udfffb",)))
    assert text.encode().decode() == text
    assert json.loads(text)["notes"] == ["a\ufffd\ufffdb"]


def test_not_finite_is_an_error() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(made_of([inf]))

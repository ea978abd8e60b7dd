"""The schema says of records what the codec writes: no less, and no more."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from kept_stores import ROOT
from made_matches import ENCODER

import skillkg
from skillkg import vocabulary as v
from skillkg.explanation.canonical import PERSONAL, without_personal
from skillkg.explanation.record import SCHEMA_VERSION, schema, to_record
from skillkg.explanation.record_reading import from_record
from skillkg.model.counterfactual import (
    Addition,
    AdditionSet,
    ContributionWorth,
    Lift,
    LineLoss,
    LineSet,
    LineWorth,
    RankFlip,
    Worth,
)
from skillkg.model.decision import Decision, HumanReview, Standing
from skillkg.model.document import Span
from skillkg.model.explanation import Explanation, Faithfulness, Moved, PathFaithfulness, Sureness
from skillkg.model.graph import LearnedEdge, Relating, Snapshot
from skillkg.model.match import Asking, Match, PublishedOffer, Repetition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skillkg.store.build import Built

EXAMPLES = ROOT / "examples"
SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
OPTIONAL = {
    ("entry", "evidence"),
    ("entry", "asking"),
    ("snapshot", "inputs"),
    ("snapshot", "model"),
    ("classifier", "examples"),
    ("gate", "alternatives"),
}
"""Keys that are written only where there is something."""
TIME = "2026-11-28T09:30:00Z"
LEARNED = v.graph_iri("learned", "1")


class Place(NamedTuple):
    """A value in a record, and what the schema says of it."""

    where: tuple[Any, ...]
    value: Any
    described: dict[str, Any]


def resolved(described: dict[str, Any], value: Any) -> dict[str, Any]:
    """What is said of a value, past references and the choice of null."""
    if "anyOf" in described:
        return resolved(described["anyOf"][value is None], value)
    if "$ref" in described:
        return resolved(SCHEMA["$defs"][described["$ref"].removeprefix("#/$defs/")], value)
    return described


def places(
    value: Any, described: dict[str, Any] = SCHEMA, where: tuple[Any, ...] = ()
) -> Iterator[Place]:
    """Everything in a record; fails at a key that the schema does not have."""
    described = resolved(described, value)
    yield Place(where, value, described)
    if isinstance(value, dict):
        for key, each in value.items():
            of_key = described.get("properties", {}).get(key) or described["additionalProperties"]
            yield from places(each, of_key, (*where, key))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from places(each, described["items"], (*where, number))


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema's objects with keys of their own, by name."""
    for name, described in {"record": SCHEMA, **SCHEMA["$defs"]}.items():
        if "properties" in described:
            yield name, described


def changed(record: dict[str, Any], where: tuple[Any, ...], *value: Any) -> dict[str, Any]:
    """A record with another value at a place, or without the key there."""
    other = copy.deepcopy(record)
    inner = other
    for key in where[:-1]:
        inner = inner[key]
    if value:
        (inner[where[-1]],) = value
    else:
        del inner[where[-1]]
    return other


def is_valid(record: Any) -> bool:
    return VALIDATOR.is_valid(record)


def explanation(match: Match) -> Explanation:
    """An explanation with everything that one can have."""
    part = match.contributions[0]
    (line,) = part.skill_spans
    addition = Addition(part.requirement, "skills", 0.7, 0.1, part.skill, 0.2, part.path)
    lost = ContributionWorth(part.requirement, "skills", 0.1, (LineLoss(line, 0.1),), 0.1)
    return Explanation(
        cut=0.5,
        worth=Worth(match.fit, (LineWorth(line, -0.01, 0.1),), (lost,)),
        removal=LineSet((line,), "line", 0.1, 1, 1),
        sufficient=LineSet((line,), "line", 0.1, 1, 1),
        additions=AdditionSet((addition,), 0.6, 1),
        flips=(
            RankFlip(
                2, 0.1, LineSet((line,), "line", 0.05, 1, 1), AdditionSet((addition,), 0.6, 1)
            ),
        ),
        lifts=(Lift(part.requirement, "skills", 0.2, addition),),
        sureness=Sureness(0.1, 0.3, 128, 0.9, 0.95),
        additivity=0.0,
        faithfulness=Faithfulness(1, 0.1, 0.0),
        paths=PathFaithfulness(1, 0.1, 0.1, 1, 0.1, 0.05),
        stability=(Moved("order", 1, 0.0, 1.0),),
    )


def whole(match: Match) -> Match:
    """The match made by hand with everything that a record can have."""
    step = match.coverage[-1].path.steps[0]
    edge = LearnedEdge(
        "urn:e", step.source, step.target, LEARNED, "urn:f", 0.7, -0.2, 1, {"text": 0.5}
    )
    classifier = replace(match.parameters.classifiers["skills"], examples=ENCODER)
    first, *others = match.ad.profile
    said = Span(200, 212, "We like SQL.")
    part = match.contributions[0]
    published = PublishedOffer(part.skill, part.path, part.skill_weight, part.offer)
    return replace(
        match,
        contributions=(replace(part, published=published), *match.contributions[1:]),
        ad=replace(
            match.ad, words=12, profile=(replace(first, asking=Asking(0.9, 0.8, 1.0)), *others)
        ),
        repetitions=(Repetition(said, said, 3, 0.25),),
        learned=(edge,),
        relating=(
            Relating("urn:f", "default", ENCODER, ENCODER, -1.0, {"text": 2.0}, (0.0, 1.0, 1.0)),
        ),
        snapshots=(
            *match.snapshots,
            Snapshot(
                LEARNED,
                "learned",
                "1",
                ENCODER,
                2,
                inputs=frozenset({f"{step.graph} {ENCODER}"}),
                model=ENCODER,
            ),
        ),
        parameters=replace(match.parameters, classifiers={"skills": classifier}),
        explanation=explanation(match),
        decision=Decision(
            TIME,
            "person-1",
            "job-1",
            Standing(1, 3, 0.2),
            (HumanReview("reviewer-1", "overridden", "Has PHP, too.", TIME),),
        ),
    )


@pytest.fixture
def record(match: Match) -> dict[str, Any]:
    """One that has every key."""
    written = to_record(whole(match))
    assert to_record(from_record(written)) == written
    return written


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == f"https://w3id.org/skillkg/schema/record/{SCHEMA_VERSION}"
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_small_records_are_valid(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match], record: dict[str, Any]
) -> None:
    for each in (to_record(match), to_record(related[1]), record):
        VALIDATOR.validate(each)


def test_records_of_all_samples_are_valid(related_sample: tuple[Path, Built]) -> None:
    kg = skillkg.open(related_sample[0])
    ads = [kg.read(file, "ad") for file in sorted((EXAMPLES / "ads").iterdir())]
    resumes = [kg.read(file, "resume") for file in sorted((EXAMPLES / "resumes").iterdir())]
    records = [to_record(kg.match(ad, resume)) for ad in ads for resume in resumes]
    assert len(records) == 35
    assert any(each["learned"] for each in records)
    for each in records:
        VALIDATOR.validate(each)


def test_keys_are_those_that_are_written(record: dict[str, Any]) -> None:
    written: dict[int, set[str]] = {}
    for place in places(record):
        if "properties" in place.described:
            written.setdefault(id(place.described), set()).update(place.value)
            known = [key for key in place.described["properties"] if key in place.value]
            assert list(place.value) == known, "in the order of the codec"
    for name, described in objects():
        assert written[id(described)] == described["properties"].keys(), name


def test_every_key_is_described() -> None:
    for name, described in objects():
        assert described["description"], name
        for key, of_key in described["properties"].items():
            assert of_key["description"].endswith((".", "`")), (name, key)


def test_keys_are_required_where_they_are_always_written() -> None:
    for name, described in objects():
        assert described["additionalProperties"] is False, name
        needed = [
            key
            for key in described["properties"]
            if key not in PERSONAL and (name, key) not in OPTIONAL
        ]
        assert described["required"] == needed, name


def test_personal_keys_are_marked() -> None:
    marked = {
        (key, of_key.get("x-personal", False))
        for _, described in objects()
        for key, of_key in described["properties"].items()
    }
    assert {key for key, is_personal in marked if is_personal} == PERSONAL
    assert not {key for key, is_personal in marked if not is_personal} & PERSONAL


def test_what_is_personal_can_be_erased(record: dict[str, Any]) -> None:
    VALIDATOR.validate(without_personal(record))
    found = [place.where for place in places(record) if place.where and place.where[-1] in PERSONAL]
    assert {where[-1] for where in found} == PERSONAL
    for where in found:
        assert is_valid(changed(record, where)), where


def test_no_key_can_be_left_out_or_added(record: dict[str, Any]) -> None:
    for where, value, described in of_each_kind(record):
        if "properties" in described:
            for key in described["required"]:
                assert not is_valid(changed(record, (*where, key))), (*where, key)
            if where:
                assert not is_valid(changed(record, where, value | {"unheard of": 1})), where
    assert not is_valid(record | {"unheard of": 1})


def test_values_have_their_types(record: dict[str, Any]) -> None:
    for where, value, described in of_each_kind(record):
        if where and not isinstance(described.get("type"), list):  # of any type: a gate's values
            others = ["true" if isinstance(value, bool) else True]
            others += [[] if isinstance(value, dict) else {}]
            for other in others:
                assert not is_valid(changed(record, where, other)), (where, other)


def of_each_kind(record: dict[str, Any]) -> list[Place]:
    """One place for each key of each object, of items of lists, and of values of maps."""
    found: dict[Any, Place] = {}
    owners = {place.where: place.described for place in places(record)}
    for place in places(record):
        owner = owners[place.where[:-1]]
        key = place.where[-1] if "properties" in owner and place.where else None
        found.setdefault((id(owner), key), place)
    return list(found.values())


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("schema_version",), 3),
        (("record_id",), "urn:uuid:1"),
        (("timestamp",), "2026-11-28"),
        (("timestamp",), "2026-11-28T09:30:00"),
        (("subject_ref",), ""),
        (("tool", "code"), "9" * 64),
        (("ad", "digest"), ""),
        (("ad", "digest"), "sha256:" + "a" * 64),
        (("ad", "text_digest"), "sha256:a"),
        (("ad", "words"), -1),
        (("ad", "words"), 0.5),
        (("fit",), -0.1),
        (("fit",), 1.001),
        (("fit",), "0.5"),
        (("standing", "rank"), 0),
        (("contributions", 0, "block"), "degrees"),
        (("contributions", 0, "contribution"), 1.1),
        (("contributions", 0, "requirement"), "SQL"),
        (("contributions", 0, "requirement"), "urn:s> { } #"),
        (("contributions", 0, "requirement"), "urn:a\tb"),
        (("contributions", 0, "weights", "offer"), -0.1),
        (("coverage", 0, "status"), "met"),
        (("gates", 0, "status"), "failed"),
        (("gates", 0, "values", "field"), ["sales"]),
        (("gates", 1, "alternatives"), []),
        (("repetitions", 0, "words"), 0),
        (("scales", "degrees"), {"weight": 0.1, "total": 1}),
        (("scales", "skills", "total"), 0),
        (("profiles", "ad", 0, "weight"), -1),
        (("profiles", "resume", 2, "evidence"), []),
        (("profiles", "resume", 2, "evidence", 0, "view"), "jobs"),
        (("profiles", "resume", 2, "evidence", 0, "value"), 1.1),
        (("profiles", "resume", 2, "evidence", 0, "encoder"), "sha256:"),
        (("mentions", "ad", 0, "stance"), "liked"),
        (("mentions", "ad", 0, "demand"), "wanted"),
        (("mentions", "resume", 0, "levels", 0, "rank"), 8),
        (("graph", 1, "inputs"), []),
        (("graph", 1, "inputs"), ["urn:g"]),
        (("learned", 0, "strength"), 1.1),
        (("learned", 0, "rank"), 0),
        (("relating", 0, "curve"), [0.0, 1.0]),
        (("labels", "SQL"), "SQL"),
        (("parameters", "classifiers", "degrees"), {}),
        (("parameters", "strengths", "broader"), 2),
        (("human_review", 0, "action"), "ignored"),
        (("human_review", 0, "time"), "yesterday"),
        (("content_digest",), ""),
    ],
    ids=str,
)
def test_values_are_in_their_bounds(
    record: dict[str, Any], where: tuple[Any, ...], value: Any
) -> None:
    assert is_valid(record)
    assert not is_valid(changed(record, where, value))

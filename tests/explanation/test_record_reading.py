"""A record is read as it was written, and in no other way."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_matches import made_of

import skillkg
from skillkg.errors import RecordError
from skillkg.explanation.record import SCHEMA_VERSION, to_json, to_record
from skillkg.explanation.record_reading import from_record, load
from skillkg.explanation.report.html import render_match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skillkg.model.match import Match


@given(st.lists(st.integers(min_value=0, max_value=4096), max_size=20))
def test_what_is_written_is_read(parts: list[int]) -> None:
    record = load(to_json(made_of(parts)))
    again = from_record(record)
    assert to_record(again) == record
    assert again.fit == record["fit"]


@pytest.mark.parametrize("made", ["by hand", "from a graph"])
def test_a_report_follows_from_the_record_alone(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match], made: str, tmp_path: Path
) -> None:
    explained = match if made == "by hand" else related[1]
    file = tmp_path / "record.json"
    file.write_text(to_json(explained), encoding="utf-8")
    again = skillkg.read_record(file)
    assert to_json(again) == to_json(explained)
    assert render_match(again) == render_match(explained)


OPTIONAL = {"alternatives", "asking", "evidence", "examples", "inputs", "model"}
"""Keys that are written only where there is something."""
NAMED = ("labels", "parameters", "scales")
"""Whose keys are names, so that there may be more or fewer."""


def places(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a record numbers, words, lists and keys stand."""
    if where:
        yield where
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places(each, (*where, key))
    if isinstance(value, list) and value:
        yield from places(value[0], (*where, 0))


def changed(value: Any) -> Any:
    """Another value."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 0.001953125
    if isinstance(value, str | None):
        return f"{value}x"
    return {"other": "values"} if isinstance(value, dict) else [*value, "one more"]


def test_the_fit_cannot_be_changed_alone_nor_what_makes_it(match: Match) -> None:
    record = load(to_json(match))
    figures = {"fit", "status", "requirement_weight", "offer"}
    found = [each for each in places(record) if each[-1] in figures]
    assert {where[-1] for where in found} == figures
    for where in found:
        with pytest.raises(RecordError):
            from_record(with_change(record, where))


@pytest.mark.parametrize("where", [(0,), (1,), (1, "alternatives", 0)])
def test_gates_cannot_be_changed_alone(match: Match, where: tuple[Any, ...]) -> None:
    for key, value in (("status", "pass"), ("name", "Years"), ("note", "It says so.")):
        record = load(to_json(match))
        gate = record["gates"]
        for step in where:
            gate = gate[step]
        gate[key] = value
        with pytest.raises(RecordError, match=rf"gates\[{where[0]}\].*{key} is '{value}'"):
            from_record(record)


def test_nor_can_what_they_rest_on(match: Match) -> None:
    record = load(to_json(match))
    record["gates"][0]["values"]["covered_months"] = 36
    with pytest.raises(RecordError, match=r"the record\.gates\[0\]\.status is 'fail', not 'pass'"):
        from_record(record)
    record["gates"][0]["values"]["covered_months"] = "36"
    with pytest.raises(RecordError, match=r"years/1 takes no covered_months that is '36'"):
        from_record(record)


def test_no_key_can_be_left_out_or_added(match: Match) -> None:
    record = load(to_json(match))
    for where in places(record):
        is_fixed = where[0] not in NAMED and where[-1] not in OPTIONAL
        if isinstance(where[-1], str) and is_fixed:
            for other in (
                with_change(record, where, leave_out=True),
                with_change(record, (*where[:-1], "unheard of")),
            ):
                with pytest.raises(RecordError):
                    from_record(other)


def with_change(
    record: dict[str, Any], where: tuple[Any, ...], *, leave_out: bool = False
) -> dict[str, Any]:
    """A record with one value changed, or left out."""
    other = copy.deepcopy(record)
    inner = other
    for key in where[:-1]:
        inner = inner[key]
    if leave_out:
        del inner[where[-1]]
    else:
        inner[where[-1]] = changed(inner.get(where[-1], "") if isinstance(inner, dict) else "")
    return other


def test_order_is_part_of_it(match: Match) -> None:
    record = load(to_json(match))
    record["contributions"].reverse()
    with pytest.raises(RecordError, match=r"the record\.contributions\[0\]"):
        from_record(record)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON from line 1, column 1"),
        ('{"fit": 0.5', "may have been cut off"),
        ("[1, 2]", "not a JSON object"),
        ('{"fit": NaN}', "NaN is no number"),
        ('{"fit": 0.5, "fit": 0.7}', "'fit' stands twice"),
        ("{}", "version 1, where this is version"),
        ('{"schema_version": 99}', "version 99, where this is version"),
        (f'{{"schema_version": {SCHEMA_VERSION}}}', "nothing is told of its ad"),
        ("[" * 100_000, "not JSON as records are"),
    ],
)
def test_what_is_no_record_is_said(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=said) as raised:
        skillkg.read_record(file)
    assert str(file) in str(raised.value)


def test_ten_megabytes_of_numbers_are_no_record(match: Match, tmp_path: Path) -> None:
    record = {**to_record(match), "notes": list(range(1_500_000))}
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(
        RecordError, match="notes cannot be read: 0 is not of the type str"
    ) as raised:
        skillkg.read_record(file)
    assert len(str(raised.value)) < 1_000


@pytest.mark.parametrize("key", ["tool", "parameters"])
def test_what_is_nested_too_deep_is_said(match: Match, key: str) -> None:
    record = load(to_json(match))
    deep: list[Any] = []
    for _ in range(900):
        deep = [deep]
    (record["parameters"]["scoring"] if key == "parameters" else record["tool"])["name"] = deep
    with pytest.raises(RecordError, match=r"nested too deep|not of the type str"):
        from_record(record)


def test_other_encodings_are_said(match: Match, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(to_json(replace(match, notes=("é",))).encode("utf-16"))
    with pytest.raises(RecordError, match="not UTF-8"):
        skillkg.read_record(file)
    with pytest.raises(RecordError, match="No such file"):
        skillkg.read_record(tmp_path / "none.json")

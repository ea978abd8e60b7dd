"""What holds of all rules: certainty, order, types, alternatives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest
from gate_values import CREDENTIAL, LANGUAGE, QUALIFICATION, YEARS
from hypothesis import given
from hypothesis import strategies as st

from skillkg.errors import RecordError
from skillkg.linking.context.proficiency import RANKS
from skillkg.matching.gates.credential_kinds import kind_named
from skillkg.matching.gates.judging import ANY_OF, any_of, gate_of, judge, recomputed
from skillkg.matching.gates.rules import LanguageRule, Said, YearsRule
from skillkg.model.document import Span

if TYPE_CHECKING:
    from skillkg.model.match import Gate

BETTER = ("fail", "unknown", "pass")
CLEARANCES = [rung.name for rung in kind_named("Security clearance").classes]
LEVELS = st.sampled_from([None, *RANKS[1:]])
COUNTS = st.integers(min_value=0, max_value=500)
DRAWN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "years/1": {
        "demanded_years": st.none() | st.floats(min_value=0, max_value=40),
        "field": st.text(max_size=9),
        "stated_years": st.none() | st.floats(min_value=0, max_value=40),
        **dict.fromkeys(("covered_months", "total_months", "fitting_jobs", "dated_jobs"), COUNTS),
        **dict.fromkeys(("goes_on", "denied", "certain"), st.booleans()),
    },
    "language/1": {
        "language": st.text(max_size=9),
        **dict.fromkeys(("demanded_level", "spoken_level"), LEVELS),
        **dict.fromkeys(("stated", "denied", "certain"), st.booleans()),
    },
    "credential/1": {
        "credential": st.just("Security clearance"),
        **dict.fromkeys(
            ("demanded_class", "stated_class"),
            st.sampled_from([None, *CLEARANCES]),
        ),
        "said": st.sampled_from(get_args(Said)),
        **dict.fromkeys(("is_open", "certain"), st.booleans()),
    },
    "named-credential/1": {
        "name": st.text(max_size=9),
        "said": st.sampled_from(get_args(Said)),
        "certain": st.booleans(),
    },
    "qualification/1": {
        "demanded_level": st.integers(1, 8),
        **dict.fromkeys(("held_level", "pending_level"), st.none() | st.integers(1, 8)),
        **dict.fromkeys(
            (
                "denied",
                "takes_equivalent",
                "demands_upper_class",
                "has_upper_class",
                "certain",
            ),
            st.booleans(),
        ),
        "lower_class": st.sampled_from([None, "2:2"]),
    },
}
DRAWN_GATES = st.sampled_from(sorted(DRAWN)).flatmap(
    lambda rule: st.tuples(st.just(rule), st.fixed_dictionaries(DRAWN[rule]))
)


@given(DRAWN_GATES)
def test_where_it_may_be_no_demand_nobody_fails(drawn: tuple[str, dict[str, Any]]) -> None:
    rule, values = drawn
    sure = judge(rule, values | {"certain": True})
    unsure = judge(rule, values | {"certain": False})
    assert unsure.status == ("unknown" if sure.status == "fail" else sure.status)
    assert unsure.note.startswith(sure.note)
    assert unsure.name == sure.name


RISING: dict[str, dict[str, list[Any]]] = {
    "years/1": {
        "stated_years": [0.0, 0.5, 1.0, 2.9, 3.0, 40.0],
        "covered_months": [0, 1, 11, 12, 35, 36, 500],
        "total_months": [0, 1, 11, 12, 35, 36, 500],
    },
    "language/1": {"spoken_level": [*RANKS[1:]]},
    "credential/1": {"stated_class": ["BPSS", "CTC", "SC", "DV"]},
    "qualification/1": {"held_level": [*range(1, 9)]},
}
"""Values, lowest first."""
SET = {"credential/1": {"is_open": False}, "qualification/1": {"demands_upper_class": False}}
"""What may mean more than it says is left out, and classes of honours, which no level has."""


@given(DRAWN_GATES.filter(lambda drawn: drawn[0] in RISING), st.data())
def test_who_has_more_ends_no_worse(drawn: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    rule, values = drawn
    name = data.draw(st.sampled_from(sorted(RISING[rule])))
    ends = [
        judge(rule, values | SET.get(rule, {}) | {name: value}).status
        for value in RISING[rule][name]
    ]
    assert ends == sorted(ends, key=BETTER.index)


@given(DRAWN_GATES, st.data())
def test_values_of_other_types_are_refused(
    drawn: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    rule, values = drawn
    judge(rule, values)
    name = data.draw(st.sampled_from(sorted(values)))
    other: Any = data.draw(st.sampled_from([[], {}, -1, float("nan"), float("inf"), 10**400, b""]))
    with pytest.raises(RecordError, match=name):
        judge(rule, values | {name: other})
    for odd in ({n: v for n, v in values.items() if n != name}, values | {"more": 1}):
        with pytest.raises(RecordError, match=rule):
            judge(rule, odd)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("years/2", YEARS),
        (ANY_OF, {}),
        ("", {}),
        ("years/1", YEARS | {"covered_months": 1.0}),
        ("years/1", YEARS | {"covered_months": True}),
        ("years/1", YEARS | {"stated_years": "3"}),
        ("years/1", YEARS | {"goes_on": 1}),
        ("years/1", YEARS | {"field": None}),
        ("language/1", LANGUAGE | {"demanded_level": "B3"}),
        ("language/1", LANGUAGE | {"spoken_level": ""}),
        ("credential/1", CREDENTIAL | {"said": "perhaps"}),
        ("credential/1", CREDENTIAL | {"credential": "Swimming badge"}),
        ("credential/1", CREDENTIAL | {"demanded_class": "Z"}),
        ("credential/1", CREDENTIAL | {"said": "not stated", "stated_class": "Z"}),
        ("qualification/1", QUALIFICATION | {"held_level": 6.0}),
    ],
)
def test_what_no_rule_takes_is_refused(rule: str, values: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        judge(rule, values)


def test_whole_numbers_are_numbers_of_years() -> None:
    assert judge("years/1", YEARS | {"demanded_years": 3}) == judge("years/1", YEARS)


def language(name: str, level: str | None, place: int) -> Gate:
    values = LanguageRule(**(LANGUAGE | {"language": name, "spoken_level": level}))
    return gate_of(values, Span(place, place + 1, "x"), {"stated": Span(place, place + 2, "yy")})


FRENCH, GERMAN, DUTCH = (
    language(*each) for each in (("French", "A1", 1), ("German", None, 2), ("Dutch", "C1", 3))
)
WORKED = gate_of(YearsRule(**YEARS), Span(9, 10, "z"), {})


def test_of_alternatives_the_best_counts() -> None:
    gate = any_of([FRENCH, GERMAN, DUTCH])
    assert gate.name == "Language: French B2 or German B2 or Dutch B2"
    assert (gate.rule, gate.values, gate.alternatives) == (ANY_OF, {}, (FRENCH, GERMAN, DUTCH))
    assert (gate.status, gate.note) == ("pass", "")
    assert (gate.requirement, gate.evidence) == (DUTCH.requirement, DUTCH.evidence)
    assert any_of([FRENCH, GERMAN]).status == "unknown"
    assert any_of([FRENCH]) == FRENCH


def test_alternatives_of_alternatives_are_among_them() -> None:
    joint = any_of([any_of([FRENCH, GERMAN]), WORKED])
    assert joint.alternatives == (FRENCH, GERMAN, WORKED)
    assert joint.name == "Language: French B2 or German B2 or 3 years of experience"
    names = "3 years of experience or Language: French B2 or German B2"
    assert any_of([WORKED, FRENCH, GERMAN]).name == names


@given(st.lists(st.sampled_from([FRENCH, GERMAN, DUTCH, WORKED]), min_size=1, max_size=4))
def test_alternatives_follow_from_each(gates: list[Gate]) -> None:
    joint = any_of(gates)
    assert joint.status == max((gate.status for gate in gates), key=BETTER.index)
    assert recomputed(joint) == joint
    assert hash(recomputed(joint)) == hash(joint)


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "pass"},
        {"name": "Language: French"},
        {"note": ""},
        {"requirement": None},
        {"evidence": DUTCH.evidence},
        {"alternatives": (FRENCH, DUTCH)},
        {"alternatives": (FRENCH, replace(GERMAN, status="pass"))},
        {"alternatives": (FRENCH, any_of([GERMAN, WORKED]))},
    ],
)
def test_changed_alternatives_do_not_follow(changed: dict[str, Any]) -> None:
    gate = replace(any_of([FRENCH, GERMAN]), **changed)
    assert recomputed(gate) != gate


@pytest.mark.parametrize(
    "gate",
    [
        replace(any_of([FRENCH, GERMAN]), alternatives=()),
        replace(any_of([FRENCH, GERMAN]), alternatives=(FRENCH,)),
        replace(any_of([FRENCH, GERMAN]), values={"certain": True}),
        replace(FRENCH, alternatives=(GERMAN, DUTCH)),
    ],
)
def test_alternatives_that_are_none_are_refused(gate: Gate) -> None:
    with pytest.raises(RecordError):
        recomputed(gate)

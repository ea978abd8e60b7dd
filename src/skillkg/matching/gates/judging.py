"""Gates by their rules: from what was parsed of two documents, and again from a record."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    NamedTuple,
    get_args,
    get_origin,
    get_type_hints,
)

from skillkg.errors import RecordError
from skillkg.matching.gates.rules import (
    LANGUAGE,
    CredentialRule,
    LanguageRule,
    NamedCredentialRule,
    QualificationRule,
    YearsRule,
)
from skillkg.model.match import Gate, GateStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skillkg.model.document import Span

Rule = YearsRule | LanguageRule | CredentialRule | NamedCredentialRule | QualificationRule
RULES: Final[dict[str, type[Rule]]] = {each.rule: each for each in get_args(Rule)}
"""All rules but that of alternatives, by their ids."""
ANY_OF: Final = "any-of/1"
"""The rule of alternatives: the gate is as good as the best of them."""
_ORDER: Final[dict[GateStatus, int]] = {"pass": 0, "unknown": 1, "fail": 2}
_UNCERTAIN: Final = "Whether the ad demands it is not certain."
_MOST: Final = 1e9
"""Numbers of years, months and jobs are below."""


class Judged(NamedTuple):
    """What follows from the values of a gate."""

    name: str
    status: GateStatus
    note: str
    by: str
    """The value that decides; empty where the resume says nothing."""


def judge(rule: str, values: Mapping[str, Any]) -> Judged:
    """Tell how a gate ends by a rule.

    Args:
        rule: its id, one of ``RULES``.
        values: all values of the rule, by their names.

    Raises:
        RecordError: there is no such rule, or the values are not those that it takes.
    """
    return _judged(_read(rule, values))


def gate_of(values: Rule, requirement: Span, quotes: Mapping[str, Span | None]) -> Gate:
    """The gate that values make.

    Args:
        values: what was parsed of the two documents.
        requirement: where the ad demands it.
        quotes: where the resume says what may decide, by the names of the values.
    """
    name, status, note, by = _judged(values)
    parsed = asdict(values)
    return Gate(name, status, requirement, quotes.get(by), note, values.rule, parsed)


def any_of(gates: Sequence[Gate]) -> Gate:
    """The gate of alternatives, one at least; alternatives of these are among them."""
    if len(gates) == 1:
        return gates[0]
    every = tuple(each for gate in gates for each in gate.alternatives or (gate,))
    best = min(every, key=lambda gate: _ORDER[gate.status])
    name = " or ".join(_names(every))
    return replace(best, name=name, rule=ANY_OF, values={}, alternatives=every)


def recomputed(gate: Gate) -> Gate:
    """The gate as it follows from its values or alternatives: the very same, if it is right.

    Raises:
        RecordError: there is no such rule, or the values are not those that it takes.
    """
    if gate.rule == ANY_OF:
        if gate.values or len(gate.alternatives) < 2:
            raise RecordError(f"a gate by {ANY_OF} has two alternatives at least, and no values")
        return any_of([recomputed(each) for each in gate.alternatives])
    if gate.alternatives:
        raise RecordError(f"only a gate by {ANY_OF} has alternatives, not one by {gate.rule:.80}")
    name, status, note, _ = judge(gate.rule, gate.values)
    return replace(gate, name=name, status=status, note=note)


def _judged(values: Rule) -> Judged:
    status, note, by = values.outcome
    if status == "fail" and not values.certain:
        status, note = "unknown", f"{note} {_UNCERTAIN}"
    return Judged(values.name, status, note, by)


def _names(gates: Sequence[Gate]) -> list[str]:
    """Each name once; ``Language`` is said of the first of several in a row."""
    names = list(dict.fromkeys(gate.name for gate in gates))
    return [
        name.removeprefix(LANGUAGE) if number and names[number - 1].startswith(LANGUAGE) else name
        for number, name in enumerate(names)
    ]


def _read(rule: str, values: Mapping[str, Any]) -> Rule:
    cls = RULES.get(rule)
    if cls is None:
        raise RecordError(f"{rule!r:.80} is no rule of gates: {', '.join((*RULES, ANY_OF))}")
    types = _types(cls)
    if odd := types.keys() ^ values.keys():
        what = "lacks" if min(odd) in types else "does not take"
        raise RecordError(f"{rule} {what} {min(odd)!r:.80}: its values are {', '.join(types)}")
    for name, kind in types.items():
        if not _is_of(values[name], kind):
            raise RecordError(f"{rule} takes no {name} that is {values[name]!r:.80}")
    return cls(**values)


def _types(cls: type[Rule]) -> dict[str, Any]:
    """The types of a rule's values, by their names."""
    hints = get_type_hints(cls)
    return {each.name: hints[each.name] for each in fields(cls)}


def _is_of(value: object, kind: Any) -> bool:
    """Whether a value is of a type, and a number one that counts something."""
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kinds := get_args(kind):
        return any(_is_of(value, each) for each in kinds)
    if type(value) is int or type(value) is float:
        return kind in (type(value), float) and 0 <= value < _MOST
    return type(value) is kind

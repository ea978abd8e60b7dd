"""How the values of a match are written in a record, and read again.

They are written as plain values, their keys in a fixed order. What is read has just the keys that
are written, and values of their very types: nothing is guessed or converted.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from skillkg.model.document import Position
from skillkg.model.graph import Path, Snapshot, Step
from skillkg.model.match import Contribution, Coverage, Entry, Gate, Value
from skillkg.model.parameters import ClassifierParameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from cattrs import Converter

    Write = Callable[[Any], dict[str, Any]]
    Read = Callable[[dict[str, Any], Any], Any]

T = TypeVar("T")

FACTORS: Final = ("requirement_weight", "relatedness", "skill_weight", "offer")
"""What a contribution is made of; a record keeps them together, as ``weights``."""


_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def dump(value: Any) -> str:
    """Write values as JSON, indented; equal ones give equal text.

    Lone surrogates, which no UTF-8 can hold, become U+FFFD, one for one.

    Raises:
        ValueError: a number is not finite; JSON has none such.
    """
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return _SURROGATES.sub("\ufffd", text)


def plain(value: Any) -> Any:
    """Write a value of the model in values that JSON knows."""
    return _converter().unstructure(value)


def read_as(value: Any, cls: type[T]) -> T:
    """Read a value of the model from what ``plain`` gives.

    Raises:
        Exception: it is something else; of many kinds, as the converter meets it.
    """
    return _converter().structure(value, cls)


@cache
def _converter() -> Converter:
    """Fields as keys, in their order, but for what is declared here."""
    from cattrs import Converter, override
    from cattrs.cols import (
        is_namedtuple,
        namedtuple_dict_structure_factory,
        namedtuple_dict_unstructure_factory,
    )
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

    converter = Converter(
        unstruct_collection_overrides={tuple: list, frozenset: sorted},
        forbid_extra_keys=True,
        detailed_validation=False,  # ends at the first error: there may be millions
    )
    converter.register_unstructure_hook_factory(is_namedtuple, namedtuple_dict_unstructure_factory)
    converter.register_structure_hook_factory(is_namedtuple, namedtuple_dict_structure_factory)
    for kind, *others in ((str,), (bool,), (int,), (float, int)):
        converter.register_structure_hook(kind, _same(kind, *others))
    converter.register_structure_hook(Value, _value)

    def declare(cls: type, *first: str, **overrides: Any) -> tuple[Write, Read]:
        """Write a class with some keys first, and some renamed or omitted, and read it so."""
        fields: Write = make_dict_unstructure_fn(cls, converter, **overrides)
        read: Read = make_dict_structure_fn(cls, converter, **overrides)

        def write(value: Any) -> dict[str, Any]:
            return dict.fromkeys(first) | fields(value)

        converter.register_unstructure_hook(cls, write)
        converter.register_structure_hook(cls, read)
        return write, read

    # Parts before wholes: a class is written as its parts are declared by then.
    ends = {"source": override(rename="from"), "target": override(rename="to")}
    declare(Step, "from", "to", "kind", "strength", "graph", **ends)
    converter.register_unstructure_hook(Path, lambda path: converter.unstructure(path.steps))
    steps = tuple[Step, ...]
    converter.register_structure_hook(Path, lambda path, _: Path(converter.structure(path, steps)))
    optional = override(omit_if_default=True)
    declare(Entry, "concept", "block", "weight", "is_described", evidence=optional, asking=optional)
    declare(Gate, alternatives=optional)
    # Not `start` and `end`, which are places: dates as written are personal.
    declare(Position, start=override(rename="began"), end=override(rename="ended"))
    write, read_coverage = declare(Coverage, "requirement", "block", "status")
    converter.register_unstructure_hook(Coverage, lambda c: write(c) | {"status": c.status})
    converter.register_structure_hook(
        Coverage, lambda c, cls: read_coverage(_without(c, "status"), cls)
    )
    part, read_part = declare(Contribution)
    converter.register_unstructure_hook(Contribution, lambda c: _with_weights(part(c)))
    converter.register_structure_hook(
        Contribution, lambda c, cls: read_part(_without_weights(c), cls)
    )
    # When a graph was built says nothing of what it holds; only learned ones have inputs.
    declare(Snapshot, inputs=optional, model=optional, ended=override(omit=True))
    declare(ClassifierParameters, examples=optional)
    return converter


def _same(kind: type, *others: type) -> Callable[[Any, Any], Any]:
    """Reads values of one type, or of a few, as they are."""

    def read(value: Any, _: Any) -> Any:
        if type(value) not in (kind, *others):
            raise TypeError(f"{value!r:.80} is not of the type {kind.__name__}")
        return kind(value)

    return read


def _value(value: Any, _: Any) -> Value:
    """Reads a value of a gate as it is; which type it must have, its rule says."""
    if not isinstance(value, Value):
        raise TypeError(f"{value!r:.80} is no value of a gate")
    return value


def _with_weights(contribution: dict[str, Any]) -> dict[str, Any]:
    weights = {name: contribution.pop(name) for name in FACTORS}
    return contribution | {"weights": weights}


def _without_weights(written: dict[str, Any]) -> dict[str, Any]:
    weights: dict[str, Any] = written["weights"]
    return _without(written, "weights") | weights


def _without(written: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name != key}

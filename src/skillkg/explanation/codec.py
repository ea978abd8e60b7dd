"""How the values of a match are written in a record: plain values, their keys in a fixed order."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from skillkg.model.graph import Path, Snapshot, Step
from skillkg.model.match import Contribution, Coverage, Entry
from skillkg.model.parameters import ClassifierParameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from cattrs import Converter

    Write = Callable[[Any], dict[str, Any]]

FACTORS: Final = ("requirement_weight", "relatedness", "skill_weight", "offer")
"""What a contribution is made of; a record keeps them together, as ``weights``."""


def plain(value: Any) -> Any:
    """Write a value of the model in values that JSON knows."""
    return _converter().unstructure(value)


@cache
def _converter() -> Converter:
    """Fields as keys, in their order, but for what is declared here."""
    from cattrs import Converter, override
    from cattrs.cols import is_namedtuple, namedtuple_dict_unstructure_factory
    from cattrs.gen import make_dict_unstructure_fn

    converter = Converter(unstruct_collection_overrides={tuple: list, frozenset: sorted})
    converter.register_unstructure_hook_factory(is_namedtuple, namedtuple_dict_unstructure_factory)

    def declare(cls: type, *first: str, **overrides: Any) -> Write:
        """Write a class with some keys first, and some renamed or omitted."""
        fields: Write = make_dict_unstructure_fn(cls, converter, **overrides)

        def write(value: Any) -> dict[str, Any]:
            return dict.fromkeys(first) | fields(value)

        converter.register_unstructure_hook(cls, write)
        return write

    # Parts before wholes: a class is written as its parts are declared by then.
    ends = {"source": override(rename="from"), "target": override(rename="to")}
    declare(Step, "from", "to", "kind", "strength", "graph", **ends)
    converter.register_unstructure_hook(Path, lambda path: converter.unstructure(path.steps))
    optional = override(omit_if_default=True)
    declare(Entry, "concept", "block", "weight", "is_described", evidence=optional)
    coverage = declare(Coverage, "requirement", "block", "status")
    converter.register_unstructure_hook(Coverage, lambda c: coverage(c) | {"status": c.status})
    contribution = declare(Contribution)
    converter.register_unstructure_hook(Contribution, lambda c: _with_weights(contribution(c)))
    # When a graph was built says nothing of what it holds; only learned ones have inputs.
    declare(Snapshot, inputs=optional, model=optional, ended=override(omit=True))
    declare(ClassifierParameters, examples=optional)
    return converter


def _with_weights(contribution: dict[str, Any]) -> dict[str, Any]:
    weights = {name: contribution.pop(name) for name in FACTORS}
    return contribution | {"weights": weights}

"""Every key of a record is forged by at least one forgery, so that none is left without a check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from forged_explanation import FORGED_ADDITIONS, FORGED_EXPLANATION
from forgeries import FORGERIES

from skillkg.explanation.canonical import canonical
from skillkg.explanation.record import schema, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Made

    from skillkg.model.match import Match

    Described = dict[str, Any]
    Key = tuple[str, str]

SCHEMA: Final = schema()


def keys_of(name: str, described: Described) -> set[Key]:
    return {(name, key) for key in described.get("properties", {})}


def all_keys() -> set[Key]:
    """Every key of every object of the schema, by the object's name."""
    every = keys_of("record", SCHEMA)
    return every.union(*(keys_of(name, each) for name, each in SCHEMA["$defs"].items()))


def resolved(name: str, described: Described, value: Any) -> tuple[str, Described]:
    """What is said of a value, past references and the choice of null, and its name."""
    if "anyOf" in described:
        return resolved(name, described["anyOf"][value is None], value)
    if "$ref" in described:
        name = described["$ref"].removeprefix("#/$defs/")
        return resolved(name, SCHEMA["$defs"][name], value)
    return name, described


def changed(old: Any, new: Any, name: str, described: Described) -> Iterator[Key]:
    """The keys whose values are not the same, those of values in values, too.

    Where objects were added, left out or only moved as a whole, none of their own keys was forged.
    """
    if old == new or old is None or new is None:
        return
    name, described = resolved(name, described, old)
    if isinstance(old, list):
        if len(old) != len(new) or sorted(map(canonical, old)) == sorted(map(canonical, new)):
            return
        for one, other in zip(old, new, strict=True):
            yield from changed(one, other, name, described.get("items", {}))
    elif isinstance(old, dict):
        known = described.get("properties", {})
        for key in {*old, *new}:
            if old.get(key) != new.get(key) and key in known:
                yield name, key
            of_key = known.get(key) or described.get("additionalProperties") or {}
            yield from changed(old.get(key), new.get(key), name, of_key)


def test_every_key_is_forged(made: Made, genuine: dict[str, Match]) -> None:
    records = {name: json.loads(canonical(to_record(match))) for name, match in genuine.items()}
    forgeries = [
        *((made.record, each) for each in FORGERIES),
        *((records["explained"], each) for each in FORGED_EXPLANATION),
        *((records["aiming"], each) for each in FORGED_ADDITIONS),
    ]
    forged = {
        key
        for record, forgery in forgeries
        for key in changed(record, forgery.plain(record), "record", SCHEMA)
    }
    assert all_keys() - forged == set()

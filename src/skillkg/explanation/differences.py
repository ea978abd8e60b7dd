"""Where two values of JSON differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def first_difference(one: Any, other: Any, where: str = "the record") -> str:
    """The first place where a value is not what it should be, and how; empty where none is.

    Keys of objects may come in any order. Numbers are the same where their values are.

    Args:
        one: the value.
        other: what it should be.
        where: what the value is called.
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys([*other, *one]):
            if key not in one:
                return f"{where} lacks {key}"
            if key not in other:
                return f"{where} has {key}, which is unknown"
            if found := first_difference(one[key], other[key], f"{where}.{key}"):
                return found
        return ""
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return f"{where} has {len(one):,} values, not {len(other):,}"
        pairs = enumerate(zip(one, other, strict=True))
        return next(
            filter(None, (first_difference(*pair, f"{where}[{n}]") for n, pair in pairs)), ""
        )
    is_same = one == other and isinstance(one, bool) == isinstance(other, bool)
    return "" if is_same else f"{where} is {one!r:.80}, not {other!r:.80}"

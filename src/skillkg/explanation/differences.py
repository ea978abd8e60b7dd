"""Where two values of JSON differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def differences(one: Any, other: Any, where: str = "the record") -> Iterator[str]:
    """The places where a value is not what it should be, and how, in order.

    Keys of objects may come in any order. Numbers are the same where their values are. Of lists
    that are not as long as each other the first item that differs is told: what comes behind it
    may only have moved.

    Args:
        one: the value.
        other: what it should be.
        where: what the value is called.
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys([*other, *one]):
            if key not in one:
                yield f"{where} lacks {key}"
            elif key not in other:
                yield f"{where} has {key}, which is unknown"
            else:
                yield from differences(one[key], other[key], f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            yield f"{where} has {len(one):,} values, not {len(other):,}"
        for number, pair in enumerate(zip(one, other, strict=False)):
            yield from differences(*pair, f"{where}[{number}]")
            if len(one) != len(other) and pair[0] != pair[1]:
                return
    elif one != other or isinstance(one, bool) != isinstance(other, bool):
        yield f"{where} is {one!r:.80}, not {other!r:.80}"

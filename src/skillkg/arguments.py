"""What callers give: taken as it is meant, or refused in words that say what would do.

One name is taken for a collection of it, and one path likewise: Python would go through its
letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan
from numbers import Real
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from skillkg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection


def did_you_mean(value: object, known: Iterable[str]) -> str:
    """Name what is known and nearly the same, for the end of a message; empty where nothing is."""
    from difflib import get_close_matches

    same = {each.casefold(): each for each in known}
    near = get_close_matches(str(value).casefold(), same, n=3)
    return f"; did you mean {', '.join(repr(same[each]) for each in near)}?" if near else ""


def check_name(value: object, name: str, known: Collection[str]) -> None:
    """Check that a value is one of some names.

    Raises:
        QueryError: it is none of them.
    """
    if not (isinstance(value, str) and value in known):
        hint = did_you_mean(value, known)
        raise QueryError(f"{name} takes one of {', '.join(known)}, not {value!r:.80}{hint}")


def check_text(value: object, name: str) -> None:
    """Check that a value is text.

    Raises:
        QueryError: it is not.
    """
    if not isinstance(value, str):
        raise QueryError(f"{name} takes text (str), not {value!r:.80}")


def check_number(value: object, name: str) -> None:
    """Check that a value is a number.

    Raises:
        QueryError: it is not.
    """
    if not isinstance(value, Real) or isinstance(value, bool) or isnan(value):
        raise QueryError(f"{name} takes a number, not {value!r:.80}")


def as_names(given: object, name: str) -> list[str]:
    """Take one name, or several.

    Raises:
        QueryError: they are no names.
    """
    names = [given] if isinstance(given, str) else _several(given, name, "a str or a list of them")
    for each in names:
        check_text(each, f"each of {name}")
    return [str(each) for each in names]


def as_path(given: object, name: str) -> Path:
    """Take a path.

    Raises:
        QueryError: it is none.
    """
    if isinstance(given, bytes) or not isinstance(given, str | PathLike):
        raise QueryError(f"{name} takes a path, not {given!r:.80}")
    return Path(given)


def as_paths(given: object, name: str) -> list[Path]:
    """Take one path, or several.

    Raises:
        QueryError: they are no paths.
    """
    one = isinstance(given, str | PathLike)
    paths = [given] if one else _several(given, name, "a path or a list of paths")
    return [as_path(each, f"each of {name}") for each in paths]


def _several(given: object, name: str, wanted: str) -> list[object]:
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise QueryError(f"{name} takes {wanted}, not {given!r:.80}")
    return list(given)

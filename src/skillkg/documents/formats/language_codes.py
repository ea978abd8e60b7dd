"""Languages of structured resumes: names for their codes, and their levels of the CEFR."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{2,4})*")


@cache
def language_name(code: str) -> str:
    """The English name of a language by its code of ISO 639 (``de``, ``deu``, ``ger``, ``de-AT``).

    What is no such code is given back as it is: it is a name already.
    """
    with needs("documents"):
        import pycountry

    match = _CODE.fullmatch(code.strip())
    if match is None:
        return code
    short = match[1].lower()
    keys = ("alpha_2",) if len(short) == 2 else ("alpha_3", "bibliographic")
    languages = (pycountry.languages.get(**{key: short}) for key in keys)
    language = next((each for each in languages if each is not None), None)
    return code if language is None else re.split(r"[;,(]", language.name)[0].strip()


def with_levels(name: str, levels: Mapping[str, str]) -> str:
    """A language with its levels as a line: the least of them, and what it is made of.

    Args:
        name: of the language, or its code.
        levels: level by what is done in it, ``{"Listening": "C1", "Writing": "B2"}``.
    """
    told = {skill: level.strip().upper() for skill, level in levels.items() if level.strip()}
    named = language_name(name)
    if not named or not told:
        return named
    parts = ", ".join(f"{skill.lower()} {level}" for skill, level in told.items())
    return f"{named} {min(told.values())} ({parts})"

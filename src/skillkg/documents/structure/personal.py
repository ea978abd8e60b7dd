"""Lines that say who somebody is: how to reach them, where from, how old, of what family.

None of it says what they can do. Fields are told wherever they stand; lines without a field's name
in the head of a resume alone, above its first heading, where such lines belong.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from skillkg.documents.document import Section
from skillkg.documents.structure.role_words import names_role
from skillkg.documents.structure.sections import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELD: Final = re.compile(
    r"^[^\w\n]*(?:nationality|citizenship|(?:date|place|year) of birth|birth ?(?:date|day|place)"
    r"|born|(?:full |first |last )?name|age|sex|gender|pronouns"
    r"|(?:marital|family|civil) status|children|religion|ethnicity|photo(?:graph)?"
    r"|(?:home )?address|place of residence)\b[^\w\n]*(?:[:\t|–]|-(?!\w)).*$",
    re.IGNORECASE | re.MULTILINE,
)
_WHOLE: Final = re.compile(
    r"\W*(?:(?:he|she|they|ze|xe)(?:\W+(?:him|her|hers|his|them|theirs?|they|hir|xem))+"
    r"|(?:my )?(?:photo(?:graph)?|picture|portrait)(?:\W+(?:is )?(?:attached|enclosed|here))?)\W*",
    re.IGNORECASE,
)
"""Pronouns, and what stands where a photo was, or will be."""
_TELLING: Final = re.compile(
    # where somebody lives
    r"\b\d{1,5}[a-z]?,? (?:[\w.'’-]+ ){1,4}?(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd"
    r"|boulevard|way|court|ct|place|pl|square|sq|terrace|close|crescent)\b"
    r"|\b[\w-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse) \d+"
    r"|\b(?:rue|via|calle|avenida|plot|flat|apt\.?|p\.? ?o\.? box)\b.*\d"
    r"|\b[A-Z]{2} \d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|(?<!\S)\d{5,6} [A-Z][a-z]+"
    # how to reach them
    r"|\S+@\S+|(?:https?://|www\.)\S+|\b(?:linkedin|github)\.com\S*"
    r"|(?<![\w/.])\+?\(?\d(?![\d ().-]*\b(?:19|20)\d\d\b)[\d ().-]{6,16}\d(?!\w)"
    # age, origin, family
    r"|\bborn (?:on|in)\b|\bcitizen(?=\W*(?:,|$))|\bnational of\b|\b\d\d years old\b|\baged? \d\d\b"
    r"|\b(?:un)?married\b|\bdivorced\b|\bwidow(?:ed|er)?\b|\b(?:single )?(?:mother|father) of\b"
    r"|\b(?:no|one|two|three|\d) (?:children|kids)\b",
    re.IGNORECASE,
)
_HEAD: Final = 12
"""Lines of a head; a resume may have no heading at all."""
_WORDS: Final = 20
"""Words of the longest line that is not prose."""


def person_of(text: str, name: Section | None, end: int) -> Iterator[Section]:
    """The name, and lines in the head of a resume that say who somebody is, as parts of a ``name``.

    Args:
        text: of the resume.
        name: where it stands, if it has one.
        end: where the first heading stands.
    """
    if name is not None:
        yield from person_of(text, None, name.start)
        yield name
    lines = lines_of(text, name.end if name else 0, end)
    for start, line in islice(lines, _HEAD):
        if is_personal(line):
            yield Section("name", start, start + len(line))


def is_personal(line: str) -> bool:
    """Whether a line says who somebody is, and names no role beside."""
    if len(line.split()) > _WORDS:
        return False
    if FIELD.match(line) or _WHOLE.fullmatch(line):
        return True
    rest = _TELLING.sub(" ", line)
    return rest != line and not names_role(rest)

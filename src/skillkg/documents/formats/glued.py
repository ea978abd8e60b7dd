"""Headings that have lost the line break before or behind them: ``IndiaEducation Details``.

Job sites export resumes as one line, or with a break here and there. What is broken again is what
no prose has: a heading of two capitalised words in the middle of a word, and the headings and the
repeated title (``Welder Welder - Acme Ltd``) of one widespread export.
"""

from __future__ import annotations

import re
from typing import Final

_HEADING: Final = (
    r"(?:(?:Work|Employment|Career) (?:History|Experience)|(?:Professional|Relevant|Work|Academic)"
    r" (?:Experience|Summary|Background|Qualifications?)|(?:Technical|Key|Core|Professional) Skills"
    r"|(?:Education|Educational|Academic|Personal|Project|Skill|Skills|Company) Details"
    r"|Education|Certifications)"
)
_GLUED_BEFORE: Final = re.compile(rf"(?<=[a-z\d.)])(?={_HEADING}[ \t]*(?::|\n|$))")
_GLUED_BEHIND: Final = re.compile(rf"^({_HEADING})(?=[A-Z][a-z])", re.MULTILINE)
_EXPORT: Final = re.compile(r"(?:Skill|Company) Details")
_EXPORT_HEADING: Final = re.compile(r"[ \t]*((?:Education|Skill|Company) Details)[ \t]*")
_COMPANY: Final = re.compile(r"(?<=\S)[ \t]+(?=(?:company|description) - )")
_REPEATED: Final = re.compile(r"(?<!\S)([A-Z][^\n]{2,60}?\w)[ \t]+\1 - (?=\S)")


def unglued(text: str) -> str:
    """A text with its lost line breaks before and behind headings."""
    text = _GLUED_BEHIND.sub(r"\1\n", _GLUED_BEFORE.sub("\n", text))
    if not _EXPORT.search(text):
        return text
    text = _COMPANY.sub("\n", _EXPORT_HEADING.sub(r"\n\1\n", text))
    return _REPEATED.sub(r"\n\1\n\1 - ", text)

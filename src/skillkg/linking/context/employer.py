"""Which sentences of an ad's sections on the employer are about the employer.

Not all of them are: sections run on where the next heading was not recognised, and ``About us``
ends in what the ad is looking for. A sentence that speaks of the candidate is read like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from skillkg.documents.structure.sections import MAX_LINE

if TYPE_CHECKING:
    from skillkg.documents.document import Document, Section
    from skillkg.text.sentences import Sentences

_ADDRESSED: Final = {
    "about": re.compile(
        r"\b(?:looking\s+for|seek(?:ing|s)?|hiring|you(?:r|['’](?:ll|re|ve))?|candidates?|stack"
        r"|we\s+(?:use|work\s+with|code|write|program))\b",
        re.IGNORECASE,
    ),
    "benefits": re.compile(
        r"\b(?:looking\s+for|candidates?\s+(?:with|who|must|should)|you(?:\s+will"
        r"|['’]ll)?\s+(?:work"
        r"|need|bring|know|must|should|be\s+responsible|have\s+(?!access|the\b|an?\b)))\b",
        re.IGNORECASE,
    ),
}
"""Words by which a sentence speaks of the candidate, or of what they will work with."""
_QUALIFIED: Final = re.compile(r"\b(?:experience|knowledge|expertise)\b", re.IGNORECASE)
_EMPLOYER: Final = re.compile(r"\b(?:we|our|us|company)\b", re.IGNORECASE)
_INLINE: Final = re.compile(r"[^\n:]*:[*_ ]*[^\s*_][^\n]*\n")


def is_about_employer(document: Document, sentences: Sentences, place: int) -> bool:
    """Whether a place of an ad lies in a section on the employer, in a sentence about it."""
    section = _section(document, place)
    if section is None or section.name not in _ADDRESSED:
        return False
    start, end = sentences.around(place)
    sentence = document.text[start : min(end, start + MAX_LINE)]
    qualified = _QUALIFIED.search(sentence) and not _EMPLOYER.search(sentence)
    if qualified or _ADDRESSED[section.name].search(sentence):
        return False
    # A heading that goes on behind its colon (Salary: 40,000 a year) speaks for its line only.
    inline = _INLINE.match(document.text, section.start, section.end)
    return inline is None or place < inline.end()


def _section(document: Document, place: int) -> Section | None:
    number = bisect_right(document.sections, place, key=lambda section: section.start)
    section = document.sections[number - 1] if number else None
    return section if section is not None and place < section.end else None

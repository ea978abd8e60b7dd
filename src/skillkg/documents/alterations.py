"""Other texts of a resume, changed in what should not matter: order, wording, who somebody is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document
    from skillkg.model.explanation import AlterationName

ADDED: Final = (
    "Interests\n\nRestoring vintage motorcycles and playing the accordion in a folk band\n",
    "References are available on request. I hereby declare that all of the above is true to the "
    "best of my knowledge, and I agree that this document is kept for the time of the procedure.\n",
)
"""What says nothing of what somebody can do."""
WORDINGS: Final = {
    "responsible for": "in charge of", "assisted": "helped", "performed": "carried out",
    "utilized": "used", "utilizing": "using", "worked with": "collaborated with",
    "created": "produced", "maintained": "kept up", "ensured": "made sure of",
    "ensuring": "making sure of", "provided": "supplied", "completed": "finished",
    "handled": "dealt with", "coordinated": "organised", "monitored": "kept an eye on",
    "various": "several", "daily": "every day", "in order to": "to", "as well as": "and",
}  # fmt: skip
"""Words that resumes are full of, and others for them."""
NAMES: Final = ("James Miller", "Lakisha Washington", "Mehmet Yılmaz")
PERSONS: Final = (("He", "his"), ("She", "her"), ("They", "their"))
ADDRESSES: Final = (
    "12 Elm Street, Springfield, IL 62704",
    "Karl-Marx-Straße 15, 12043 Berlin, Germany",
)
_PERSON: Final = "{} can be relied on, and {} colleagues say so."
_WORDING: Final = re.compile(rf"\b(?:{'|'.join(WORDINGS)})\b", re.IGNORECASE)


class Altered(NamedTuple):
    """A text, and others that differ from it in nothing that should matter."""

    name: AlterationName
    before: str
    after: tuple[str, ...]


def alterations(resume: Document) -> Iterator[Altered]:
    """Texts of a resume, changed; of each kind where there is something to change."""
    text = resume.text
    named = _headed(text, NAMES[0])
    every = (
        Altered("order", text, (_reversed_sections(resume),)),
        Altered("additions", text, tuple(f"{text.rstrip()}\n\n{added}" for added in ADDED)),
        Altered("wording", text, (_WORDING.sub(_other_words, text),)),
        Altered("name", named, tuple(_headed(text, name) for name in NAMES[1:])),
        Altered("pronouns", *_persons(text)),
        Altered("address", named, tuple(_headed(text, NAMES[0], each) for each in ADDRESSES)),
    )
    return (each for each in every if set(each.after) != {each.before})


def _headed(text: str, *lines: str) -> str:
    """A text under a name, and lines below it."""
    return "\n".join([*lines, "", text])


def _persons(text: str) -> tuple[str, tuple[str, ...]]:
    """A text under a name and a sentence about its person, of each gender."""
    first, *others = (_headed(text, NAMES[0], _PERSON.format(*person)) for person in PERSONS)
    return first, tuple(others)


def _reversed_sections(resume: Document) -> str:
    """Sections in the opposite order, below what stands above the first; names stay in theirs."""
    text, starts = resume.text, [each.start for each in resume.sections if each.name != "name"]
    if len(starts) < 2:
        return text
    ends = [*starts[1:], len(text)]
    parts = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return "\n\n".join([text[: starts[0]].strip(), *reversed(parts)]).lstrip() + "\n"


def _other_words(found: re.Match[str]) -> str:
    other = WORDINGS[found[0].lower()]
    return other.capitalize() if found[0][0].isupper() else other

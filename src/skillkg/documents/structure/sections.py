"""Sections of a job ad or a resume, by their headings.

A heading is a short line that says nothing but one of the usual words (``What you bring``,
``## Skills``, ``WORK EXPERIENCE:``), or the same words before a colon, or before the next cell of
a table, at the start of a line (``Skills: Python, SQL``).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from skillkg.documents.document import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillkg.model.document import DocumentKind

_AND: Final = r"(?:\ (?:and|&)\ [\w\ ]+)?"
_WHAT_YOU: Final = r"what\ you(?:'ll|\ will)?\ "
_HEADINGS: Final = {
    "nice to have": r"""
        nice[-\ ]to[-\ ]haves? | good\ to\ have | advantageous | (?:it'?s\ |would\ be\ )?a\ plus
      | (?:preferred|desired|desirable|bonus|additional|optional)
        (?:\ (?:qualifications|skills|experience|requirements|points))?""",
    "requirements": rf"""
        (?:(?:job|key|minimum|essential|basic|our|the)\ )?requirements | must[-\ ]haves?
      | your\ (?:profile|skills|qualifications|background) | {_WHAT_YOU}(?:bring|need|have)
      | you\ (?:have|bring|are) | who\ you\ are | about\ you | we\ expect
      | what\ we(?:'re|\ are)?\ look(?:ing)?\ for | qualifications{_AND}
      | (?:minimum|required|essential|basic|key)\ (?:qualifications|skills|experience)
      | (?:person|candidate)\ (?:specification|profile)""",
    "responsibilities": rf"""
        (?:(?:key|main|your|core|job|primary)\ )?
        (?:responsibilities|duties|tasks|accountabilities){_AND}
      | your\ (?:role|mission|job|day|impact) | {_WHAT_YOU}(?:do|be\ doing) | role\ overview
      | (?:about\ )?(?:the|this)\ (?:role|job|position|opportunity)
      | (?:job|role|position)\ (?:description|summary|overview|purpose)""",
    "benefits": rf"""
        (?:(?:our|your)\ )?(?:benefits|perks){_AND} | (?:what\ )?we\ offer | our\ offer
      | what'?s\ in\ it\ for\ you | {_WHAT_YOU}get | why\ (?:(?:join|work\ (?:for|with))\ )?us
      | (?:salary|compensation){_AND}""",
    "about": r"""
        about(?:\ (?!(?:me|you|(?:the|this)\ (?:role|job|position))$)[\w&.'-]+){1,4}
      | who\ we\ are | our\ (?:company|team|story) | the\ (?:company|team)
      | company\ (?:description|profile|overview)""",
    "summary": r"""
        (?:(?:professional|career|executive|personal)\ )?
        (?:summary|profile|objective|statement|overview|focus)
      | about\ me | introduction""",
    "experience": r"""
        (?:(?:work|professional|employment|relevant|career|job|other|previous|volunteer|industry)
        \ )*        (?:experiences?|history|employment|background)
      | (?:company|project|employment)\ details
      | career | positions(?:\ held)? | volunteering | internships?""",
    "education": rf"""
        (?:academic\ |formal\ )?education{_AND} | (?:education(?:al)?|academic)\ details
      | academic\ (?:background|qualifications)
      | training{_AND} | degrees | certificat(?:es|ions?){_AND} | courses | licen[cs]es{_AND}
      | publications | awards""",
    "skills": rf"""
        (?:(?:technical|key|core|hard|soft|professional|main|my|it|other|language|computer|digital)
        \ )*(?:skills|competenc(?:ies|es)|expertise|strengths){_AND} | areas\ of\ expertise
      | (?:skills?\ |core\ )(?:highlights|qualifications) | summary\ of\ skills
      | skills?\ details
      | tech(?:nology|nical)?\ stack | technologies | tools{_AND} | (?:programming\ )?languages
      | projects""",
    "interests": r"""
        (?:(?:personal|other|my|hobbies\ (?:and|&))\ )?(?:interests|hobbies)
        (?:\ (?:and|&)\ (?:interests|hobbies|activities))? | (?:leisure|extracurricular)\ activities
      | (?:in\ my\ )?(?:free|spare)\ time""",
    "references": r"""
        (?:(?:personal|professional)\ )?(?:references?|referees?)(?:\ upon\ request)?""",
}
_IN_RESUMES: Final = {"requirements": "education", "nice to have": "skills"}
_OF_JOBS: Final = {"benefits", "responsibilities"}
"""What stands under the jobs of a resume (``Salary: 30,000``, ``Duties:``), and ends no section."""
_CHROME: Final = re.compile(r"^[\W_]*(?:\d+[.)]\s+)?|[^\w)]+$")
_KNOWN: Final = [
    (name, re.compile(words, re.IGNORECASE | re.VERBOSE)) for name, words in _HEADINGS.items()
]
_HEAD_END: Final = re.compile(r":| \|")
_LINE: Final = re.compile(r"[^\n]+")
_MAX_HEADING: Final = 60

MAX_LINE: Final = 300
"""Characters of the longest line that may say who, what or when; a longer one is prose."""


def find_sections(text: str, kind: DocumentKind | None) -> tuple[Section, ...]:
    """Sections in text order, from one known heading to the next.

    ``Tools: …`` among the requirements, or among what is nice to have, stays part of them.
    """
    starts: list[tuple[int, str]] = []
    for match in _LINE.finditer(text):
        name = heading_of(match[0], kind)
        above = starts[-1][1] if starts else ""
        among = above in ("requirements", "nice to have") and _HEAD_END.search(match[0])
        if name is not None and not (name == "skills" and among):
            starts.append((match.start(), name))
    return tuple(
        Section(name, start, end)
        for (start, name), (end, _) in pairwise([*starts, (len(text), "")])
    )


def heading_of(line: str, kind: DocumentKind | None) -> str | None:
    """Name of the section that a line opens; ``None`` where it opens none."""
    head = _HEAD_END.split(line, maxsplit=1)[0]
    if len(head) > _MAX_HEADING:
        return None
    words = _CHROME.sub("", head).replace("’", "'")
    name = next((name for name, heading in _KNOWN if heading.fullmatch(words)), None)
    if kind == "resume" and name is not None:
        return None if name in _OF_JOBS else _IN_RESUMES.get(name, name)
    return name


def heading_span(text: str, section: Section) -> tuple[int, int] | None:
    """Start and end of a section's heading, without what follows its colon."""
    line = text[section.start : section.end].split("\n", 1)[0]
    head = _HEAD_END.split(line, maxsplit=1)[0]
    if heading_of(head, None) is None:
        return None
    return section.start, section.start + len(head)


def guess_kind(sections: Iterable[Section]) -> DocumentKind:
    """Tell a resume from an ad by its headings; an ad where they do not say."""
    names = {section.name for section in sections}
    of_ad = names & {"requirements", "responsibilities", "benefits", "nice to have"}
    return "resume" if names & {"experience", "education"} and not of_ad else "ad"


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """Lines that may be more than prose: neither blank nor longer than :data:`MAX_LINE`.

    Yields:
        The offset of the line's first character that is not blank, and the line from there on.
    """
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = match[0].strip()
        if line and len(line) <= MAX_LINE:
            yield match.start() + match[0].index(line), line

"""Edits of a resume that a fair fit should hardly feel, and neutral ones to compare them with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.document import Document

HOBBIES = (
    "Restoring vintage motorcycles and playing the accordion in a folk band",
    "Growing orchids, baking sourdough bread and singing in a choir",
    "Long-distance cycling, chess and keeping two hives of bees",
    "Building model railways and rescuing stray dogs",
    "Rock climbing, pottery and amateur astronomy",
)
LONGEST_HEADER, PAGE = 160, 3_000
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATES = re.compile(
    r"(?:[A-Za-z]{3,9}\.? |\d{1,2}/)?(?:19|20)\d\d *(?:-|–|to) *"
    r"(?:(?:[A-Za-z]{3,9}\.? |\d{1,2}/)?(?:19|20)\d\d|[Cc]urrent|[Pp]resent)"
)


class Job(NamedTuple):
    """A job of a resume as it is written: title, dates and employer, and below what was done."""

    title: str
    header: str
    done: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edited:
    """A resume to edit, that of another trade to take text from, and a seed."""

    document: Document
    other: Document
    seed: str

    @property
    def random(self) -> Random:
        """The same for each edit, whatever was edited before."""
        return Random(self.seed)

    @property
    def text(self) -> str:
        """The unedited text."""
        return self.document.text

    @property
    def jobs(self) -> list[Job]:
        """Jobs in text order."""
        return list(jobs_of(self.document))


def jobs_of(resume: Document) -> Iterator[Job]:
    """Jobs under a heading of experience whose header is a paragraph of its own."""
    text = resume.text
    starts = [
        (_paragraph(resume, job.title.start), job.title.quote)
        for job in resume.positions
        if resume.section_at(job.title.start) == "experience"
    ]
    for (start, title), (following, _) in pairwise([*starts, (len(text), "")]):
        section = next(s for s in resume.sections if s.start <= start < s.end)
        end = min(following, section.end)
        below = text.find("\n\n", text.find(title, start), end)
        if start < below <= start + LONGEST_HEADER and len(text[below:end].strip()) > 200:
            yield Job(title, text[start:below].strip(), text[below:end].strip(), start, end)


def _paragraph(resume: Document, place: int) -> int:
    """Where a paragraph begins: behind a blank line, or the heading of its section."""
    text = resume.text
    section = next(s for s in resume.sections if s.start <= place < s.end)
    return max(text.rfind("\n\n", 0, place) + 2, text.find("\n", section.start) + 1)


def can_be_edited(resume: Document) -> bool:
    """Whether the layout shows where two jobs begin and end, and where sections do."""
    return len(list(jobs_of(resume))) > 1 and len(resume.sections) > 2


# Another career -----------------------------------------------------------------------------


def older_job(edited: Edited) -> str:
    """An unrelated job behind the oldest one, in the resume's layout."""
    last = edited.jobs[-1]
    return _inserted(edited.text, last.end, _unrelated(edited, last, -6))


def newest_job(edited: Edited) -> str:
    """An unrelated job before the newest one."""
    first = edited.jobs[0]
    return _inserted(edited.text, first.start, _unrelated(edited, first, 3))


def own_job(edited: Edited) -> str:
    """Neutral: one of its own jobs once more, which says nothing new."""
    last = edited.jobs[-1]
    return _inserted(edited.text, last.end, f"{_moved(last.header, -6)}\n\n{last.done}")


def hobby_under_a_heading(edited: Edited) -> str:
    return f"{edited.text.rstrip()}\n\nInterests\n\n{edited.random.choice(HOBBIES)}\n"


def hobby(edited: Edited) -> str:
    """A hobby as the last line of whatever section comes last."""
    return f"{edited.text.rstrip()}\n\n{edited.random.choice(HOBBIES)}\n"


def page(edited: Edited) -> str:
    """A page of somebody else's resume behind the last one."""
    text = edited.other.text
    return f"{edited.text.rstrip()}\n\n{text[: text.rfind(chr(10), 0, PAGE)]}\n"


def _unrelated(edited: Edited, like: Job, years: int) -> str:
    """A job of the other resume under a header as this resume writes them."""
    job = edited.random.choice(list(jobs_of(edited.other)))
    return f"{_moved(like.header.replace(like.title, job.title), years)}\n\n{job.done}"


def _moved(header: str, years: int) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + years), header)


def _inserted(text: str, place: int, block: str) -> str:
    return f"{text[:place].rstrip()}\n\n{block}\n\n{text[place:].lstrip()}"


# The same in another form -------------------------------------------------------------------


def gap(edited: Edited) -> str:
    """Five years without a job: every job but the newest was so much earlier."""
    second, last = edited.jobs[1], edited.jobs[-1]
    text = edited.text
    return text[: second.start] + _moved(text[second.start : last.end], -5) + text[last.end :]


def shorter_job(edited: Edited) -> str:
    """The newest job began and ended in the same year."""
    job = edited.jobs[0]
    years = _YEAR.findall(job.header)
    header = job.header.replace(years[0], years[-1]) if years else job.header
    return edited.text.replace(job.header, header, 1)


def undated_job(edited: Edited) -> str:
    """A job that is not the newest says no dates."""
    job = edited.jobs[-1]
    return edited.text.replace(job.header, _DATES.sub("", job.header).strip(), 1)


def reversed_sections(edited: Edited) -> str:
    """Sections in the opposite order, below what stands above the first."""
    text, sections = edited.text, [s for s in edited.document.sections if s.name != "name"]
    parts = [text[section.start : section.end].strip() for section in reversed(sections)]
    return "\n\n".join([text[: sections[0].start].strip(), *parts]) + "\n"


def blank_lines(edited: Edited) -> str:
    """Neutral: every blank line is two, every line ends in a blank."""
    return edited.text.replace("\n\n", "\n\n\n").replace("\n", " \n")


def typo(edited: Edited) -> str:
    """Neutral: two letters of one word of a job have changed places."""
    job = edited.random.choice(edited.jobs)
    words = [w for w in re.finditer(r"[a-z]{6,}", edited.text[: job.end]) if w.start() > job.start]
    place = job.start if not words else edited.random.choice(words).start() + 2
    text = edited.text
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


# Padding ------------------------------------------------------------------------------------


def pasted(edited: Edited, ad: Document) -> str:
    """All of an ad below the resume."""
    return f"{edited.text.rstrip()}\n\n{ad.text}"


def listed(edited: Edited, title: str, skills: Sequence[str]) -> str:
    """The title and the skills that an ad asks for, as a bare list."""
    return f"{edited.text.rstrip()}\n\nSkills\n\n{', '.join([title, *skills])}\n"


def held(edited: Edited, title: str, skills: Sequence[str]) -> str:
    """The same words as a job with dates, two skills to a sentence."""
    last = edited.jobs[-1]
    pairs = zip(skills[::2], skills[1::2], strict=False)
    done = [f"Responsible for {first} and {second}." for first, second in pairs]
    header = _moved(last.header.replace(last.title, title), -6)
    return _inserted(edited.text, last.end, "\n".join([header, "", *done]))

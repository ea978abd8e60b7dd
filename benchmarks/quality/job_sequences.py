"""Jobs of real resumes in the order of time: the latest is held out, and told from those before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.documents.document import Section
from skillkg.model.document import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.documents.document import Document
    from skillkg.matching.careers.careers import Careers

SURE: Final = 0.3
"""Least probability of the occupation of a held-out title."""


@dataclass(frozen=True, slots=True)
class JobSequence:
    """The jobs of a resume, but for the latest."""

    resume: int
    """Its number."""
    earlier: Document
    """A resume that tells of the earlier jobs alone."""
    jobs: tuple[Position, ...]
    """The same, the latest first."""
    held_out: Position


def job_sequences(resumes: Iterable[Document]) -> Iterator[JobSequence]:
    """Hold out the latest job of every resume that has earlier ones."""
    for number, resume in enumerate(resumes):
        dated = sorted((job for job in resume.positions if job.started), key=_order, reverse=True)
        before = [job for job in dated if _began_before(job, dated[0])]
        if before:
            earlier = _only(resume, before)
            jobs = tuple(sorted(earlier.positions, key=_order, reverse=True))
            yield JobSequence(number, earlier, jobs, dated[0])


def _order(job: Position) -> tuple[str, bool, str]:
    return job.started, job.is_current, job.ended


def _began_before(job: Position, latest: Position) -> bool:
    """Whether a job surely began before: what began in the same month, or year, may be the same."""
    known = min(len(job.started), len(latest.started))
    return job.started[:known] < latest.started[:known]


def _only(resume: Document, jobs: Sequence[Position]) -> Document:
    """A resume of nothing but some jobs: each from its title to the next job or section.

    Headline, summary, skills and education were written in, or after, the latest job.
    """
    text, kept = "", []
    for job in sorted(jobs, key=lambda job: job.title.start):
        shift = len(text) - job.title.start
        kept.append(Position(_moved(job.title, shift), job.start, job.end))
        text += resume.text[job.title.start : _end(resume, job)].rstrip() + "\n\n"
    return replace(
        resume,
        text=text,
        sections=(Section("experience", 0, len(text)),),
        titles=tuple(job.title for job in kept),
        positions=tuple(kept),
        places=(),
        foreign=(),
    )


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift, span.quote)


def _end(resume: Document, job: Position) -> int:
    """Where the text of a job ends."""
    begins = [other.title.start for other in resume.positions]
    begins += [section.start for section in resume.sections]
    return min((at for at in begins if at > job.title.start), default=len(resume.text))


@dataclass(frozen=True, eq=False)
class Task:
    """Sequences, and of each the occupation of the job that was held out."""

    sequences: Sequence[JobSequence]
    occupations: Sequence[str]
    truth: Sequence[int]
    """Places among the occupations."""
    confidence: Sequence[float]
    """Probabilities of the truths."""

    @property
    def chosen_on(self) -> NDArray[np.bool_]:
        """Whether numbers were chosen on the resume: every second one."""
        return np.array([sequence.resume % 2 == 0 for sequence in self.sequences])

    def stayed(self, careers: Careers) -> tuple[float, float]:
        """Shares of truths that the last title, and any earlier one, most probably means."""
        earlier = [
            [next(iter(most_probable(careers, job.title.quote)), (0.0, -1))[1] for job in each.jobs]
            for each in self.sequences
        ]
        pairs = list(zip(earlier, self.truth, strict=True))
        last = [jobs[0] == truth for jobs, truth in pairs]
        return float(np.mean(last)), float(np.mean([truth in jobs for jobs, truth in pairs]))


def read_task(sequences: Iterable[JobSequence], careers: Careers) -> Task:
    """Keep the sequences whose held-out title means an occupation surely enough."""
    kept = [
        (sequence, number, probability)
        for sequence in sequences
        for probability, number in most_probable(careers, sequence.held_out.title.quote)[:1]
        if probability >= SURE
    ]
    every, truth, confidence = zip(*kept, strict=True)
    return Task(every, careers.transitions.occupations, truth, confidence)


def most_probable(careers: Careers, title: str) -> list[tuple[float, int]]:
    """Probabilities and places of the occupations that a title may mean, the likeliest first."""
    numbers = careers.transitions.numbers
    (read,) = careers.reader.classifier.predict([title])
    return [
        (each.probability, numbers[each.concept])
        for taxonomy in read
        for each in taxonomy
        if each.concept in numbers
    ]

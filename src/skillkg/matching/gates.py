"""Demands that are met or not, beside the fit: years of experience and languages.

A gate is never scored. It fails only on what the resume says; what it does not say is unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillkg.model import Gate, GateStatus, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.model import Mention

_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), start=1)}
_YEARS = re.compile(
    r"(?P<number>\d{1,2}|" + "|".join(_NUMBERS) + r")\s*\+?"
    r"(?:\s*(?:-|–|to)\s*\d{1,2})?\s*\+?\s*years?\b(?P<rest>[^.\n;]{0,60})",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"experience|background|track record|in a\b|\bas an?\b|work", re.IGNORECASE
)


def gates(
    ad: Document,
    resume: Document,
    ad_mentions: Sequence[Mention],
    resume_mentions: Sequence[Mention],
    languages: Collection[str],
) -> list[Gate]:
    """Check an ad's demands against a resume.

    Args:
        ad: the job ad.
        resume: the resume.
        ad_mentions: what was linked in the ad.
        resume_mentions: what was linked in the resume.
        languages: IRIs of the concepts that are languages or skills in one.
    """
    return [*_years(ad, resume), *_languages(ad_mentions, resume_mentions, languages)]


def _years(ad: Document, resume: Document) -> Iterator[Gate]:
    demanded = list(_statements(ad.text))
    if not demanded:
        return
    years, requirement = max(demanded, key=lambda found: (found[0], -found[1].start))
    said = list(_statements(resume.text))
    name = f"{years} years of experience"
    if not said:
        yield Gate(name, "unknown", requirement, None, "The resume states no number of years.")
        return
    offered, evidence = max(said, key=lambda found: (found[0], -found[1].start))
    status: GateStatus = "pass" if offered >= years else "fail"
    yield Gate(name, status, requirement, evidence, f"The resume states {offered} years.")


def _statements(text: str) -> Iterator[tuple[int, Span]]:
    """Numbers of years that a text connects with work, and where it does."""
    for match in _YEARS.finditer(text):
        if _EXPERIENCE.search(match["rest"]):
            number = match["number"].lower()
            end = match.end() - len(match["rest"])
            span = Span(match.start(), end, text[match.start() : end])
            yield _NUMBERS.get(number) or int(number), span


def _languages(
    ad: Sequence[Mention], resume: Sequence[Mention], languages: Collection[str]
) -> Iterator[Gate]:
    offered = {mention.concept: mention.span for mention in reversed(resume)}
    demanded = {mention.concept: mention for mention in reversed(ad)}
    for concept in sorted(demanded.keys() & set(languages)):
        mention = demanded[concept]
        name = f"Language: {mention.label}"
        if concept in offered:
            yield Gate(name, "pass", mention.span, offered[concept])
        else:
            yield Gate(name, "unknown", mention.span, None, "The resume does not mention it.")

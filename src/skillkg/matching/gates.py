"""Demands that are met or not, beside the fit: years of experience and languages.

A gate is never scored. It fails only on what the resume says; what it does not say is unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillkg.linking.context.cues import YEARS, years_in
from skillkg.model.document import Span
from skillkg.model.match import Gate, GateStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skillkg.matching.reading import Reading
    from skillkg.model.mention import Mention, Stance

_REST = re.compile(r"[^.\n;]{0,60}")
_EXPERIENCE = re.compile(
    r"experience|background|track record|in a\b|\bas an?\b|work", re.IGNORECASE
)


def gates(ad: Reading, resume: Reading, languages: Collection[str]) -> list[Gate]:
    """Check an ad's demands against a resume.

    Args:
        ad: the job ad.
        resume: the resume.
        languages: IRIs of the concepts that are languages or skills in one.
    """
    named = ad.links.mentions, resume.links.mentions
    return [*_years(ad.document.text, resume.document.text), *_languages(*named, languages)]


def _years(ad: str, resume: str) -> Iterator[Gate]:
    demanded = _most_years(ad)
    if demanded is None:
        return
    years, requirement = demanded
    name = f"{years:g} years of experience"
    stated = _most_years(resume)
    if stated is None:
        yield Gate(name, "unknown", requirement, None, "The resume states no number of years.")
        return
    offered, evidence = stated
    status: GateStatus = "pass" if offered >= years else "fail"
    yield Gate(name, status, requirement, evidence, f"The resume states {offered:g} years.")


def _most_years(text: str) -> tuple[float, Span] | None:
    """The most years that a text connects with work, and where it first does."""
    stated = _statements(text)
    return max(stated, key=lambda years_at: (years_at[0], -years_at[1].start), default=None)


def _statements(text: str) -> Iterator[tuple[float, Span]]:
    """Numbers of years that a text connects with work, and where it does."""
    for match in YEARS.finditer(text):
        rest = _REST.match(text, match.end())
        if rest is not None and _EXPERIENCE.search(rest[0]):
            yield years_in(match[0]), Span(*match.span(), match[0])


def _languages(
    ad: Sequence[Mention], resume: Sequence[Mention], languages: Collection[str]
) -> Iterator[Gate]:
    offered = _places(resume, "stated")
    denied = _places(resume, "negated")
    demanded = {m.concept: m for m in reversed(ad) if m.stance == "stated"}
    for concept in sorted(demanded.keys() & set(languages)):
        mention = demanded[concept]
        name = f"Language: {mention.label}"
        if concept in offered:
            yield Gate(name, "pass", mention.span, offered[concept])
        elif concept in denied:
            yield Gate(name, "fail", mention.span, denied[concept], "The resume denies it.")
        else:
            yield Gate(name, "unknown", mention.span, None, "The resume does not state it.")


def _places(mentions: Sequence[Mention], stance: Stance) -> dict[str, Span]:
    """Where a document first names each concept with a stance."""
    return {m.concept: m.span for m in reversed(mentions) if m.stance == stance}

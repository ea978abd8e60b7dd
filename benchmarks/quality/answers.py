"""Answers to what would change a fit: whether they hold, are proven, how large, how long."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final

import numpy as np
from common import Figure, Table

from skillkg.matching.counterfactuals.counterfactuals import Counterfactuals
from skillkg.matching.counterfactuals.lines import Lines
from skillkg.model.counterfactual import FEW, LineSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quality.explained_pairs import Pair
    from skillkg.matching.matcher import Matcher
    from skillkg.model.counterfactual import AdditionSet

    Question = Callable[[Counterfactuals], LineSet | AdditionSet | None]

SHARE: Final = 0.9
ANSWERED, PROVEN = 200, 0.95
"""Bars: milliseconds for an answer, and the share that is proven in that time."""
REMOVED, KEPT, ADDED = "lines to lose", "lines to keep", "additions to reach"
COLUMNS = (
    "answers",
    "found",
    "in jobs and sections",
    "valid",
    "proven",
    "in time",
    "median size",
    "95 %",
    "median ms",
    "95 %",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, and what it took."""

    size: int | None
    """None where there is no such set; 0 where it takes more than a few additions."""
    unit: str
    """What is counted: ``line``, ``part`` (jobs and sections) or ``addition``."""
    is_proven: bool
    """That it is the smallest; where no few lines or additions are told, that none do it."""
    is_valid: bool
    milliseconds: float

    @property
    def is_in_time(self) -> bool:
        """Whether it is proven within the bar."""
        return self.is_proven and self.milliseconds <= ANSWERED


def questions(pair: Pair) -> dict[str, Question]:
    """What is asked about a pair."""
    cut, share = pair.cut, SHARE * pair.match.fit
    if not pair.is_selected:
        return {f"{ADDED} the selection": lambda some: some.additions(cut)}
    return {
        f"{REMOVED} the selection": lambda some: some.removal(cut),
        f"{REMOVED} a tenth of the fit": lambda some: some.removal(share),
        f"{KEPT} the selection": lambda some: some.sufficient(cut),
        f"{KEPT} nine tenths of the fit": lambda some: some.sufficient(share),
    }


def answered(matcher: Matcher, pair: Pair, name: str, question: Question) -> Answer:
    """Ask, take the time, and check the answer by profiles of what is left."""
    begin = perf_counter()
    found = question(Counterfactuals(pair.ad, pair.resume))
    took = 1e3 * (perf_counter() - begin)
    if found is None:
        return Answer(None, "", is_proven=True, is_valid=True, milliseconds=took)
    unit = found.unit if isinstance(found, LineSet) else "addition"
    return Answer(found.size, unit, _is_proven(found), _is_valid(matcher, pair, found, name), took)


def _is_proven(found: LineSet | AdditionSet) -> bool:
    """That it is the smallest, and where no few lines or additions are told, that none do it."""
    if isinstance(found, LineSet):
        return found.is_proven and (found.unit == "line" or found.least_lines > FEW)
    return found.is_proven or (not found.size and found.least > FEW)


def _is_valid(matcher: Matcher, pair: Pair, found: LineSet | AdditionSet, question: str) -> bool:
    """Whether profiles of what is left are on the right side of the cut, with the fit told.

    Additions are in no document: of them only the fit that is told is compared with the cut.
    Of jobs and sections all lines are kept, or deleted.
    """
    cut = pair.cut if question.endswith("selection") else SHARE * pair.match.fit
    if not isinstance(found, LineSet):
        return (found.fit >= cut) == bool(found.size)
    lines, keeps = Lines(pair.resume), question.startswith(KEPT)
    told = [lines.spans.index(span) for span in found.lines]
    chosen = np.isin(np.arange(len(lines)), told)
    if found.unit == "part":
        chosen = np.isin(lines.parts, lines.parts[told])
    fit = matcher.explain(pair.ad, lines.keeping(chosen if keeps else ~chosen)).fit
    return fit == found.fit and (fit >= cut) == keeps


def _row(name: str, answers: Sequence[Answer]) -> list[str | float]:
    """The answers to one question."""
    sizes = [answer.size for answer in answers if answer.size]
    took = [answer.milliseconds for answer in answers]
    shares = (
        [bool(answer.size) for answer in answers],
        [answer.unit == "part" for answer in answers],
        [answer.is_valid for answer in answers],
        [answer.is_proven for answer in answers],
        [answer.is_in_time for answer in answers],
    )
    spread = (np.median(sizes), np.quantile(sizes, 0.95), np.median(took), np.quantile(took, 0.95))
    return [name, str(len(answers)), *(float(np.mean(e)) for e in shares), *map(float, spread)]


def answer_figures(answers: Mapping[str, Sequence[Answer]]) -> Iterator[Figure]:
    """Bars for all questions."""
    for name, some in answers.items():
        proven = float(np.mean([answer.is_in_time for answer in some]))
        yield Figure(f"{name}: proven within 200 ms", proven, "", "≥ 0.95", proven >= PROVEN)
    every = [answer for some in answers.values() for answer in some]
    valid = float(np.mean([answer.is_valid for answer in every if answer.unit != "addition"]))
    yield Figure(
        "answers that hold when profiles are made of what is left", valid, "", "1", valid == 1
    )


def answer_table(answers: Mapping[str, Sequence[Answer]]) -> Table:
    """The answers, question by question."""
    return Table(["question", *COLUMNS], [_row(*each) for each in answers.items()], "Answers")

"""Explanation: what each line of real resumes is worth, and what would change their fits.

For each real vacancy all real resumes are ranked, and the first ten are taken as selected. Some of
them, and some of those behind, are asked about: what each line is worth, without which lines a
resume would not have been selected, which alone would do, and what would have to be added. Lines
are deleted from what was read; on some pairs they are also deleted from the text, and that is read
anew. Readings are given in all times, and worked out; each pair is looked at in one process.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from common import Figure, Table, report, store
from quality.fits import Fits
from quality.reporting import options_of
from quality.resumes import part_of, read_resumes

import skillkg
from skillkg.matching.counterfactuals.counterfactuals import Counterfactuals
from skillkg.matching.counterfactuals.lines import Lines
from skillkg.matching.scoring import DEFAULT
from skillkg.model.counterfactual import LineSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skillkg.matching.matcher import Matcher
    from skillkg.matching.profile import Profile
    from skillkg.model.counterfactual import AdditionSet
    from skillkg.model.match import Match

    Question = Callable[[Counterfactuals], LineSet | AdditionSet | None]

SEED, SELECTED, BEHIND, OF_EACH = 0, 10, 100, 3
"""How many resumes are selected, and how many of those and of the next are asked about."""
REREAD, LINES = 60, 4
"""Pairs whose lines are deleted from the text, too, and how many of each."""
SHARE: Final = 0.9
EXPLAINED, ANSWERED, PROVEN, CONTRARY = 20, 200, 0.95, 0.01
"""Bars: milliseconds for what lines are worth, and for an answer; shares proven, and contrary."""
REMOVED, KEPT, ADDED = "lines to lose", "lines to keep", "additions to reach"
COLUMNS = (
    "answers",
    "found",
    "valid",
    "proven",
    "in time",
    "median size",
    "95 %",
    "median ms",
    "95 %",
)


class Pair(NamedTuple):
    """An ad and a resume, with the fit of the last that is selected for the ad."""

    match: Match
    ad: Profile
    resume: Profile
    cut: float
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, and what it took."""

    size: int | None
    """None where there is no such set."""
    is_proven: bool
    is_valid: bool
    milliseconds: float

    @property
    def is_in_time(self) -> bool:
        """Whether it is proven within the bar."""
        return self.is_proven and self.milliseconds <= ANSWERED


def drawn(matcher: Matcher, fits: Fits) -> Iterator[Pair]:
    """Some selected resumes of each ad, and some behind them."""
    random = Random(SEED)
    for ad, row in zip(fits.profiles[0], fits.scores(DEFAULT), strict=True):
        order = np.argsort(-row, kind="stable").tolist()
        last = min(SELECTED, len(order) // 2)
        for places in (range(last), range(last, min(BEHIND, len(order)))):
            for place in random.sample(places, min(OF_EACH, len(places))):
                resume = fits.profiles[1][order[place]]
                cut = float(row[order[last - 1]])
                yield Pair(matcher.explain(ad, resume), ad, resume, cut, place < last)


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
        return Answer(None, is_proven=True, is_valid=True, milliseconds=took)
    size = len(found.lines if isinstance(found, LineSet) else found.additions)
    return Answer(size, found.is_proven, is_valid(matcher, pair, found, name), took)


def is_valid(matcher: Matcher, pair: Pair, found: LineSet | AdditionSet, question: str) -> bool:
    """Whether profiles of what is left are on the right side of the cut, with the fit told.

    Additions are in no document: of them only the fit that is told is compared with the cut.
    """
    cut = pair.cut if question.endswith("selection") else SHARE * pair.match.fit
    if not isinstance(found, LineSet):
        return found.fit >= cut
    lines, keeps = Lines(pair.resume), question.startswith(KEPT)
    chosen = np.isin(np.arange(len(lines)), [lines.spans.index(span) for span in found.lines])
    fit = matcher.explain(pair.ad, lines.keeping(chosen if keeps else ~chosen)).fit
    return fit == found.fit and (fit >= cut) == keeps


def reread(kg: skillkg.KnowledgeGraph, pairs: Sequence[Pair]) -> tuple[list[float], list[bool]]:
    """Delete lines from texts and read them anew.

    Returns:
        By how much fits differ from those with the lines deleted from what was read, and whether
        the effect of the line has the other sign.
    """
    matcher, random = kg.view.matcher(), Random(SEED)
    differences, signs = [], []
    for pair in random.sample(pairs, min(REREAD, len(pairs))):
        text = pair.resume.reading.document.text
        resume = matcher.profile(kg.read_text(text, "resume"))
        worth = Counterfactuals(pair.ad, resume).worth(matcher.explain(pair.ad, resume))
        some = [line for line in worth.lines if line.resting]
        for line in random.sample(some, min(LINES, len(some))):
            left = text[: line.line.start] + text[line.line.end :]
            anew = matcher.profile(kg.read_text(left, "resume"))
            effect = worth.fit - matcher.explain(pair.ad, anew).fit
            differences.append(abs(effect - line.effect))
            signs.append(effect * line.effect < 0)
    return differences, signs


def worth_figures(pairs: Sequence[Pair]) -> Iterator[Figure]:
    """How long it takes to say what all lines are worth, and how often signs differ."""
    took, lines, contributions = [], [], []
    for pair in pairs:
        begin = perf_counter()
        worth = Counterfactuals(pair.ad, pair.resume).worth(pair.match)
        took.append(1e3 * (perf_counter() - begin))
        assert worth.fit == pair.match.fit
        lines += [line.is_contrary for line in worth.lines if line.resting]
        contributions += [each.is_contrary for each in worth.contributions]
    median, contrary = float(np.median(took)), float(np.mean(contributions))
    what = "contributions that grow without the lines that they rest on"
    yield Figure("pairs", len(pairs), "")
    yield Figure("what each line is worth, median", median, "ms", "< 20", median < EXPLAINED)
    yield Figure("what each line is worth, 95 %", float(np.quantile(took, 0.95)), "ms")
    yield Figure(what, contrary, "", "≤ 0.01", contrary <= CONTRARY)
    yield Figure(
        "lines named as evidence without which the fit is larger", float(np.mean(lines)), ""
    )


def reread_figures(kg: skillkg.KnowledgeGraph, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """How near deleting lines of what was read is to deleting them from the text."""
    differences, signs = reread(kg, pairs)
    yield Figure("lines deleted from the text and read anew", len(signs), "")
    yield Figure("the effect differs by, median", float(np.median(differences)), "")
    yield Figure("the effect differs by, 95 %", float(np.quantile(differences, 0.95)), "")
    yield Figure("the effect has the other sign", float(np.mean(signs)), "")


def row(name: str, answers: Sequence[Answer]) -> list[str | float]:
    """The answers to one question."""
    sizes = [answer.size for answer in answers if answer.size is not None]
    took = [answer.milliseconds for answer in answers]
    shares = (
        [answer.size is not None for answer in answers],
        [answer.is_valid for answer in answers],
        [answer.is_proven for answer in answers],
        [answer.is_in_time for answer in answers],
    )
    spread = (np.median(sizes), np.quantile(sizes, 0.95), np.median(took), np.quantile(took, 0.95))
    return [name, str(len(answers)), *(float(np.mean(e)) for e in shares), *map(float, spread)]


def answer_figures(answers: dict[str, list[Answer]]) -> Iterator[Figure]:
    """Bars for all questions."""
    for name, some in answers.items():
        proven = float(np.mean([answer.is_in_time for answer in some]))
        yield Figure(f"{name}: proven within 200 ms", proven, "", "≥ 0.95", proven >= PROVEN)
    valid = float(np.mean([answer.is_valid for some in answers.values() for answer in some]))
    yield Figure(
        "answers that hold when profiles are made of what is left", valid, "", "1", valid == 1
    )


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg, pool = skillkg.open(folder), read_resumes(options.data)
        if options.sample:
            pool = part_of(pool, range(0, len(pool.ads), 33), range(0, len(pool.candidates), 24))
        matcher = kg.view.matcher()
        pairs = list(drawn(matcher, Fits(kg, pool)))
        answers: dict[str, list[Answer]] = defaultdict(list)
        for pair in pairs:
            for name, question in questions(pair).items():
                answers[name].append(answered(matcher, pair, name, question))
        figures = [*worth_figures(pairs), *answer_figures(answers), *reread_figures(kg, pairs)]
    report(
        "explanation",
        options,
        figures,
        f"{len(pool.ads)} ads, {len(pool.candidates)} resumes; of each ad {OF_EACH} of the first "
        f"{SELECTED} resumes and {OF_EACH} of those behind, up to rank {BEHIND}. A search looks at "
        f"a bounded number of sets, whatever time it takes. Seed: {SEED}.",
        tables=[Table(["question", *COLUMNS], [row(*each) for each in answers.items()], "Answers")],
    )


if __name__ == "__main__":
    main()

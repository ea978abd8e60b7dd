"""What lines are worth: how long it takes to say, and whether reading without them agrees."""

from __future__ import annotations

from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from common import Figure

from quality.explained_pairs import SEED
from skillkg.matching.counterfactuals.counterfactuals import Counterfactuals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quality.explained_pairs import Pair
    from skillkg import KnowledgeGraph
    from skillkg.matching.matcher import Matcher

REREAD, LINES = 60, 4
"""Pairs whose lines are deleted from the text, too, and how many of each."""
EXPLAINED, CONTRARY = 20, 0.01
"""Bars: milliseconds for a match with its paths, and for what its lines are worth besides; and the
share of contrary contributions."""


def match_figures(matcher: Matcher, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """How long it takes to explain a fit: contributions with their paths, coverage and gates."""
    took = []
    for pair in pairs:
        begin = perf_counter()
        match = matcher.explain(pair.ad, pair.resume)
        took.append(1e3 * (perf_counter() - begin))
        assert match == pair.match
    median, most = np.quantile(took, (0.5, 0.95)).tolist()
    yield Figure("a match, with all its paths, median", median, "ms", "< 20", median < EXPLAINED)
    yield Figure("a match, with all its paths, 95 %", most, "ms")


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
    name = "what each of its lines is worth, besides"
    yield Figure(f"{name}, median", median, "ms", "< 20", median < EXPLAINED)
    yield Figure(f"{name}, 95 %", float(np.quantile(took, 0.95)), "ms")
    yield Figure(what, contrary, "", "≤ 0.01", contrary <= CONTRARY)
    yield Figure(
        "lines named as evidence without which the fit is larger", float(np.mean(lines)), ""
    )


def reread_figures(kg: KnowledgeGraph, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """How near deleting lines of what was read is to deleting them from the text."""
    differences, signs = _reread(kg, pairs)
    yield Figure("lines deleted from the text and read anew", len(signs), "")
    yield Figure("the effect differs by, median", float(np.median(differences)), "")
    yield Figure("the effect differs by, 95 %", float(np.quantile(differences, 0.95)), "")
    yield Figure("the effect has the other sign", float(np.mean(signs)), "")


def _reread(kg: KnowledgeGraph, pairs: Sequence[Pair]) -> tuple[list[float], list[bool]]:
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

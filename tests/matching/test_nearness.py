"""How near quotes are by two encoders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from skillkg.matching.occupations.nearness import joint, nearest_quotes
from skillkg.matching.scoring import DEFAULT
from skillkg.model.document import Span

SPANS = [Span(0, 3, "one"), Span(4, 7, "two"), Span(8, 13, "three")]
COSINES = {"static": np.array([0.9, 0.5, 0.1]), "other": np.array([0.0, 0.8, 0.2])}
SCORING = replace(DEFAULT, static=0.5)


def test_one_encoder_alone_says_it_all() -> None:
    assert (joint([COSINES["static"]], SCORING) == COSINES["static"]).all()


def test_nearest_by_both_have_the_cosine_of_each() -> None:
    first, second = nearest_quotes(SPANS, COSINES, 1, "statements", SCORING)
    assert first.span == second.span == SPANS[1]
    assert [(first.value, first.encoder), (second.value, second.encoder)] == [
        (0.5, "static"),
        (0.8, "other"),
    ]

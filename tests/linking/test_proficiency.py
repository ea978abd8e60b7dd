"""Levels as ranks in order: CEFR and words on one scale."""

from __future__ import annotations

import pytest

from skillkg.documents.read import read_text
from skillkg.linking.context.context import in_context
from skillkg.linking.context.proficiency import RANKS, rank_of
from skillkg.model.document import Span
from skillkg.model.mention import Mention


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("native", "native"), ("mother tongue", "native"), ("bilingual", "native"),
        ("C2", "C2"), ("near-native", "C2"), ("fluent", "C1"), ("Advanced", "C1"),
        ("B2", "B2"), ("good", "B2"), ("intermediate", "B1"), ("conversational", "B1"),
        ("basic", "A2"), ("elementary", "A2"), ("beginner", "A1"), ("a little", "A1"),
        ("B1 or B2", "B2"), ("since 2019", ""), ("", ""), ("badge, basil", ""),
    ],
)  # fmt: skip
def test_words_and_levels_lie_on_one_scale(words: str, rank: str) -> None:
    assert RANKS[rank_of(words)] == rank


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Knows Excel a little", 1),
        ("Excel: novice", 1),
        ("Basic Excel", 2),
        ("Excel (intermediate)", 3),
        ("Good knowledge of Excel", 4),
        ("Advanced Excel", 5),
        ("Excel (Master)", 6),
        ("Excel C1", 5),
        ("I use Excel", None),
        ("5 years of Excel", None),
    ],
)
def test_mentions_have_their_rank(text: str, rank: int | None) -> None:
    start = text.index("Excel")
    mention = Mention(Span(start, start + 5, "Excel"), "urn:excel", "Excel", "skills")
    (read,) = in_context(read_text(text, "resume"), [mention])
    ranks = [level.rank for level in read.levels if level.rank is not None]
    assert ranks == ([] if rank is None else [rank])

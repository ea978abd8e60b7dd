"""Measures of tagged spans on cases small enough to work out by hand; and that training learns."""

from __future__ import annotations

import pytest
from quality.tagging import given, gold, overlapping, strict, tag

from skillkg.encoding.models import open_encoder
from skillkg.linking.spans.network import Network
from skillkg.linking.spans.tagged_sentences import TaggedSentence
from skillkg.linking.spans.tagger import SkillSpan, SpanTagger
from skillkg.model.document import Span

SENTENCE = TaggedSentence(
    "1",
    ("You", "write", "Java", "code", "!", "and", "SQL"),
    (("O", "B", "I", "I", "O", "O", "O"), ("O", "O", "B", "O", "O", "O", "I")),
)
GOLD = {("skill", 1, 3), ("knowledge", 2, 2), ("knowledge", 6, 6)}


def test_gold_spans_are_counted_in_tokens() -> None:
    assert gold(SENTENCE) == GOLD


def test_given_spans_are_too() -> None:
    place = SENTENCE.text.index("Java")
    spans = [SkillSpan(Span(place, place + 9, "Java code"), "knowledge")]
    assert given(SENTENCE, spans) == {("knowledge", 2, 3)}


def test_strict_wants_both_ends_and_the_kind() -> None:
    found = {("skill", 1, 3), ("knowledge", 2, 3), ("skill", 6, 6)}
    assert strict([(found, GOLD)]) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert strict([(found, GOLD)], "skill") == pytest.approx((2 / 3, 1 / 2, 1))
    assert strict([(found, GOLD), (set(), set())], "knowledge") == (0, 0, 0)


def test_overlapping_wants_a_token_and_the_kind() -> None:
    found = {("skill", 3, 5), ("knowledge", 2, 3), ("skill", 6, 6)}
    assert overlapping([(found, GOLD)]) == pytest.approx(2 / 3)
    assert overlapping([(set(), GOLD)]) == 0


def test_training_learns_what_it_is_shown() -> None:
    pytest.importorskip("torch")
    from skillkg.linking.spans.training import train

    other = TaggedSentence("2", ("We", "pay", "well"), (("O", "O", "O"), ("O", "O", "O")))
    shown = [SENTENCE, other] * 60
    encoder = open_encoder()
    tagger = SpanTagger(encoder, Network(train(shown, encoder)))
    found = tag([SENTENCE, other], tagger)
    assert given(SENTENCE, found[0]) == GOLD
    assert found[1] == ()

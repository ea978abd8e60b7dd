"""Spans of skills and knowledge in passages, with the tagger that comes along."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import skillkg
from skillkg.documents.document import Document, ForeignPassage
from skillkg.documents.structure.sections import find_sections
from skillkg.encoding.models import open_encoder
from skillkg.errors import ModelError
from skillkg.linking.links import Links
from skillkg.linking.spans.network import BEFORE, LATE, LAYERS, START, Network, contexts
from skillkg.linking.spans.tagger import KINDS, SkillSpan, SpanTagger, find_spans, runs, unlinked
from skillkg.linking.spans.word_features import (
    NARROW,
    REACH,
    WIDE,
    hashed_features,
    span_words,
    word_keys,
)
from skillkg.model.document import Span
from skillkg.model.mention import Mention

if TYPE_CHECKING:
    from pathlib import Path

# What was read has no lone surrogates.
ODD = st.text(
    st.sampled_from("aZß é\u0301\u200b\u202e👩‍💻שלום,.;:()+#-/&'’ \n\t9Ⅷ")
    | st.characters(codec="utf-8"),
    max_size=80,
)


@pytest.fixture(scope="module")
def tagger() -> SpanTagger:
    return SpanTagger.shipped(open_encoder())


def passage(text: str, start: int = 0) -> Span:
    return Span(start, start + len(text), text)


def found(tagger: SpanTagger, text: str) -> list[tuple[str, str]]:
    (spans,) = tagger.tag([passage(text)])
    return [(each.span.quote, each.kind) for each in spans]


def test_a_task_is_a_skill_and_a_tool_is_knowledge(tagger: SpanTagger) -> None:
    assert ("Python", "knowledge") in found(tagger, "Strong knowledge of Python is required")
    assert any(kind == "skill" for _, kind in found(tagger, "You will manage complex projects"))


def test_items_of_a_list_are_spans_of_their_own(tagger: SpanTagger) -> None:
    spans = found(tagger, "Linux, operating systems, German (B2)")
    assert [quote for quote, kind in spans if kind == "knowledge" and set(quote) & set(",(")] == []
    assert ("Linux", "knowledge") in spans


def test_what_a_company_pays_is_neither(tagger: SpanTagger) -> None:
    assert found(tagger, "Salary: 45,000 to 55,000 a year") == []


@pytest.mark.parametrize("text", ["", " ", ",", "\u200b", "🙂", "()"])
def test_a_passage_without_words_has_no_spans(tagger: SpanTagger, text: str) -> None:
    assert tagger.tag([passage(text)]) == [()]
    assert tagger.tag([]) == []


@settings(max_examples=60)
@given(texts=st.lists(ODD, max_size=4))
def test_spans_lie_in_the_text_and_those_of_a_kind_apart(
    tagger: SpanTagger, texts: list[str]
) -> None:
    whole = "".join(texts)
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    tagged = tagger.tag([passage(*each) for each in zip(texts, starts, strict=True)])
    assert len(tagged) == len(texts)
    for text, start, spans in zip(texts, starts, tagged, strict=True):
        assert list(spans) == sorted(spans)
        for each in spans:
            assert whole[each.span.start : each.span.end] == each.span.quote != ""
            assert start <= each.span.start < each.span.end <= start + len(text)
        for kind in KINDS:
            same = [each.span for each in spans if each.kind == kind]
            assert all(one.end <= other.start for one, other in pairwise(same))


def test_a_passage_is_read_with_those_before_it_only(tagger: SpanTagger) -> None:
    texts = [
        "Experience with SQL",
        "",
        "Manage a team of engineers",
        "Fluent English",
        "a",
        "b",
        "c",
    ]
    whole = tagger.tag([passage(text) for text in texts])
    assert any(whole)
    assert whole == tagger.tag([passage(text) for text in texts])
    for end in range(len(texts)):
        assert tagger.tag([passage(text) for text in texts[:end]]) == whole[:end]


def test_what_stands_before_is_told_apart() -> None:
    lengths, vectors = np.array([2, 1, 3]), np.arange(12, dtype=np.float32).reshape(6, 2)
    found = contexts(lengths, vectors)
    assert found.tolist() == [
        [0, 0, 0, 0, 0, 1],
        [1, 2, 1, 2, np.float32(1 / LATE), 0],
        [4, 5, 2.5, 3.5, np.float32(2 / LATE), 0],
    ]


def test_no_more_than_a_few_passages_before_are_read() -> None:
    vectors = np.random.default_rng(0).normal(size=(BEFORE + 2, 3)).astype(np.float32)
    ones = np.ones(BEFORE + 2, int)
    assert np.allclose(contexts(ones, vectors)[-1, :-2], contexts(ones[1:], vectors[1:])[-1, :-2])


def test_another_encoder_is_refused() -> None:
    class Other:
        name, digest = "other", "sha256:0"

    with pytest.raises(ModelError, match="other: the span tagger"):
        SpanTagger.shipped(Other())  # type: ignore[arg-type]


@settings(max_examples=80)
@given(text=ODD)
def test_words_are_where_they_say(text: str) -> None:
    words = list(span_words(text))
    for word in words:
        assert text[word.start : word.end] == word.text
        assert word.text[0].isalnum()
        assert all(0 <= key < 2**32 for key in word_keys(word.text, word.mark))
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_commas_and_brackets_are_no_words_and_marks_are_kept() -> None:
    words = [(word.text, word.mark) for word in span_words("Java, C++ (or C#); CI/CD.")]
    assert words == [("Java", ""), ("C++", ""), ("or", ""), ("C#", ""), ("CI/CD", ".")]


def test_runs_are_what_tags_tell() -> None:
    assert list(runs([0, 1, 2, 0, 1, 1, 2])) == [(1, 2), (4, 4), (5, 6)]
    assert list(runs([])) == []


def network(seed: int, units: int = 4, dimension: int = 3) -> Network:
    drawn = np.random.default_rng(seed)
    shapes = {
        "near": (dimension + 2, 5, units), "near_bias": (units,),
        "before": (2 * dimension + 2, 2), "before_bias": (2,), "turned": (2, units),
        "far": (3, units, units),
        "far_bias": (units,), "out": (units, 6), "out_bias": (6,), "wide": (WIDE, 6),
        "narrow": (NARROW, 2), "moves": (LAYERS, 4, 3),
    }  # fmt: skip
    return Network({name: drawn.normal(size=shape) for name, shape in shapes.items()})


@pytest.mark.parametrize("seed", range(5))
def test_no_other_tags_score_higher(seed: int) -> None:
    """The best of all sequences, by trying each: scores come from passages of one word."""
    model, drawn = network(seed), np.random.default_rng(seed)
    scores = drawn.normal(size=(4, LAYERS, 3)).astype(np.float32)
    best = model._best(scores, np.array([4]))
    moves = model._weights["moves"]
    for layer in range(LAYERS):

        def score(tags: tuple[int, ...], layer: int = layer) -> float:
            before = (START, *tags)
            return float(
                sum(moves[layer, b, t] for b, t in zip(before, tags, strict=False))
                + sum(scores[at, layer, tag] for at, tag in enumerate(tags))
            )

        every = max(product(range(3), repeat=4), key=score)
        assert score(tuple(best[:, layer].tolist())) == pytest.approx(score(every))


def test_features_of_a_word_reach_no_further_than_the_zeros() -> None:
    keys = np.zeros((REACH * 3 + 2, 5), np.uint64)
    keys[REACH], other = 7, keys.copy()
    other[REACH], other[2 * REACH + 1] = 7, 9
    assert (hashed_features(keys)[REACH] == hashed_features(other)[REACH]).all()
    assert hashed_features(other).max() < WIDE


def test_spans_are_ordered_by_place() -> None:
    assert SkillSpan(Span(0, 4, "Java"), "skill") < SkillSpan(Span(5, 6, "R"), "knowledge")


AD = """Data Engineer

About us
We were founded in 1999 and pay well.

Requirements
- Strong knowledge of Python and SQL
- You will manage complex projects
- Nationality: French
"""


def test_spans_of_a_document_lie_in_its_text(sample_store: Path) -> None:
    kg = skillkg.open(sample_store)
    document = Document("ad.txt", "ad", "text/plain", AD, "", find_sections(AD, "ad"))
    spans = kg.spans(document)
    assert [each.span.quote for each in spans if each.kind == "knowledge"] == ["Python", "SQL"]
    assert all(AD[each.span.start : each.span.end] == each.span.quote for each in spans)
    assert not any("French" in each.span.quote for each in spans)
    left = unlinked(spans, kg.link(document))
    assert "SQL" not in [each.span.quote for each in left]
    assert set(left) <= set(spans)


def test_what_is_in_another_language_has_no_spans(tagger: SpanTagger) -> None:
    text = "Strong knowledge of Python is required"
    read = Document("x.txt", "ad", "text/plain", f"{text}\n\n{text}", "")
    foreign = replace(read, foreign=(ForeignPassage(0, len(text) + 1, "de"),))
    inside = {each.span.start < len(text) for each in find_spans(read, tagger)}
    assert inside == {True, False}
    assert {each.span.start < len(text) for each in find_spans(foreign, tagger)} == {False}


def test_what_no_mention_touches_is_unlinked() -> None:
    spans = [SkillSpan(Span(at, at + 3, "abc"), "skill") for at in (0, 4, 8)]
    mentions = (
        Mention(Span(5, 6, "b"), "c", "b", "skills"),
        Mention(Span(0, 3, "abc"), "o", "abc", "occupations"),
    )
    links = Links(mentions, described=(Mention(Span(11, 12, "x"), "d", "", "skills"),))
    assert unlinked(spans, links) == (spans[0], spans[2])
    assert unlinked(spans, Links(())) == tuple(spans)

"""Statements written as text agree with an RDF library that reads and writes them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skillkg.sources.ntriples import iri, slug, text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TAGS = st.from_regex(r"[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?", fullmatch=True)


def parsed(term: str) -> ox.Literal:
    (triple,) = ox.parse(f"<x:s> <x:p> {term} .", ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    return triple.object


@given(TEXTS)
@example('\x00\x01\x08\t\n\x0b\x0c\r\x1f "\\ \x7f\x80\x85\u2028\ufffe\uffff\U0010ffff')
def test_text_comes_back_and_is_canonical(value: str) -> None:
    assert parsed(text(value)).value == value
    assert str(ox.Literal(value)) == text(value)


@given(TEXTS, TAGS)
def test_tagged_text_comes_back_and_is_canonical(value: str, tag: str) -> None:
    literal = parsed(text(value, tag))
    assert (literal.value, literal.language) == (value, tag.lower())
    assert str(literal) == text(value, tag)


@given(st.text(max_size=30))
def test_what_is_written_as_an_iri_is_one(value: str) -> None:
    try:
        term = iri("http://example.org/" + value)
    except ValueError:
        return
    (triple,) = ox.parse(f"{term} <x:p> <x:o> .", ox.RdfFormat.N_TRIPLES)
    assert str(triple.subject) == term


@pytest.mark.parametrize(
    "value", ["", "no-scheme", "http://a b", "http://a<b", "http://a\n", "1:a", "x:%zz"]
)
def test_no_iri(value: str) -> None:
    with pytest.raises(ValueError, match="not an absolute IRI"):
        iri(value)


@pytest.mark.parametrize("tag", ["", "e n", "en_us", "toolonglanguage"])
def test_no_language(tag: str) -> None:
    with pytest.raises(ValueError, match="not a language tag"):
        text("a", tag)


def test_slug_tells_parts_apart_and_never_changes() -> None:
    assert slug("a", "bc") != slug("ab", "c")
    assert slug("skill", "description") == "4917aceb6834aa90824fab16"

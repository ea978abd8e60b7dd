"""Text as a document: the same as a file with this text; never the name of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.formats.parsed import MAX_CHARACTERS, clean
from skillkg.documents.read import as_document, read, read_text
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

AD = "Data Analyst\n\nRequirements\n- SQL\n- Python\n"


@pytest.mark.parametrize("kind", [None, "ad", "resume"])
def test_text_reads_as_a_file_with_this_text(tmp_path: Path, kind: None) -> None:
    (tmp_path / "ad.txt").write_text(AD)
    assert read_text(AD, kind, "ad.txt") == read(tmp_path / "ad.txt", kind)
    assert read_text(AD).name == "text"


@given(st.text().filter(lambda text: any(c.isalnum() for c in clean(text))))
def test_sections_of_any_text_lie_in_it(text: str) -> None:
    document = read_text(text)
    assert document.text == clean(text)
    assert all(0 <= s.start <= s.end <= len(document.text) for s in document.sections)


@given(st.text(st.characters(exclude_categories=["L", "N"])))
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="text: no text in it\n"):
        read_text(text)


def test_too_much_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="ad 7: more than 2,000,000 characters"):
        read_text("x" * (MAX_CHARACTERS + 1), name="ad 7")


def test_a_str_is_the_path_of_a_file_as_a_path_is(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text(AD)
    document = read(path)
    assert as_document(document) is document
    assert as_document(path) == as_document(str(path)) == document
    assert replace(document, name="text") == read_text(AD)


@pytest.mark.parametrize("text", ["SQL", "Node.js", AD, "x" * 300, "a/" * 3000, "nul \0 sql"])
def test_text_that_is_given_as_a_path_is_told(text: str) -> None:
    with pytest.raises(DocumentError, match=r"what is text, and no path, is for read_text") as told:
        as_document(text)
    assert len(str(told.value)) < 500


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(DocumentError) as told:
        as_document("absent.pdf")
    assert str(told.value) == "absent.pdf: no such file\n  give the path of one document"

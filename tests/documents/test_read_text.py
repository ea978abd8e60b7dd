"""Text as a document: the same as a file with this text; never the name of a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.formats.parsed import MAX_CHARACTERS, clean
from skillkg.documents.read import as_document, read, read_text
from skillkg.errors import DocumentError

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


def test_a_path_is_a_file_and_a_str_is_text(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text(AD)
    document = read(path)
    assert as_document(document) is document
    assert as_document(path) == document
    assert as_document(AD) == replace(document, name="text")


@pytest.mark.parametrize("name", ["ad", "my ad.txt", "absent.pdf", "folder/CV.DOCX"])
def test_the_name_of_a_file_is_not_taken_for_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for present in ("ad", "my ad.txt"):
        Path(present).write_text(AD)
    with pytest.raises(DocumentError) as error:
        as_document(name)
    assert str(error.value) == (
        f"{name!r} is text, and names a file\n"
        f"  give Path({name!r}) for the file; read_text({name!r}) for these words"
    )


@pytest.mark.parametrize(
    "text",
    ["SQL", "Node.js", "You write JSON such as package.json", "x" * 300, "a/" * 3000, "nul \0 sql"],
)
def test_short_texts_are_texts(text: str) -> None:
    assert as_document(text) == read_text(text)

"""The language of a document: which it is, which passages are in another one, and the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.formats.parsed import clean
from skillkg.documents.language import find_languages
from skillkg.documents.read import read

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = (
    "We are looking for a data engineer who builds pipelines with Python and SQL.\n"
    "You have five years of experience with distributed systems, and you like to explain them.\n"
)
GERMAN = (
    "Wir suchen einen Softwareentwickler (m/w/d) mit Erfahrung in Java und SQL für unser Büro.\n"
    "Sie haben ein abgeschlossenes Studium und arbeiten gerne selbständig oder im Team.\n"
)
FRENCH = (
    "Nous recherchons un développeur qui connaît bien les bases de données et aime le travail en "
    "équipe.\nVous avez au moins trois années d'expérience dans un poste comparable.\n"
)


def test_english() -> None:
    assert find_languages(ENGLISH) == ("en", (), ())


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (FRENCH, "fr")])
def test_another_language(text: str, code: str) -> None:
    main, passages, (note,) = find_languages(text)
    assert main == code
    assert [(p.start, p.end, p.language) for p in passages] == [(0, len(text), code)]
    assert note.startswith("the text is in ")
    assert f"({code})" in note
    assert "English" in note


def test_mixed_languages_are_told_with_their_places() -> None:
    text = "👩‍💻 naïve\n" + 3 * ENGLISH + "\n" + GERMAN
    main, (passage,), (note,) = find_languages(text)
    assert main == "en"
    assert abs(passage.start - text.index("Wir suchen")) < 40, "CLD2 finds it to a few words"
    assert passage.end == len(text)
    assert "% of the text is in German (de)" in note


def test_three_languages() -> None:
    _, passages, notes = find_languages(f"{ENGLISH}\n{GERMAN}\n{FRENCH}")
    assert [passage.language for passage in passages] == ["de", "fr"]
    assert len(notes) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Cook",
        "Python, Java, C++, SQL, Docker, Kubernetes, Terraform, Jenkins, Git",
        "Wolfgang Müller, Gartenstraße 12\n" + 2 * ENGLISH,
        "12 34 56 — … 2019 – 2021",
        "",
    ],
)
def test_names_and_lists_are_no_other_language(text: str) -> None:
    main, passages, notes = find_languages(text)
    assert main in ("", "en")
    assert not passages
    assert not notes


def test_the_end_of_a_long_text_is_looked_at_too() -> None:
    text = ENGLISH * (40_000 // len(ENGLISH)) + "\n\n" + GERMAN * (20_000 // len(GERMAN))
    languages = find_languages(text)
    assert languages.main == "en"
    assert languages.passages[-1].language == "de"
    assert languages.passages[-1].end > len(text) - 100


@given(st.text(max_size=300).map(clean))
def test_any_text_can_be_looked_at(text: str) -> None:
    languages = find_languages(text + GERMAN)
    assert all(0 <= p.start < p.end <= len(text + GERMAN) for p in languages.passages)


def test_a_document_says_its_language(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text("Softwareentwickler\n\n" + GERMAN, encoding="utf-8")
    document = read(path, "ad")
    assert document.language == "de"
    assert [passage.language for passage in document.foreign] == ["de"]
    assert document.notes[0] == "the text is in German (de); only English is understood"
    path.write_text(ENGLISH)
    assert (read(path).language, read(path).foreign) == ("en", ())


def test_names_of_products_are_no_language() -> None:
    names = "Dassault Systemes Simulia Abaqus FEA\nGit\nDassault Systemes CATIA\n"
    assert find_languages(f"{ENGLISH}\n\n{names}").passages == ()

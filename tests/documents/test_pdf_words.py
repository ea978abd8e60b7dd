"""Words of a PDF are told by the white between them, however letters are set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_files import drawn_pdf

from skillkg.documents.formats.pdf.reader import read_pdf

WORDS = "Chief of staff if Tom offers half of AV Tools, wife of Wolf"
SET = {
    "as it is": "",
    "closer": "-0.6 Tc",
    "wider": "1.2 Tc",
    "narrow": "85 Tz",
    "bold": "/F2 10 Tf",
    "tiny": "/F1 4 Tf",
    "huge": "/F1 30 Tf",
}


def placed(words: str, space: int) -> str:
    """Words without spaces between them, the next one further to the right, in thousandths."""
    return "[" + f" {-space} ".join(f"({word})" for word in words.split()) + "] TJ"


def drawn(*content: str) -> str:
    return read_pdf(drawn_pdf(" ".join(content)), Path("cv.pdf")).text


@pytest.mark.parametrize("space", [250, 278, 400, 600])
@pytest.mark.parametrize("letters", SET)
def test_words_are_apart(letters: str, space: int) -> None:
    assert drawn(SET[letters], placed(WORDS, space)) == WORDS


@pytest.mark.parametrize("letters", SET)
def test_spaces_that_are_written_part_words(letters: str) -> None:
    assert drawn(SET[letters], f"({WORDS}) Tj") == WORDS


@pytest.mark.parametrize("apart", [2, 4, 5])
def test_letters_that_are_set_apart_are_words(apart: int) -> None:
    heading = f"{apart} Tc (EXPERIENCE) Tj 0 Tc 0 -20 Td"
    assert drawn(heading, placed(WORDS, 278)).split("\n")[0] == "EXPERIENCE"


def test_letters_with_spaces_between_are_words() -> None:
    assert drawn("(E X P E R I E N C E) Tj 0 -20 Td (of a chef) Tj").split("\n")[0] == "EXPERIENCE"
    two = drawn("(W O R K   H I S T O R Y) Tj 0 -20 Td (of a chef) Tj")
    assert two.split("\n")[0] == "WORK HISTORY"


def test_single_letters_stay_apart() -> None:
    assert drawn("(Classes A B and C of R and C) Tj") == "Classes A B and C of R and C"


def test_words_of_real_resumes_are_apart(shared_data: Path) -> None:
    """They have been written by people: hardly any word is very long."""
    files = sorted((shared_data / "benchmarks" / "resumes" / "pdf").glob("*.pdf"))[::16]
    words = [
        word
        for file in files
        for word in re.findall(r"[A-Za-z]+", read_pdf(file.read_bytes(), file).text)
    ]
    assert len(words) > 10_000
    assert sum(len(word) > 15 for word in words) < 0.002 * len(words)

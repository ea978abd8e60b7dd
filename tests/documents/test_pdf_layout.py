"""Reading order, wrapped lines and hyphens in PDF files, and where on the page words stand."""

from __future__ import annotations

from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import pdf, placed_pdf

from skillkg.documents.formats.pdf.reader import read_pdf
from skillkg.documents.read import read

if TYPE_CHECKING:
    from skillkg.documents.document import Document

Text = tuple[float, float, str]

LEFT = ["Skills", "Python", "Apache Kafka", "Docker", "Languages", "English"]
RIGHT = [
    "Experience",
    "Data Engineer, Northwind",
    "2019 - present",
    "Moved the reports to Kafka",
    "Wrote the tests",
    "Analyst, Contoso",
]
PROSE = [
    "We build machines that pack boxes, and",
    "machines that stack what was packed.",
    "Our customers pack food, books, toys",
    "and whatever else fits into a carton.",
]


def column(x: float, y: float, lines: list[str], leading: float = 13.0) -> list[Text]:
    return [(x, y + leading * number, line) for number, line in enumerate(lines)]


def by_row(*columns: list[Text]) -> list[Text]:
    return [text for row in zip_longest(*columns) for text in row if text is not None]


def text_of(*pages: list[Text]) -> str:
    return read_pdf(placed_pdf(*pages), Path("cv.pdf")).text


def lines_of(*pages: list[Text]) -> list[str]:
    return [line for line in text_of(*pages).split("\n") if line]


HEAD: list[Text] = [(50, 50, "Maria Lopez, Senior Data Engineer with a heading over both columns")]


@pytest.mark.parametrize("leading", [13.0, 15.5])
def test_columns_drawn_one_after_the_other(leading: float) -> None:
    page = [*HEAD, *column(50, 90, LEFT), *column(200, 90, RIGHT, leading)]
    assert lines_of(page)[1:] == [*LEFT, *RIGHT]


def test_columns_drawn_row_by_row_are_told_by_their_lines() -> None:
    page = [*HEAD, *by_row(column(50, 90, LEFT), column(200, 95, RIGHT, 15.5))]
    assert lines_of(page)[1:] == [*LEFT, *RIGHT]


def test_columns_of_prose_drawn_row_by_row() -> None:
    page = by_row(column(50, 90, PROSE), column(300, 90, [*PROSE[2:], *PROSE[:2]]))
    assert " ".join(lines_of(page)) == " ".join([*PROSE, *PROSE[2:], *PROSE[:2]])


def test_three_columns() -> None:
    columns = [column(x, 90, [f"{name}{n}" for n in range(5)]) for x, name in
               ((50, "one"), (200, "two"), (350, "three"))]  # fmt: skip
    expected = [text for _, _, text in chain(*columns)]
    assert lines_of([*HEAD, *chain(*columns)])[1:] == expected


def test_what_stands_under_columns_comes_last() -> None:
    foot = (
        50.0,
        300.0,
        "References are to be had on request from either of my employers, in writing",
    )
    page = [foot, *column(50, 90, LEFT), *column(200, 90, RIGHT)]
    assert lines_of(page) == [*LEFT, *RIGHT, foot[2]]


@pytest.mark.parametrize("x", [50, 450])
def test_dates_stay_with_what_they_date(x: float) -> None:
    years = [f"{year} - {year + 2}" for year in (2019, 2017, 2015, 2013)]
    jobs = ["Cook, Ritz", "Waiter, Savoy", "Porter, Astoria", "Cleaner, Plaza"]
    page = [*column(x, 90, years, 30), *column(200, 90, jobs, 30)]
    rows = zip(years, jobs, strict=True) if x < 200 else zip(jobs, years, strict=True)
    assert lines_of(page) == [" | ".join(row) for row in rows]


def test_rows_of_a_table_are_read_row_by_row() -> None:
    names, values = ["Tools", "Sports", "Systems", "Languages"], ["Git", "Golf", "Linux", "Dutch"]
    page = by_row(column(50, 90, names), column(200, 90, values))
    assert lines_of(page) == [f"{n} | {v}" for n, v in zip(names, values, strict=True)]


def test_wrapped_lines_become_one_and_items_stay_apart() -> None:
    lines = [
        "Plan and lead penetration tests of web shops, hospitals and",
        "locks on canals.",
        "• Knives",
        "• Spoons, and everything else that is needed to eat a soup",
        "with style",
        "Forks",
    ]
    assert lines_of(column(50, 90, lines)) == [
        "Plan and lead penetration tests of web shops, hospitals and locks on canals.",
        "- Knives",
        "- Spoons, and everything else that is needed to eat a soup with style",
        "Forks",
    ]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("He wrote the docu-", "mentation alone.", "documentation alone"),
        ("She is a full-", "stack developer.", "full-stack developer"),
        ("Certified by ISO-", "9001 auditors.", "ISO-\n9001 auditors"),
        ("It is event-driven. Be event-", "driven as it is.", "Be event-driven as"),
        ("He knows the Java-", "Script language.", "Java-\nScript language"),
        ("He wrote the docu\xad", "mentation alone.", "documentation alone"),
        ("Cooking - that is my", "passion.", "Cooking - that"),
    ],
)
def test_hyphens_at_the_end_of_a_line(above: str, below: str, expected: str) -> None:
    assert expected in text_of(column(50, 90, [above, below]))


def test_a_word_that_is_hyphenated_over_two_pages() -> None:
    assert "documentation" in text_of([(50, 800, "some docu-")], [(50, 50, "mentation")])


def document(folder: Path, data: bytes) -> Document:
    path = folder / "cv.pdf"
    path.write_bytes(data)
    return read(path, "resume")


def test_every_word_has_its_place(tmp_path: Path) -> None:
    page = [*HEAD, *column(50, 90, LEFT), *column(200, 90, RIGHT)]
    cv = document(tmp_path, placed_pdf(page, [(300, 400, "Kafka again")]))
    for x, y, text in page:
        start = cv.text.index(text)
        (box,) = cv.boxes(start, start + len(text))
        assert (box.page, box.left) == (1, pytest.approx(x, abs=2))
        assert box.top < y - 3 < box.bottom, "the baseline is in the lower part of the box"
        assert 8 < box.bottom - box.top < 16
    last = cv.text.rindex("again")
    (box,) = cv.boxes(last, last + 5)
    assert box.page == 2
    assert box.left > 320


def test_a_place_may_go_over_lines_and_pages(tmp_path: Path) -> None:
    cv = document(tmp_path, pdf(["Maria Lopez", "Cook and", "baker"], ["of bread"]))
    start = cv.text.index("and")
    boxes = cv.boxes(start, len(cv.text))
    assert [box.page for box in boxes] == [1, 1, 2]
    assert boxes[0].top < boxes[1].top
    assert cv.boxes(start, start) == ()
    assert cv.boxes(start, start + 1) == boxes[:1]


def test_places_on_a_page_that_is_turned(tmp_path: Path) -> None:
    cv = document(tmp_path, placed_pdf([(50, 90, "Cook")], rotate=90))
    (box,) = cv.boxes(0, 4)
    # Turned clockwise, what stood 90 points under the top stands 90 from the right of 842.
    assert box.left < 842 - 90 + 3 < box.right + 10
    assert box.top == pytest.approx(50, abs=2)


def test_formats_without_pages_have_no_places(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text("Cook")
    assert read(path).boxes(0, 4) == ()


def test_where_pages_begin_in_the_text(tmp_path: Path) -> None:
    file = tmp_path / "cv.pdf"
    file.write_bytes(pdf(["Cook", "Baker"], [], ["Driver"]))
    document = read(file, "resume")
    driver = document.text.index("Driver")
    assert document.page_starts == (0, driver, driver)
    offsets = (0, document.text.index("Baker"), driver - 1, driver, len(document.text))
    assert [document.page_at(offset) for offset in offsets] == [1, 1, 1, 3, 3]
    (tmp_path / "cv.txt").write_text("Cook")
    plain = read(tmp_path / "cv.txt")
    assert (plain.page_starts, plain.page_at(0)) == ((), None)


@pytest.mark.parametrize(
    ("last", "first", "goes_on"),
    [
        ("I led a team of nurses and wrote plans for", "patients with long illnesses.", True),
        ("I have no experience with", "Java or SQL.", True),
        ("Worked in teams of up to nine people.", "skills", False),
        ("Worked in teams", "Skills", False),
        ("Tools", "python", False),
        ("Wrote many pages of plans", "- patients", False),
    ],
)
def test_a_sentence_over_the_end_of_a_page(
    last: str, first: str, goes_on: bool, tmp_path: Path
) -> None:
    file = tmp_path / "cv.pdf"
    file.write_bytes(pdf(["Experience", last], [first, "The end"]))
    text = read(file, "resume").text
    assert (f"{last}\n{first}" in text) == goes_on
    assert (f"{last}\n\n{first}" in text) != goes_on

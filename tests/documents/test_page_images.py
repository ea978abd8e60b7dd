"""Images of pages: small, drawn in the process with limits, and boxes lie where words are."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import encrypted, packed_pdf, pdf, placed_pdf
from PIL import Image, ImageDraw

from skillkg.documents.formats.pdf.images import MAX_BYTES, PageImage, draw
from skillkg.documents.isolation import parsing
from skillkg.documents.isolation.parsing import POOL, draw_apart
from skillkg.documents.page_images import draw_pages
from skillkg.documents.read import read
from skillkg.errors import DocumentError
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document

CV = Path("cv.pdf")


@pytest.fixture(autouse=True)
def _no_workers() -> Iterator[None]:
    POOL.end()
    yield
    POOL.end()


def pixels(image: PageImage) -> Image.Image:
    opened = Image.open(io.BytesIO(image.data))
    assert opened.format == "WEBP"
    return opened.convert("L")


def document(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    return read(path, "resume")


def span(text: str, quote: str) -> Span:
    return Span(text.index(quote), text.index(quote) + len(quote), quote)


@pytest.mark.parametrize("rotate", [0, 90])
def test_boxes_frame_the_ink_of_their_words(tmp_path: Path, rotate: int) -> None:
    data = placed_pdf([(70, 100, "Python"), (300, 500, "SQL")], rotate=rotate)
    cv = document(tmp_path / "cv.pdf", data)
    (image,) = draw(data, CV, [1])
    page = pixels(image)
    scale = page.width / image.width
    for quote in ("Python", "SQL"):
        place = span(cv.text, quote)
        (box,) = cv.boxes(place.start, place.end)
        edges = [round(edge * scale) for edge in (box.left, box.top, box.right, box.bottom)]
        dark = page.crop((edges[0], edges[1], edges[2], edges[3])).getextrema()[0]
        assert dark < 90
        ImageDraw.Draw(page).rectangle(
            [edges[0] - 2, edges[1] - 2, edges[2] + 2, edges[3] + 2], fill=255
        )
    assert page.getextrema()[0] > 200, "there is no ink outside of the boxes"


def test_pages_that_are_asked_for_in_their_order() -> None:
    images = draw_apart(pdf(["Cook"], ["Baker"], ["Driver"]), CV, [1, 3])
    assert [(p.page, p.width, p.height) for p in images] == [(1, 595.0, 842.0), (3, 595.0, 842.0)]
    assert all(0 < len(p.data) <= MAX_BYTES for p in images)
    assert images[0].data != images[1].data
    assert not draw_apart(b"", CV, [])


@pytest.mark.parametrize(
    ("data", "pages"),
    [(b"Cook", [1]), (encrypted(pdf(["Cook"]), "secret"), [1]), (pdf(["Cook"]), [2])],
)
def test_what_cannot_be_drawn_is_said(data: bytes, pages: list[int]) -> None:
    with pytest.raises(DocumentError, match=r"cv\.pdf: its pages cannot be drawn") as error:
        draw_apart(data, CV, pages)
    assert "\n  " in str(error.value)


def test_the_image_of_a_rich_page_is_made_small() -> None:
    noise = [(x, y, "&#@%wxyz") for y in range(0, 842, 3) for x in range(0, 595, 30)]
    plain, rich = (draw(placed_pdf(page), CV, [1])[0].data for page in (noise[:1], noise))
    assert len(plain) < len(rich) <= MAX_BYTES


def test_drawing_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = packed_pdf(b"0 0 595 842 re f " * 2_000_000)
    monkeypatch.setattr(parsing, "MAX_SECONDS", 0.5)
    with pytest.raises(DocumentError, match=r"more than 0\.5 seconds"):
        draw_apart(slow, CV, [1])
    monkeypatch.undo()
    assert len(draw_apart(pdf(["Cook"]), CV, [1])) == 1


def test_pages_without_a_place_are_not_drawn(tmp_path: Path) -> None:
    cv = document(tmp_path / "cv.pdf", pdf(["Cook"], ["Baker"], ["Driver"]))
    places = [span(cv.text, "Driver"), span(cv.text, "Cook")]
    images, notes = draw_pages(tmp_path / "cv.pdf", cv, places)
    assert [image.page for image in images] == [1, 3]
    assert notes == []
    assert draw_pages(tmp_path / "cv.pdf", cv, []) == ([], [])


def test_more_pages_than_are_drawn_are_told(tmp_path: Path) -> None:
    cv = document(tmp_path / "cv.pdf", pdf(*([f"Cook {n}"] for n in range(22))))
    whole = Span(0, len(cv.text), cv.text)
    images, notes = draw_pages(tmp_path / "cv.pdf", cv, [whole])
    assert [image.page for image in images] == [*range(1, 21)]
    assert notes == [f"page {n} is not shown, as 20 others are" for n in (21, 22)]


def test_a_file_that_changed_or_went_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    cv = document(path, pdf(["Cook"]))
    path.write_bytes(pdf(["Baker"]))
    place = [span(cv.text, "Cook")]
    images, (note,) = draw_pages(path, cv, place)
    assert images == []
    assert "it changed after it was read" in note
    path.unlink()
    assert "No such file" in draw_pages(path, cv, place)[1][0]


def test_a_format_without_pages_has_no_images(tmp_path: Path) -> None:
    cv = document(tmp_path / "cv.txt", b"Cook")
    assert draw_pages(tmp_path / "cv.txt", cv, [span("Cook", "Cook")]) == ([], [])

"""In every format and for whatever text: every place that reading gives says what stands there."""

from __future__ import annotations

import html
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest
from document_files import docx, placed_pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillkg.documents.formats.parsed import clean
from skillkg.documents.read import read
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skillkg.documents.document import Document
    from skillkg.model.document import DocumentKind, Span

PARTS = [
    "Experience", "Skills:", "Education", "Requirements", "Jane Doe", "Senior Cook (m/f/d)",
    "Data Engineer, Acme GmbH", "2019 – present", "Mar 2011 - 2013", "- Python, SQL", "C++ & C#",
    "👩‍💻🇩🇪🏽", "مهندس برمجيات", "מפתחת תוכנה", "n\u0303a\u0308\u0301", "soft\u00adware",
    "zero\u200bwidth\u200d\ufeff", "\u202eright to left\u202c", "ﬁnance", "數據工程師", "한국어",
    "I\u0307",
    "Wir suchen einen Koch, der gerne mit uns in einer großen Küche arbeiten möchte.", "| a | b |",
    "<b>not a mark</b> &amp;", "\t", "", "\u2028", "a\u0000b", "x" * 130,
]  # fmt: skip
LINES = st.lists(
    st.one_of(st.sampled_from(PARTS), st.text(max_size=12)), min_size=1, max_size=10
).filter(lambda lines: any(character.isalnum() for character in clean("".join(lines))))


PATIENT = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_text(lines: list[str]) -> bytes:
    return "\n".join(lines).replace("\0", "").encode(errors="ignore")


def as_html(lines: list[str]) -> bytes:
    rows = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<h1>{html.escape(lines[0])}</h1>{rows}".replace("\0", "").encode(errors="ignore")


def as_docx(lines: list[str]) -> bytes:
    plain = ["".join(c for c in line if c.isprintable()) for line in lines]
    return docx(plain, [plain[:2], plain[-2:]] if len(plain) > 1 else ())


def as_posting(lines: list[str]) -> bytes:
    posting: dict[str, Any] = {"@type": "JobPosting", "title": lines[0], "skills": lines}
    return json.dumps(posting).encode()


def as_resume(lines: list[str]) -> bytes:
    work = [{"position": a, "name": b, "startDate": "2019-02"} for a, b in pairwise(lines)]
    basics = {"name": lines[-1], "label": lines[0]}
    return json.dumps({"basics": basics, "work": work}).encode()


def as_candidate(lines: list[str]) -> bytes:
    jobs = [{"organization": {"name": b}, "title": a, "end": "2020"} for a, b in pairwise(lines)]
    return json.dumps({"person": {}, "profiles": [{"employment": jobs}]}).encode()


def as_europass(lines: list[str]) -> bytes:
    plain = [escape("".join(c for c in line if c.isprintable())) for line in lines]
    jobs = "".join(
        f"<WorkExperience><Position><Label>{a}</Label></Position><Employer><Name>{b}</Name>"
        "</Employer></WorkExperience>"
        for a, b in pairwise(plain)
    )
    inner = f"<WorkExperienceList>{jobs}</WorkExperienceList>"
    return f"<SkillsPassport><LearnerInfo>{inner}</LearnerInfo></SkillsPassport>".encode(
        errors="ignore"
    )


def as_pdf(lines: list[str]) -> bytes:
    drawn = [line.encode("cp1252", "ignore").decode("cp1252") for line in lines]
    safe = [line.translate(dict.fromkeys(map(ord, "()\\\r\n"), " ")) for line in drawn]
    return placed_pdf([(40 + 260 * (n % 2), 60 + 9.0 * n, line) for n, line in enumerate(safe)])


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "a.txt": as_text, "a.md": as_text, "a.html": as_html, "a.docx": as_docx, "a.pdf": as_pdf,
    "posting.json": as_posting, "resume.json": as_resume, "candidate.json": as_candidate,
    "europass.xml": as_europass,
}  # fmt: skip


def spans(document: Document) -> list[Span]:
    places = list(document.titles)
    for position in document.positions:
        places.append(position.title)
        places += [position.employer] if position.employer else []
    return places


def check(document: Document) -> None:
    text = document.text
    assert clean(text) == text
    for span in spans(document):
        assert span.quote
        assert text[span.start : span.end] == span.quote
    for section in (*document.sections, *document.foreign):
        assert 0 <= section.start < section.end <= len(text)
    for section, following in pairwise(document.sections):
        assert section.start < following.start
    for place, following in pairwise(document.places):
        assert place.end <= following.start
    for place in document.places:
        word = text[place.start : place.end]
        assert word
        assert not any(character.isspace() for character in word)
        assert document.boxes(place.start, place.end) == (place.box,)
        assert place.box.left <= place.box.right
        assert place.box.top <= place.box.bottom


@pytest.mark.parametrize("name", FORMATS)
@PATIENT
@given(lines=LINES, kind=st.sampled_from(["ad", "resume", None]))
def test_places_say_what_stands_there(
    tmp_path: Path, name: str, lines: list[str], kind: DocumentKind | None
) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name](lines))
    try:
        document = read(path, None if path.suffix in (".json", ".xml") else kind)
    except DocumentError as error:
        # What a format cannot write may have been all that there was.
        assert "no text" in str(error) or "is empty" in str(error)  # noqa: PT017
        return
    check(document)
    assert (document.places != ()) == (name == "a.pdf")


@pytest.mark.parametrize("name", FORMATS)
def test_plain_lines_survive_every_format(tmp_path: Path, name: str) -> None:
    lines = ["Jane Doe", "Data Engineer", "Acme GmbH", "naïve café", "Cook"]
    path = tmp_path / name
    path.write_bytes(FORMATS[name](lines))
    document = read(path)
    check(document)
    assert all(line in document.text for line in lines)


def test_fifty_megabytes_of_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Cook and bake.\n" * 3_500_000)
    with pytest.raises(DocumentError, match="52,500,000 bytes; the limit is 20,000,000"):
        read(path)


def test_the_longest_text_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Experience\n" + "Cook, Ritz, 2019 - 2020\n" * 40_000)
    document = read(path, "resume")
    check(document)
    assert len(document.positions) == 40_000

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.document import Box, Document, Place
from skillkg.documents.formats.pdf.images import PageImage
from skillkg.explanation.mentions import STANCES, context, not_counted
from skillkg.explanation.record import SCHEMA_VERSION
from skillkg.explanation.report.linked import STYLES, linked_json, linked_page, marked_text, pieces
from skillkg.linking.links import Links, Unresolved
from skillkg.model.document import Position, Span
from skillkg.model.mention import Level, Mention

if TYPE_CHECKING:
    from skillkg.model.mention import Block, Stance

TEXT = "Rust Developer\n2019\nno Java\nSQL (expert)\n<b>\x1b\tSAP is a plus, eager to learn C"
LABELS = {"urn:r": "Rust<script>", "urn:d": "developer", "urn:j": "Java", "urn:q": "SQL"}
LABELS |= {"urn:s": "SAP", "urn:c": "C"}


def span(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote), quote)


JOB = Position(span("Rust Developer"), "2019")
MENTIONS = (
    Mention(JOB.title, "urn:d", "developer", "occupations", "experience"),
    Mention(span("Rust"), "urn:r", "Rust", "skills", position=JOB),
    Mention(span("Java"), "urn:j", "Java", "skills", stance="negated", stance_cue=span("no")),
    Mention(span("SQL"), "urn:q", "SQL", "skills", levels=(Level(span("expert")),)),
    Mention(span("SAP"), "urn:s", "SAP", "skills", "about", stance="company"),
    Mention(Span(len(TEXT) - 1, len(TEXT), "C"), "urn:c", "C", "skills", stance="wished",
            stance_cue=span("eager to learn"), demand_cue=span("is a plus")),
)  # fmt: skip
DOCUMENT = Document("a.txt", "ad", "text/plain", TEXT, "d" * 64, notes=("a table was not read",))
LINKS = Links(MENTIONS, (Unresolved(span("2019"), ("urn:x",), "a year"),), ("one line left out",))


def test_pieces_are_the_text_each_with_what_covers_it() -> None:
    cut = pieces(DOCUMENT, LINKS)
    assert "".join(piece.text for piece in cut) == TEXT
    covered = [(p.text, p.mention.concept) for p in cut if p.mention]
    assert covered == [
        ("Rust", "urn:r"), (" Developer", "urn:d"), ("Java", "urn:j"), ("SQL", "urn:q"),
        ("SAP", "urn:s"), ("C", "urn:c"),
    ]  # fmt: skip
    assert [p.text for p in cut if p.is_cue] == ["no", "expert", "is a plus", "eager to learn"]


@st.composite
def links(draw: st.DrawFn) -> tuple[Document, Links]:
    text = draw(st.text(max_size=30))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    block: st.SearchStrategy[Block] = st.sampled_from(["skills", "occupations"])
    mentions = tuple(
        Mention(Span(start, end, text[start:end]), "urn:x", "x", draw(block))
        for start, end in draw(st.lists(ends, max_size=6))
    )
    return Document("x", None, "text/plain", text, ""), Links(mentions)


@given(links())
def test_pieces_always_join_to_the_text(linked: tuple[Document, Links]) -> None:
    document, mentions = linked
    assert "".join(piece.text for piece in pieces(document, mentions)) == document.text


def test_the_page_marks_stances_and_explains_them() -> None:
    page = BeautifulSoup(linked_page(DOCUMENT, LINKS, LABELS), "html.parser")
    marks = [(m.get_text(), m["class"][0]) for m in page.select(".text mark")]
    assert marks == [
        ("Rust", "stated"), (" Developer", "stated"), ("Java", "negated"), ("SQL", "stated"),
        ("SAP", "company"), ("C", "wished"),
    ]  # fmt: skip
    assert [m.get_text() for m in page.select(".legend mark")] == list(STANCES)
    text = page.select_one(".text")
    assert text is not None
    assert text.get_text() == TEXT.replace("\x1b", "\ufffd")
    assert not page.select("script, b")
    assert page.select(".text mark")[2]["title"] == "Java; negated, by “no”"
    text = page.get_text(" ")
    assert "a year" in text
    assert "a table was not read" in text
    assert "one line left out" in text


def test_the_legend_names_what_occurs_only() -> None:
    page = BeautifulSoup(linked_page(DOCUMENT, Links(MENTIONS[:2]), LABELS), "html.parser")
    assert [m.get_text() for m in page.select(".legend mark")] == ["stated"]
    assert str(marked_text(DOCUMENT, Links(MENTIONS[:2]))).endswith("\n\nstated: counted\n")


def test_a_terminal_shows_each_stance_in_its_style() -> None:
    text = marked_text(DOCUMENT, LINKS)
    styled = {text.plain[s.start : s.end]: s.style for s in text.spans if s.start < len(TEXT)}
    assert {q: styled[q] for q in ("SQL", "Java", "C", "SAP")} == {
        "SQL": STYLES["stated"], "Java": STYLES["negated"], "C": STYLES["wished"],
        "SAP": STYLES["company"],
    }  # fmt: skip
    assert "\x1b" not in text.plain
    assert "company: the employer's business" in text.plain


def test_the_record_holds_every_field() -> None:
    record = json.loads(linked_json(DOCUMENT, LINKS, LABELS))
    assert record["schema_version"] == SCHEMA_VERSION == 4
    assert record["document"] == {"name": "a.txt", "digest": "d" * 64, "kind": "ad"}
    assert [m["span"]["quote"] for m in record["mentions"]] == [m.span.quote for m in MENTIONS]
    assert record["mentions"][1]["position"]["began"] == "2019"
    assert record["mentions"][3]["levels"][0]["span"]["quote"] == "expert"
    assert record["labels"] == LABELS
    assert record["unresolved"][0]["candidates"] == ["urn:x"]
    assert record["notes"] == ["a table was not read", "one line left out"]


def test_what_is_described_stands_apart_with_its_probability() -> None:
    near = Mention(span("SAP"), "urn:s", "", "skills", probability=0.416)
    links = Links(MENTIONS[:2], described=(near,))
    page = BeautifulSoup(linked_page(DOCUMENT, links, LABELS), "html.parser")
    tables = [[cell.get_text() for cell in table.select("td")] for table in page.select("table")]
    assert len(tables) == 2
    assert "0.42" not in tables[0]
    assert tables[1][1:4] == ["SAP", "SAP", "0.42"]
    assert "SAP" not in [m.get_text() for m in page.select(".text mark")]
    (record,) = json.loads(linked_json(DOCUMENT, links, LABELS))["described"]
    assert record["probability"] == 0.416


def test_what_is_said_of_a_mention_in_words() -> None:
    whole = Mention(
        span("SQL"), "urn:q", "SQL", "skills", "requirements", demand="required",
        levels=(Level(Span(0, 7, "5 years"), 5.0),), position=Position(JOB.title, "2019", "2021"),
    )  # fmt: skip
    assert context(whole) == (
        "required, by the section “requirements”; “5 years”; in Rust Developer 2019–2021"
    )
    assert context(MENTIONS[0]) == ""


def test_what_is_not_counted_goes_by_concept_and_stance() -> None:
    def mention(place: int, concept: str, stance: Stance) -> Mention:
        return Mention(Span(place, place + 1, "x"), concept, "x", "skills", stance=stance)

    groups = not_counted(
        [
            mention(0, "urn:a", "stated"),
            mention(9, "urn:a", "wished"),
            mention(1, "urn:b", "negated"),
            mention(3, "urn:a", "wished"),
            mention(5, "urn:b", "company"),
        ]
    )
    assert [[m.span.start for m in group] for group in groups] == [[1], [3, 9], [5]]


PLACES = tuple(
    Place(TEXT.index(word), TEXT.index(word) + len(word), Box(page, left, 84.2, left + 59.5, 96.0))
    for word, page, left in (("Rust", 1, 59.5), ("Developer", 1, 119.0), ("Java", 2, 59.5))
)
PAGED = replace(DOCUMENT, places=PLACES)
IMAGES = [PageImage(page, 595.0, 842.0, b"web%d" % page) for page in (1, 2)]


def paged(images: list[PageImage]) -> BeautifulSoup:
    links = Links(MENTIONS[:3], described=(Mention(span("Java"), "urn:j", "", "skills"),))
    page = linked_page(PAGED, links, LABELS, images, ["page 3 is not shown"])
    return BeautifulSoup(page, "html.parser")


def test_frames_stand_on_the_pages_where_the_words_do() -> None:
    page = paged(IMAGES)
    images = [image["src"] for image in page.select(".page img")]
    assert images == ["data:image/webp;base64,d2ViMQ==", "data:image/webp;base64,d2ViMg=="]
    frames = [
        [(a["href"], a["style"], a["class"][1:]) for a in figure.select("a.frame")]
        for figure in page.select("figure.page")
    ]
    line = "top:10.00%;width:{}%;height:1.40%"
    assert frames == [
        [
            ("#named-1", f"left:10.00%;{line.format('20.00')}", ["named", "stated", "occupations"]),
            ("#named-2", f"left:10.00%;{line.format('10.00')}", ["named", "stated", "skills"]),
        ],
        [
            (f"#{name}", f"left:10.00%;{line.format('10.00')}", classes)
            for name, classes in (
                ("described-1", ["described", "stated", "skills"]),
                ("named-3", ["named", "negated", "skills"]),
            )
        ],
    ]
    assert "page 3 is not shown" in page.get_text()


def test_frames_and_rows_lead_to_each_other() -> None:
    page = paged(IMAGES)
    places = {element["id"] for element in page.select("[id]")}
    leads = [a["href"].removeprefix("#") for a in page.select("#pages a, #mentions a")]
    assert len(leads) == 1 + 4 + 4
    assert set(leads) <= places
    assert page.select_one("#named-3 .place")["href"] == "#on-page-named-3"
    (policy,) = (meta["content"] for meta in page.select("meta[http-equiv]"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_without_images_pages_are_named_and_nothing_is_loaded() -> None:
    page = paged([])
    assert not page.select("img, #pages, #mentions a")
    assert [place.get_text() for place in page.select("#mentions .place")] == [
        "p. 1", "p. 1", "p. 2", "p. 2"
    ]  # fmt: skip
    assert page.select(".text mark")[2]["title"] == "Java; negated, by “no”; page 2"
    (policy,) = (meta["content"] for meta in page.select("meta[http-equiv]"))
    assert "img-src" not in policy


def test_the_record_tells_page_and_box() -> None:
    record = json.loads(linked_json(PAGED, LINKS, LABELS))
    boxes = [mention["boxes"] for mention in record["mentions"]]
    assert boxes[2] == [{"page": 2, "left": 59.5, "top": 84.2, "right": 119.0, "bottom": 96.0}]
    assert [[box["page"] for box in each] for each in boxes] == [[1], [1], [2], [], [], []]

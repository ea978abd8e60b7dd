from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.document import Document, ForeignPassage, Section
from skillkg.linking.labels.lexicon import MAX_CONCEPTS
from skillkg.linking.labels.lexicon_parts import lexicon_parts
from skillkg.linking.linker import Linker
from skillkg.linking.links import Links
from skillkg.model.document import Span
from skillkg.model.graph import ConceptKind, Label, LabelRole
from skillkg.vocabulary import ESCO_DATA, ONET_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence


def label(
    text: str, concept: str, kind: ConceptKind = "skill", role: LabelRole = "preferred"
) -> Label:
    base = f"{ONET_DATA}{kind}/" if concept.isupper() else f"{ESCO_DATA}{kind}/"
    return Label(text, base + concept, kind, role)


def document(text: str, *titles: str, sections: Sequence[Section] = ()) -> Document:
    spans = [Span(text.index(title), text.index(title) + len(title), title) for title in titles]
    return Document("x.txt", None, "text/plain", text, "", tuple(sections), tuple(spans))


def link(text: str, *labels: Label) -> Links:
    return Linker(labels).link(document(text))


def found(text: str, *labels: Label) -> list[tuple[str, str]]:
    return [(m.span.quote, m.concept.rsplit("/", 1)[1]) for m in link(text, *labels).mentions]


# One label ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "quote"),
    [
        ("manage budgets", "You manage budgets.", "manage budgets"),
        ("manage budgets", "Managed the budget of a school", "Managed the budget"),
        ("manage budgets", "managing\n  budgets", "managing\n  budgets"),
        ("plan production", "planning of production", None),
        ("plan production", "planning production", "planning production"),
        ("project management", "Project-Management", "Project-Management"),
        ("project management", "project manager", None),
        ("project management", "project. Management", None),
        ("project management", "project, management", None),
        ("project management", "the project\n\nmanagement", None),
        ("project management", "a project\nManagement", None),
        ("analyse data", "analyzing data", "analyzing data"),
        ("database", "several databases", "databases"),
        ("sensors", "a sensor", None),
        ("market", "marketing", None),
        ("C++", "modern C++17, c++", "C++"),
        ("C#", "C# and more", "C#"),
        ("C", "C++ and C# only", None),
        ("C", "C, Java", "C"),
        ("C", "vitamin C is good", None),
        ("R", "R&D budget", None),
        ("R", "experience with R and SAS", "R"),
        (".NET", "in .NET today", ".NET"),
        (".NET", "a net gain", None),
        ("ASP.NET", "(ASP.NET)", "ASP.NET"),
        ("Node.js", "Node.js", "Node.js"),
        ("Node.js", "Node JS", "Node JS"),
        ("Node.js", "NodeJS", "NodeJS"),
        ("TCP/IP", "the TCP/IP stack", "TCP/IP"),
        ("front-end development", "frontend development", "frontend development"),
        ("front-end development", "front end development", "front end development"),
        ("SQL", "SQL", "SQL"),
        ("SQL", "Java, sql, perl", "sql"),
        ("IT", "make it work", None),
        ("IT", "Use IT here", None),
        ("re", "software re-usability", None),
        ("Go", "ready to go, and more", None),
        ("Go", "Go beyond limits", None),
        ("Go", "Python, Go, Rust", "Go"),
        ("Go", "services written in Go", "Go"),
        ("Python", "PYTHON and python, Python", "PYTHON"),
        ("Scala", "down the scala of values", None),
        ("Scala", "Java, scala", "scala"),
        ("Java (computer programming)", "Java", "Java"),
        ("résumé writing", "resume writing", "resume writing"),
        ("data science", "da\u00adta\u200b sci\u00adence", "da\u00adta\u200b sci\u00adence"),
        ("office", "see http://x.org/office or office@x.org", None),
        ("teamwork", "…👩🏽‍💻teamwork👍", "teamwork"),
    ],
)
def test_how_a_label_may_stand_in_a_text(name: str, text: str, quote: str | None) -> None:
    mentions = link(text, label(name, "a")).mentions
    assert (mentions[0].span.quote if mentions else None) == quote


@pytest.mark.parametrize(
    ("name", "text", "quote"),
    [
        ("Amazon Web Services AWS software", "AWS, Azure", "AWS"),
        ("Amazon Web Services AWS software", "on Amazon Web Services", "Amazon Web Services"),
        ("Amazon Web Services AWS software", "Amazon", None),
        ("Microsoft Excel", "good with Excel", "Excel"),
        ("Structured query language SQL", "SQL", "SQL"),
        ("FEMA EMMIE", "EMMIE", None),
    ],
)
def test_technologies_by_their_short_names(name: str, text: str, quote: str | None) -> None:
    mentions = link(text, label(name, "T", "technology")).mentions
    assert [m.span.quote for m in mentions] == ([] if quote is None else [quote])
    assert all(m.label == name for m in mentions)


def test_everyday_words_count_as_whole_items_only() -> None:
    others = [label(f"design thing{n}", f"x{n}") for n in range(10)]
    design = label("design", "design", role="alternative")
    assert found("We design bridges.", design, *others) == []
    assert found("Skills: design, drawing", design, *others) == [("design", "design")]
    assert found("We design bridges.", design) == [("design", "design")]


def test_names_that_are_words_need_a_place_for_a_name() -> None:
    labels = [label("Chef", "CHEF", "technology")]
    labels += [label(f"chef number{n}", f"x{n}", "occupation") for n in range(3)]
    assert found("Head Chef wanted", *labels) == []
    assert found("automation with Chef", *labels) == [("Chef", "CHEF")]
    assert found("we use Chef daily", *labels) == [("Chef", "CHEF")]


def test_a_maker_is_left_out_of_a_name_only() -> None:
    labels = [label("Adobe Director", "ADOBE", "technology")]
    labels += [label(f"director number{n}", f"x{n}", "occupation") for n in range(3)]
    assert found("We seek a Director", *labels) == []
    assert found("with Adobe Director", *labels) == [("Adobe Director", "ADOBE")]


def test_tools_and_other_kinds_are_not_linked() -> None:
    tool = Label("Ladders", ONET_DATA + "tool/1", "technology", "preferred")
    group = Label("Ladders", ESCO_DATA + "group", "skill group", "preferred")
    assert link("Ladders", tool, group) == Links(())


# Several labels -------------------------------------------------------------------------------


def test_the_longest_label_wins() -> None:
    labels = [label(text, text) for text in ("machine", "machine learning", "learning models")]
    assert found("machine learning models", *labels) == [("machine learning", "machine learning")]
    longer = label("deep machine learning models", "deep")
    assert found("deep machine learning models", *labels, longer)[0][1] == "deep"


def test_a_longer_label_that_is_not_meant_leaves_the_shorter() -> None:
    labels = [label("data", "data"), label("data manager", "manager")]
    assert found("data management", *labels) == [("data", "data")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (label("drill", "b"), label("drill", "a", role="alternative")),
        (label("drill", "b", role="alternative"), label("drill", "a", role="hidden")),
        (label("drill", "b", role="hidden"), label("drill", "A", "technology")),
        (label("drill", "a"), label("drill", "b")),
        (label("Drill", "b", role="hidden"), label("drill", "a")),
    ],
)
def test_the_order_of_preference(first: Label, second: Label) -> None:
    for labels in ((first, second), (second, first)):
        (mention,) = link("use Drill", *labels).mentions
        assert (mention.concept, mention.alternatives) == (first.concept, (second.concept,))
        assert mention.label == first.text


def test_a_product_comes_before_a_general_concept_with_its_name() -> None:
    general = (label("operating systems", "os"), label("Linux", "os", role="alternative"))
    assert found("Linux", *general, label("Linux", "L", "technology")) == [("Linux", "L")]
    same = (label("geographic information systems", "g"), label("GIS", "g", role="alternative"))
    assert found("GIS", *same, label("GIS", "T", "technology")) == [("GIS", "g")]


def test_what_is_written_comes_before_what_is_inflected() -> None:
    labels = [label("drill", "a"), label("Drills", "B", "technology")]
    assert found("Drills, drill", *labels) == [("Drills", "B"), ("drill", "a")]


def test_a_label_of_too_many_concepts_is_reported() -> None:
    labels = [label("drill", f"c{n}") for n in range(MAX_CONCEPTS)]
    assert link("drill", *labels).mentions
    labels = [label("drill", f"c{n}", role="alternative") for n in range(40)]
    links = link("a drill", *labels)
    assert not links.mentions
    (unresolved,) = links.unresolved
    assert unresolved.span == Span(2, 7, "drill")
    assert len(unresolved.candidates) == 40
    assert unresolved.reason == "40 concepts answer to 'drill'"


def test_the_one_preferred_label_among_many_others_is_linked() -> None:
    labels = [label("drill", f"c{n}", role="alternative") for n in range(40)]
    (mention,) = link("drill", *labels, label("drill", "x")).mentions
    assert mention.concept.endswith("/x")
    assert len(mention.alternatives) == 40


def test_one_concept_with_one_label_twice_is_one_concept() -> None:
    labels = [label("drill", "a"), label("drill", "a", role="alternative")]
    assert link("drill", *labels).mentions[0].alternatives == ()


# What is not read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Nationality: German",
        "Name: German",
        "* Date of birth | German",
        "all are welcome, regardless of German",
        "of any marital status or German",
    ],
)
def test_protected_attributes_are_not_read(text: str) -> None:
    german = label("German", "german")
    assert found(f"{text}\nLanguages: German", german) == [("German", "german")]
    assert link(text, german).notes


def test_names_and_headings_are_not_read() -> None:
    text = "Julia Roe\nLanguages: Julia"
    sections = (Section("name", 0, 9), Section("skills", 10, len(text)))
    labels = [label("Julia", "julia"), label("languages", "languages")]
    (mention,) = Linker(labels).link(document(text, sections=sections)).mentions
    assert (mention.span, mention.section) == (Span(21, 26, "Julia"), "skills")


# Titles ---------------------------------------------------------------------------------------

OCCUPATIONS = [
    label("software developer", "dev", "occupation"),
    label("Software Developers", "DEV", "occupation"),
    label("python", "python"),
    label("store manager", "store", "occupation"),
    label("manager", "M", "occupation"),
    *(label("assistant", f"X{n}", "occupation") for n in range(9)),
]


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Software Developer", "dev"),
        ("Senior Software Developer (m/f/d) – remote", "dev"),
        ("SOFTWARE DEVELOPER, Berlin", "dev"),
        ("Python Software Developer", "dev"),
        ("Software Developer Payments Platform", "dev"),
        ("Store Manager at Northwind", "store"),
        ("Manager", "M"),
        ("Product Manager", None),
        ("Software Development", None),
        ("Assistant", None),
    ],
)
def test_titles(title: str, concept: str | None) -> None:
    links = Linker(OCCUPATIONS).link(document(f"x\n{title}\ny", title))
    titles = [m for m in links.mentions if m.block == "occupations"]
    assert [m.concept.rsplit("/", 1)[1] for m in titles] == ([concept] if concept else [])
    assert [u.span.quote for u in links.unresolved] == ([] if concept else [title])
    assert all(m.span == Span(2, 2 + len(title), title) for m in titles)


def test_titles_only() -> None:
    assert not Linker(OCCUPATIONS).link(document("a software developer")).mentions


def test_skills_in_titles() -> None:
    links = Linker(OCCUPATIONS).link(document("Python Developer", "Python Developer"))
    assert [(m.span.quote, m.block) for m in links.mentions] == [("Python", "skills")]
    assert [u.span.quote for u in links.unresolved] == ["Python Developer"]


# Everywhere -----------------------------------------------------------------------------------

ANY = [
    label(text, text, role=role)
    for text, role in (
        ("data", "preferred"), ("data analysis", "preferred"), ("analyse data", "alternative"),
        ("C++", "preferred"), ("R", "preferred"), ("naïve Bayes", "hidden"), ("עברית", "preferred"),
        ("machine learning", "preferred"), ("learn", "alternative"), ("Go", "preferred"),
    )
]  # fmt: skip
LINKER = Linker(ANY)
PIECES = st.sampled_from(
    ["data", "Data", "analysis", "analysing", "the", "C++", "R", "Go", "nai\u0308ve", "naïve",
     "Bayes", "machine", "learning", "עברית", " ", "  ", "\n", "\n\n", ", ", ". ", "-", "/", "•",
     "👩🏽‍💻", "\u200b", "\u00ad", "\u0301", "\u202e", "\t", "(", ")", "&", "x@y.org", "http://a"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))


@given(TEXTS)
def test_every_quote_stands_where_it_says(text: str) -> None:
    links = LINKER.link(document(text))
    for mention in links.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.quote
    for one, other in pairwise(links.mentions):
        assert one.span.end <= other.span.start


@given(TEXTS)
def test_the_order_of_labels_makes_no_difference(text: str) -> None:
    assert Linker(ANY[::-1]).link(document(text)) == LINKER.link(document(text))


@given(st.sampled_from(ANY), st.sampled_from(ANY))
def test_labels_are_found_as_they_are_written(one: Label, other: Label) -> None:
    mentions = LINKER.link(document(f"{one.text}, {other.text}")).mentions
    assert [m.concept for m in mentions] == [one.concept, other.concept]


def test_a_kept_index_links_the_same() -> None:
    arrays, values = lexicon_parts(ANY)
    kept = Linker(ANY, (arrays, json.loads(json.dumps(values))))
    text = document("Data analysis with C++, R and naive Bayes; machine learning")
    assert kept.link(text) == LINKER.link(text)
    assert len(kept.link(text).mentions) == 5


def test_without_labels_nothing_is_found() -> None:
    assert Linker([]).link(document("anything")) == Links(())


def test_an_acronym_of_the_whole_field_is_no_concept_s_name() -> None:
    field = [
        Label(f"ICT {word}", f"https://example.org/{word}", "skill", "preferred")
        for word in map("x{}".format, range(120))
    ]
    labels = [Label("ICT", "https://example.org/in-circuit-test", "skill", "alternative")]
    text = "We offer ICT troubleshooting."
    alone, crowded = (
        Linker(known).link(Document("ad", "ad", "text/plain", text, ""))
        for known in (labels, [*labels, *field])
    )
    assert [mention.span.quote for mention in alone.mentions] == ["ICT"]
    assert crowded.mentions == ()


def test_what_is_in_another_language_is_not_linked() -> None:
    german = "Java Developer gesucht. Wir arbeiten mit Java."
    text = f"{german}\n\nWe also write Java."
    spans = tuple(Span(text.index(t), text.index(t) + len(t), t) for t in ("Java Developer",))
    labels = [label("Java", "java"), label("Java developer", "developer", "occupation")]
    plain = Document("x.txt", "ad", "text/plain", text, "", (), spans)
    foreign = replace(plain, foreign=(ForeignPassage(0, len(german), "de"),))
    assert len(Linker(labels).link(plain).mentions) > 2
    assert Linker(labels, language="de").link(foreign) == Linker(labels).link(plain)
    links = Linker(labels).link(foreign)
    assert [m.span.start for m in links.mentions] == [text.rindex("Java")]
    assert [(open_.span, "language" in open_.reason) for open_ in links.unresolved] == [
        (spans[0], True)
    ]

"""What the words around a mention say of it, on sentences written and labelled by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skillkg.documents.document import Document, Section
from skillkg.linking.context.context import in_context
from skillkg.linking.context.cues import YEARS, years_in
from skillkg.linking.linker import Linker
from skillkg.model.document import Position, Span
from skillkg.model.graph import Label
from skillkg.model.mention import Level
from skillkg.vocabulary import ESCO_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from skillkg.model.document import DocumentKind
    from skillkg.model.mention import Demand, Mention, Stance

SKILLS = (
    "Java", "C++", "SQL", "Python", "Excel", "Rust", "Kubernetes", "Docker", "German", "English",
    "French", "SAP", "sales", "welding", "machine learning", "project management", "payroll",
    "driving", "forklift", "accounting", "logistics", "coding", "security", "leadership",
)  # fmt: skip
LINKER = Linker([Label(s, ESCO_DATA + "skill/" + s, "skill", "preferred") for s in SKILLS])


def document(
    text: str,
    kind: DocumentKind | None,
    sections: Sequence[Section] = (),
    positions: Sequence[Position] = (),
) -> Document:
    return Document(
        "x.txt", kind, "text/plain", text, "", tuple(sections), positions=tuple(positions)
    )


def mentions(text: str, kind: DocumentKind | None = "ad") -> list[Mention]:
    return list(LINKER.link(document(text, kind)).mentions)


# Stance ---------------------------------------------------------------------------------------

STANCES: Final[dict[tuple[DocumentKind, Stance | None], str]] = {
    ("resume", "negated"): r"""
        I have no experience in {Java}.
        No experience with {Java}, {C++} or {SQL}.
        No {Java} but SQL.
        Not familiar with {Kubernetes} yet
        I have never used {SAP}, but I know Excel.
        I don't speak {German}.
        I do not have practical knowledge of {Rust}
        Built in Python without {Docker}.
        Lacking experience in {sales}, I turned to Excel
        Python rather than {Java}
        Unfamiliar with {Docker}; good with Kubernetes
        I haven't used {Rust}, and am an expert in C++.
        no experience with\n{Java}
        no experience in {sales}\n\nJava
        No {driving} licence. Excel
        No experience in {Java} however fluent in Python
        {Java}, {SQL}: none
        Languages: German, {French}: none
        Formerly {Java}.
        Formerly Java developer at Acme
    """,
    ("ad", "negated"): r"""
        No {Java} required.
        {Java} is not required.
        {Java}, {C++} and {SQL} are not required.
        Java is required, {C++} is not required.
        You don't need to know {SAP}.
        You are not required to know {SAP}, but Excel.
        Prior knowledge of {payroll} isn't necessary
        No previous experience in {welding} needed: we train you.
        This role does not include {sales}.
        Excel, but no {coding}.
        {German} not required; English is a must
        Languages other than {Java} are fine, e.g. Python.
        We don’t use {Java}. We use Rust.
    """,
    ("ad", None): r"""
        Not only Java but also SQL
        skills including but not limited to Java and SQL
        You work without supervision on Java and SQL
        Ship fast without compromising security
        There is no doubt that Python matters
        You do not have to be an expert in SQL
        With or without Docker, you know Kubernetes
        Java is preferred but not required
        SQL is not essential but would be a plus
        No two days are alike in logistics
        Do not hesitate to apply with Java
        You are eager to use Python every day
        You have an interest in machine learning
        We are looking for someone with Java
        We use Java and SQL.
        Our stack is Python, Docker and Kubernetes
        You help our customers with Excel
    """,
    ("resume", None): r"""
        No stranger to Kubernetes
        no-code tools, SQL
        Currently learning Rust
        I learned Java at school
    """,
    ("resume", "wished"): r"""
        Willing to learn {Java}
        I would like to learn {Rust} and {Kubernetes}.
        Python, eager to learn {Rust}
        Interested in learning {German} and {French}.
        Keen to gain experience in {machine learning}
        I'd love to become familiar with {Docker}, as I know Java
        Looking to move into {project management}.
        Interested in {machine learning}
        I hope to learn:\n- {Rust}\n- {Docker}\n\nJava
        Looking for a role using {Java}
        Seeking a position with {Docker}
    """,
    ("ad", "wished"): r"""
        You are willing to learn {Java} and have good SQL
        You will learn {SAP} on the job.
        We will teach you how to code in {Rust}.
        The chance to learn {Kubernetes}, while Python is what you know
    """,
    ("ad", "company"): r"""
        We are a leading provider of {payroll} software.
        Our clients use {SAP} every day.
        Our customers rely on {Excel} and {SAP}.
        We specialise in {logistics} and {accounting}.
        Northwind is one of the largest suppliers of {forklift} parts
        We are a {logistics} company that is looking for a clerk with Excel
        We help companies with {accounting}; you know Excel
    """,
    ("resume", "company"): r"""
        My team used {Docker}
        My company builds {machine learning} models. I know Java
        Acme is a leading provider of {payroll} software.
    """,
}
"""Sentences; what stands in braces has the stance, everything else is stated."""


def sentences() -> Iterator[tuple[DocumentKind, Stance | None, str]]:
    for (kind, stance), text in STANCES.items():
        for line in text.strip().splitlines():
            yield kind, stance, line.strip().replace("\\n", "\n")


@pytest.mark.parametrize(("kind", "stance", "marked"), list(sentences()))
def test_stances(kind: DocumentKind, stance: Stance | None, marked: str) -> None:
    found = mentions(marked.replace("{", "").replace("}", ""), kind)
    assert len(found) >= max(1, marked.count("{"))
    assert re.findall(r"{(.*?)}", marked) == [m.span.quote for m in found if m.stance == stance]
    assert {m.stance for m in found} <= {stance, "stated"}


# Demand ---------------------------------------------------------------------------------------

DEMANDS: Final = r"""
    [Java] is required.
    You must have [Java] and [SQL].
    Must have: [Java], [C++] or [Rust]
    [German] is a must, {French} is a plus
    Experience with {Docker} is a big plus.
    {Java}, {SQL} and {Docker} would be an advantage
    You know Java well, {Docker} a plus
    Java, {Kubernetes} (nice to have), Docker
    Ideally you know {Rust}.
    Good to have: {Docker}, {Rust}
    Preferably with knowledge of {SAP}
    It would be great if you know {Excel}
    Bonus points if you speak {French}.
    [Excel] is essential; knowledge of {SAP} is desirable
    {Java} is preferred but not required
    {SQL} is not essential but would be a plus
    If you know {Rust}, that's a plus.
    A plus:\n- {Rust}\n- {Docker}\nJava
    Java is not required.
    We write Java.
    You need [Python]
    Write if you need help with SQL
"""
"""Sentences; what is required stands in brackets, what is preferred in braces."""


@pytest.mark.parametrize("marked", DEMANDS.strip().splitlines())
def test_demands(marked: str) -> None:
    marked = marked.strip().replace("\\n", "\n")
    found = mentions(re.sub(r"[\[\]{}]", "", marked))
    assert found
    assert re.findall(r"\[(.*?)\]", marked) == quotes(found, "required")
    assert re.findall(r"{(.*?)}", marked) == quotes(found, "preferred")


def quotes(found: Sequence[Mention], demand: Demand) -> list[str]:
    return [mention.span.quote for mention in found if mention.demand == demand]


def test_a_resume_demands_nothing() -> None:
    text = "Requirements\nJava is required, SQL is a plus"
    (section,) = (Section("requirements", 0, len(text)),)
    found = LINKER.link(document(text, "resume", [section])).mentions
    assert [(m.span.quote, m.demand) for m in found] == [("Java", None), ("SQL", None)]


# Levels ---------------------------------------------------------------------------------------

LEVELS: list[tuple[str, dict[str, str]]] = [
    ("5+ years of experience with Java", {"Java": "5+ years =5"}),
    ("at least three years Java", {"Java": "three years =3"}),
    ("3-5 years in sales", {"sales": "3-5 years =3"}),
    ("2.5 years of welding", {"welding": "2.5 years of =2.5"}),
    ("Java (5 years), Rust (1 year)", {"Java": "5 years =5", "Rust": "1 year =1"}),
    ("Java, 5 years of experience\nSQL", {"Java": "5 years =5", "SQL": ""}),
    ("Fluent English and German", {"English": "Fluent", "German": "Fluent"}),
    ("fluent in English, basic German", {"English": "fluent in", "German": "basic"}),
    ("English (first language), French (B1)", {"English": "first language", "French": "B1"}),
    ("English at level C1 or better.", {"English": "at level C1 or better"}),
    ("German: native, French – fluent", {"German": "native", "French": "fluent"}),
    (
        "Proficient in Excel, SQL and SAP",
        {"Excel": "Proficient in", "SQL": "Proficient in", "SAP": "Proficient in"},
    ),
    ("Strong, hands-on experience with Docker", {"Docker": "Strong, hands-on"}),
    ("Good Python, and one more of Java or Rust", {"Python": "Good", "Java": "", "Rust": ""}),
    (
        "an expert in C++ with 10 years of experience in machine learning",
        {"C++": "expert in", "machine learning": "10 years =10"},
    ),
    ("5 years of hands-on experience in welding", {"welding": "5 years =5, hands-on"}),
    ("four years of payroll data, for SQL", {"payroll": "four years of =4", "SQL": ""}),
    ("Excel doubled in one year", {"Excel": ""}),
    ("React Native, Visual Basic and Java", {"Java": ""}),
    ("Good to have: Docker, some of Java", {"Docker": "", "Java": ""}),
    ("native English speaker, sound cues in Excel", {"English": "native", "Excel": ""}),
    ("fluent in English\nno experience in SQL", {"English": "fluent in", "SQL": ""}),
    ("currently learning Rust", {"Rust": "currently learning"}),
    ("not an expert in Rust", {"Rust": ""}),
    ("some Docker", {"Docker": "some"}),
    ("working knowledge of Excel; Java", {"Excel": "working knowledge", "Java": ""}),
    ("in business for twenty years, Java", {"Java": ""}),
]


@pytest.mark.parametrize("kind", ["ad", "resume"])
@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels(text: str, expected: dict[str, str], kind: DocumentKind) -> None:
    assert {m.span.quote: ", ".join(map(written, m.levels)) for m in mentions(text, kind)} == (
        expected
    )


def written(level: Level) -> str:
    return level.span.quote + (f" ={level.years:g}" if level.years is not None else "")


# Sections and positions -----------------------------------------------------------------------

AD = """About us
We build forklift robots. You have Java. Experience with SAP. We have experience in welding.
Requirements
- SQL, Python is a plus
- no coding
Nice to have
- Docker; Rust is required
What we offer
- German courses, you will learn French
- accounting is required
"""


def sectioned(text: str, **headings: str) -> list[Section]:
    starts = [(text.index(line), name) for name, line in headings.items()]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [
        Section(name.replace("_", " "), start, end)
        for (start, name), end in zip(starts, ends, strict=True)
    ]


def test_sections_of_an_ad_say_what_their_sentences_do_not() -> None:
    sections = sectioned(
        AD,
        about="About us",
        requirements="Requirements",
        nice_to_have="Nice to have",
        benefits="What we offer",
    )
    found = LINKER.link(document(AD, "ad", sections)).mentions
    assert [(m.span.quote, m.stance, m.demand) for m in found] == [
        ("forklift", "company", None),
        ("Java", "stated", None),
        ("SAP", "stated", None),
        ("welding", "company", None),
        ("SQL", "stated", "required"),
        ("Python", "stated", "preferred"),
        ("coding", "negated", None),
        ("Docker", "stated", "preferred"),
        ("Rust", "stated", "required"),
        ("German", "company", None),
        ("French", "wished", None),
        ("accounting", "stated", "required"),
    ]
    assert [m.stance_cue is None for m in found if m.stance == "company"] == [True] * 3
    said = {m.span.quote: m.demand_cue and m.demand_cue.quote for m in found}
    assert (said["SQL"], said["Python"], said["Rust"]) == (None, "is a plus", "is required")


def test_a_heading_that_goes_on_speaks_for_its_line_only() -> None:
    text = "Benefits: £5, Excel courses\nJava\nBenefits:\nforklift"
    second = text.rindex("Benefits")
    sections = [Section("benefits", 0, second), Section("benefits", second, len(text))]
    found = LINKER.link(document(text, "ad", sections)).mentions
    assert [(m.span.quote, m.stance) for m in found] == [
        ("Excel", "company"), ("Java", "stated"), ("forklift", "company"),
    ]  # fmt: skip


def test_sections_of_a_resume_set_nothing_apart() -> None:
    text = "About\nJava"
    (mention,) = LINKER.link(document(text, "resume", [Section("about", 0, len(text))])).mentions
    assert mention.stance == "stated"


RESUME = """Excel
Experience
2019 - 2021 Developer
Java and SQL
2015 - 2018 Welder
welding
Skills
Rust
"""


def test_a_mention_stands_in_the_last_position_before_it() -> None:
    def position(title: str, *dates: str) -> Position:
        start = RESUME.index(title)
        return Position(Span(start, start + len(title), title), *dates)

    developer = position("Developer", "2019", "2021")
    welder = position("Welder", "2015", "2018")
    sections = sectioned(RESUME, experience="Experience", skills="Skills")
    found = LINKER.link(document(RESUME, "resume", sections, [developer, welder])).mentions
    assert {m.span.quote: m.position for m in found} == {
        "Excel": None, "Java": developer, "SQL": developer, "welding": welder, "Rust": None,
    }  # fmt: skip


def test_without_sections_the_last_position_holds_to_the_end() -> None:
    text = "2019 Developer\nJava"
    position = Position(Span(5, 14, "Developer"), "2019", "")
    (mention,) = LINKER.link(document(text, "resume", (), [position])).mentions
    assert mention.position == position


def test_an_occupation_is_stated_and_has_its_position() -> None:
    text = "would like to learn Developer"
    title = Span(20, 29, "Developer")
    linker = Linker([Label("developer", ESCO_DATA + "occupation/d", "occupation", "preferred")])
    read = Document(
        "x", "resume", "text/plain", text, "", (), (title,), (Position(title, "2019", ""),)
    )
    (mention,) = linker.link(read).mentions
    assert (mention.stance, mention.position) == ("stated", Position(title, "2019", ""))


# Properties -----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [*SKILLS, "no", "without", "but", "and", "or", ",", ", ", ".", ":", ";", "(", ")", "\n", "\n- ",
     "\n\n", " ", " ", "not required", "is a plus", "required", "willing to learn", "we are a",
     "our clients use", "5+ years", "fluent in", "B2", "you", "strong", "no experience in", "’",
     "İ", "é",
     "looking for", "\u200b", "👩🏽‍💻", "\t", " | "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60)
KINDS = st.sampled_from(["ad", "resume", None])


@given(TEXTS, KINDS)
@example("no Java no experience in", "ad")
def test_every_span_quotes_the_text(text: str, kind: DocumentKind | None) -> None:
    for mention in mentions(text, kind):
        cues = (mention.stance_cue, mention.demand_cue, *(level.span for level in mention.levels))
        for span in filter(None, cues):
            assert span.quote == text[span.start : span.end] != ""
            # A mention may begin in a cue: no Java experience in.
            begins_inside = span.start < mention.span.start < span.end
            is_apart = span.end <= mention.span.start or mention.span.end <= span.start
            assert begins_inside or is_apart


@given(TEXTS, KINDS, st.randoms())
def test_each_mention_has_a_context_of_its_own(
    text: str, kind: DocumentKind | None, random: Random
) -> None:
    found = mentions(text, kind)
    shuffled = random.sample(found, len(found))
    again = in_context(document(text, kind), shuffled)
    assert sorted(again, key=lambda m: m.span) == found


WORDS = st.lists(st.sampled_from([*SKILLS, ",", ".", "\n", "and", "the", "we", "write"]))


@given(WORDS.map(" ".join), KINDS)
def test_without_cues_everything_is_stated(text: str, kind: DocumentKind | None) -> None:
    for mention in mentions(text, kind):
        assert (mention.stance, mention.stance_cue, mention.demand) == ("stated", None, None)
        assert mention.levels == ()


@given(st.lists(st.sampled_from(SKILLS), min_size=1, max_size=8, unique=True))
def test_a_cue_covers_a_whole_list(skills: list[str]) -> None:
    listed = " and ".join(filter(None, (", ".join(skills[:-1]), skills[-1])))
    for text in (f"no experience in {listed}.", f"{listed} are not required"):
        assert {m.stance for m in mentions(text)} == {"negated"}


def test_levels_keep_their_years() -> None:
    (mention,) = mentions("Java: 3+ years")
    assert mention.levels == (Level(Span(6, 14, "3+ years"), 3.0),)


@pytest.mark.parametrize(
    ("words", "years"), [("5years", 5), ("3to 5 years", 3), ("1.5years", 1.5), ("Six years", 6)]
)
def test_years_that_are_written_in_one(words: str, years: float) -> None:
    assert YEARS.fullmatch(words)
    assert years_in(words) == years


@pytest.mark.parametrize(
    "text",
    ["We will not consider candidates without Java.", "You could not do this job without Java."],
)
def test_a_double_negation_asks_for_it(text: str) -> None:
    (mention,) = LINKER.link(document(text, "ad")).mentions
    assert mention.stance == "stated"

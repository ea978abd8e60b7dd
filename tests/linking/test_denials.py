"""What a text denies, and what only sounds like a denial, on sentences written by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from skillkg.documents.document import Document
from skillkg.linking.linker import Linker
from skillkg.model.graph import Label
from skillkg.vocabulary import ESCO_DATA

if TYPE_CHECKING:
    from skillkg.model.document import DocumentKind
    from skillkg.model.mention import Mention

SKILLS = (
    "Java", "SQL", "NoSQL", "Python", "Excel", "Docker", "German", "French", "English", "driving",
    "forklift", "welding", "requirements",
)  # fmt: skip
LINKER = Linker([Label(s, ESCO_DATA + "skill/" + s, "skill", "preferred") for s in SKILLS])

ANYWHERE: Final = r"""
    No {SQL}.
    Python, Docker. No {SQL}.
    No {SQL}, no {Java}.
    No {SQL} knowledge.
    I cannot write {SQL} queries.
    I can't program in {Java}, but in Python.
    I can’t use {Excel} or {SQL}.
    I can not code in {Java}; I know Python
    I know Python and cannot write {Java}
    I am unable to use {Excel}
    Unable to speak {German}
    I'm not able to write {SQL}
    You aren't able to use {Excel}? Apply with Python.
    Not yet able to speak {French}
    Incapable of {welding}
    I cannot help with {Excel}
    {Java}: none
    {Java}: None.
    {French}: no
    {Driving} licence: none
    {Driving} licence: No. English: yes
    {SQL}: not yet
    {SQL}: not yet, Python: good
    {SQL}: n/a
    {SQL}: never
    {SQL}: never used
    {French}: not spoken
    {Docker}: not familiar
    {Docker}: unfamiliar
    {Java} and {SQL}: none
    {Java} - none
    {French} – none
    {French} (none), English (fluent)
    English (fluent), {French} (no), German (basic)
    Docker and Python\n- {Java}: No\n- SQL: Yes
    {Java}: none required
    I do not program in {Java}
    I don't write {SQL}
    I don’t own a {forklift} licence
    I never wrote {SQL}
    I have never professionally used {Docker}
    I have not worked a day with {Java}
    I have yet to learn {Java}
    I am not good at {Excel}
    I still lack {SQL}
    Zero experience with {Java}
    No prior exposure to {Docker}
    No need for {SQL}; Python is enough
    No need to know {SQL}
    You won't need {SQL}; you need Python
    Java | {SQL} | none
    {SQL} | No | Java | Yes
    {German}\tnone\nFrench\tfluent
"""
"""Texts of resumes and of ads; what stands in braces is denied, all else is not."""

IN_RESUMES: Final = r"""
    {Java}: no experience
    {German} (no knowledge)
    {Docker}: no experience so far
    {SQL} - no formal training yet
    {SQL} | no knowledge
    Without any knowledge of {SQL} I turned to Excel
    Unlike {Java}, Python is what I like
    Zero {Excel}
    Zero trust with Docker
    I was taught {SQL} but never used it.
    I was taught {SQL}, but never used it
    I could not write {SQL}
"""

NOWHERE: Final = r"""
    No problem: Java
    Java: no problem
    No. 1 in Java
    No.1 Java shop
    We are the No 1 Java shop
    SQL: no. 1 choice
    Requirements: No. 3 is SQL
    not only Java but also SQL
    Java: not only syntax but SQL
    You can not only write Java but also SQL
    cannot wait to use Java
    I can't wait to write SQL
    I can’t imagine a day without SQL
    I can't live without SQL
    I can't help writing Java
    can't get enough of Java
    We cannot do this without Java
    Unable to work without Excel
    We can't find enough Java developers
    We cannot stress enough how important SQL is
    It cannot be overstated how good your SQL must be
    There is nothing you can't do with Java
    Taught colleagues who cannot use Excel
    Helped users unable to use Excel
    Supported patients who were not able to speak English
    Applicants unable to use Java need not apply
    If you cannot write SQL, do not apply
    If you can't live without SQL, join us
    If you cannot work without SQL, join us
    I can't recommend SQL enough
    You have yet to see SQL that fast
    We don't do SQL by hand
    Someone who doesn't mind gathering requirements
    Don't forget your SQL
    We don't just write Java
    none other than Java
    no other language than Java
    Java is second to none
    Nothing but Java
    No two days are the same: Java, SQL
    No matter the language: Java
    No need to worry: Java is easy
    SQL and no SQL databases
    Java, no SQL databases
    no-SQL, Java
    NoSQL, SQL
    Is SQL hard? No. Java is.
    Java: no later than 2020
    Java: no less than 5 years
    Java: nothing beats it
    Java - none of us knows it better
    Java (never boring)
    Notice period: none\nJava
    Notice period: none. Java
    Java\nNotice period: none
    Java | 5 years | none
    SQL\n\n| none
"""


def lines(table: str) -> list[str]:
    return [
        line.strip().replace("\\n", "\n").replace("\\t", "\t") for line in table.split("\n    ")
    ]


def mentions(text: str, kind: DocumentKind) -> tuple[Mention, ...]:
    return LINKER.link(Document("x.txt", kind, "text/plain", text, "")).mentions


def check(marked: str, kind: DocumentKind) -> None:
    found = mentions(re.sub(r"[{}]", "", marked), kind)
    denied = [m.span.quote for m in found if m.stance == "negated"]
    assert found
    assert denied == re.findall(r"{(.*?)}", marked)


@pytest.mark.parametrize("kind", ["ad", "resume"])
@pytest.mark.parametrize("marked", [*lines(ANYWHERE)[1:], *lines(NOWHERE)[1:]])
def test_denials(marked: str, kind: DocumentKind) -> None:
    check(marked, kind)


@pytest.mark.parametrize("marked", lines(IN_RESUMES)[1:])
def test_denials_of_resumes(marked: str) -> None:
    check(marked, "resume")


@pytest.mark.parametrize("text", ["Forklift driver – no experience", "Welding (no experience)"])
def test_an_ad_that_asks_for_no_experience_is_about_the_job_all_the_same(text: str) -> None:
    (mention,) = mentions(text, "ad")
    assert mention.stance == "stated"


def test_a_cell_says_what_the_next_one_is() -> None:
    found = mentions("Java | is required | SQL | is a plus\nExcel | 5 years", "ad")
    assert [(m.span.quote, m.demand, [level.years for level in m.levels]) for m in found] == [
        ("Java", "required", []), ("SQL", "preferred", []), ("Excel", None, [5.0]),
    ]  # fmt: skip

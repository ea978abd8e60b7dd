"""The linker over all labels of ESCO 1.1.1."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from skillkg.documents.document import Document
from skillkg.linking.linker import Linker
from skillkg.model.document import Span
from skillkg.model.graph import ConceptKind, Label, LabelRole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES: dict[str, ConceptKind] = {"skills_en.csv": "skill", "occupations_en.csv": "occupation"}
COLUMNS: dict[str, LabelRole] = {
    "preferredLabel": "preferred",
    "altLabels": "alternative",
    "hiddenLabels": "hidden",
}


def esco_labels(archive: Path) -> Iterator[Label]:
    with zipfile.ZipFile(archive) as opened:
        for table, kind in TABLES.items():
            (name,) = [name for name in opened.namelist() if name.endswith(table)]
            for row in csv.DictReader(io.StringIO(opened.read(name).decode())):
                for column, role in COLUMNS.items():
                    for text in filter(str.strip, row[column].split("\n")):
                        yield Label(text, row["conceptUri"], kind, role)


@pytest.fixture(scope="module")
def labels(shared_data: Path) -> list[Label]:
    (archive,) = (shared_data / "esco" / "1.1.1").glob("* - en - csv.zip")
    return list(esco_labels(archive))


@pytest.fixture(scope="module")
def linker(labels: list[Label]) -> Linker:
    return Linker(labels)


def document(text: str, *titles: Span) -> Document:
    return Document("x", "ad", "text/plain", text, "", titles=titles)


def test_every_preferred_label_alone_finds_its_skill(labels: list[Label], linker: Linker) -> None:
    missed = []
    for label in labels:
        if label.kind == "skill" and label.role == "preferred":
            mentions = linker.link(document(label.text)).mentions
            found = {c for m in mentions for c in (m.concept, *m.alternatives)}
            if label.concept not in found:
                missed.append(label.text)
    assert missed == []


def test_every_preferred_title_finds_its_occupation(labels: list[Label], linker: Linker) -> None:
    missed = []
    for label in labels:
        if label.kind == "occupation" and label.role == "preferred":
            text = label.text.strip()
            links = linker.link(document(text, Span(0, len(text), text)))
            found = {
                concept
                for mention in links.mentions
                if mention.block == "occupations"
                for concept in (mention.concept, *mention.alternatives)
            }
            if label.concept not in found:
                missed.append(text)
    assert missed == []


def test_prose_of_no_profession_names_few_skills(linker: Linker) -> None:
    text = (
        "It was a bright cold day in spring, and he was about to go home when the clock struck. "
        "Let us know in time if you can come, or just call; we will see what is in store for us."
    )
    assert linker.link(document(text)).mentions == ()

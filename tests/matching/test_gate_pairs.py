"""Pairs of a sentence of an ad and a resume: whether a gate stands there, and how it ends.

They were written without a look at the rules, ``\\n`` standing for a line feed; ``none`` is where
nothing is demanded.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skillkg.documents.read import read_text
from skillkg.explanation.codec import plain, read_as
from skillkg.linking.context.context import in_context
from skillkg.linking.links import Links
from skillkg.matching.gates.gates import gates
from skillkg.matching.gates.judging import ANY_OF, RULES, recomputed
from skillkg.matching.reading import Reading
from skillkg.model.document import Span
from skillkg.model.match import Gate
from skillkg.model.mention import Mention

if TYPE_CHECKING:
    from skillkg.model.document import DocumentKind

LANGUAGES = [
    "English", "German", "French", "Spanish", "Italian", "Dutch", "Polish", "Portuguese", "Welsh",
    "Mandarin", "Arabic", "Japanese", "Chinese", "Russian", "Swedish", "Danish", "Romanian",
    "Turkish", "Cantonese", "Hindi", "Urdu", "Punjabi", "Korean", "Norwegian", "Greek", "Finnish",
]  # fmt: skip


def pairs() -> list[tuple[str, str, str]]:
    with Path(__file__).with_name("gate_pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (r["ad"].replace("\\n", "\n"), r["resume"].replace("\\n", "\n"), r["expected"])
            for r in rows
        ]


def reading(text: str, kind: DocumentKind) -> Reading:
    """A document in which languages are mentioned wherever they are named."""
    document = read_text(text, kind)
    named = [
        Mention(Span(*match.span(), match[0]), name, name, "skills")
        for name in LANGUAGES
        for match in re.finditer(rf"\b{name}\b", document.text, re.IGNORECASE)
    ]
    ordered = sorted(named, key=lambda mention: mention.span)
    return Reading(document, Links(tuple(in_context(document, ordered))))


def outcome(found: list[Gate]) -> str:
    statuses = {gate.status for gate in found}
    return next((s for s in ("fail", "unknown", "pass") if s in statuses), "none")


@pytest.mark.parametrize(("ad", "resume", "expected"), pairs())
def test_pairs(ad: str, resume: str, expected: str) -> None:
    found = gates(reading(ad, "ad"), reading(resume, "resume"), LANGUAGES)
    assert outcome(found) == expected, found


def test_every_gate_follows_from_what_a_record_keeps_of_it() -> None:
    seen = set()
    named = ("Pesticide Certificate required", "Pesticide Certificate", "pass")
    for ad, resume, _ in (*pairs(), named):
        for gate in gates(reading(ad, "ad"), reading(resume, "resume"), LANGUAGES):
            kept = read_as(json.loads(json.dumps(plain(gate))), Gate)
            assert recomputed(kept) == kept == gate
            seen |= {each.rule for each in (gate, *gate.alternatives)}
    assert seen == {*RULES, ANY_OF}

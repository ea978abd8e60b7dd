"""Head nouns of the labels of occupations, written to ``structure/role_words.txt`` and beside it.

The head of a label is its last word before ``of``, ``in``, ``for`` or a comma: ``manager`` of
``quality manager, aviation``. A word names a role if it is the head of five labels at least, and
of two in five that it is part of: ``sales`` is mostly not (``sales manager``). Words that are the
head of any label, and of three in ten of all labels of the graph that they are part of, are the
rarer ones (``barista``): they tell a title from an employer, and no title from any other line.

``--resumes FOLDER`` counts what resumes in PDF are read to with these words.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Final, NamedTuple

from common import parser, store

import skillkg
from skillkg.documents.many import Many
from skillkg.documents.structure.role_words import FILE, RARER_FILE, head_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skillkg.model.graph import Label

MIN_LABELS: Final = 5
MIN_SHARE: Final = 0.4
RARER_SHARE: Final = 0.3
LEVELS: Final = {"lead", "trainee"}
"""Titles say these, where labels of occupations leave them out."""
SURNAMES: Final = {
    "baker", "barber", "bender", "boss", "butcher", "carman", "carpenter", "carver", "cooper",
    "dean", "dyer", "farmer", "feller", "fisher", "gardener", "hooker", "hunter", "mason", "miller",
    "miner", "packer", "porter", "potter", "reader", "rider", "salter", "sander", "sawyer",
    "singer", "skinner", "smith", "stringer", "tanner", "turner", "usher", "walker", "weaver",
    "wheeler",
}  # fmt: skip
"""A line with one of these is more often a person's name than a title."""
_WORD: Final = re.compile(r"[^\W\d_]+")


class Heads(NamedTuple):
    """How often words are in labels."""

    heads: Counter[str]
    """As heads of labels of occupations."""
    labels_with: Counter[str]
    """Anywhere in labels of occupations."""
    elsewhere: Counter[str]
    """In labels of anything else."""


def heads_of(labels: Iterable[Label]) -> Heads:
    """Count the heads of labels; each label once, however many concepts have it."""
    heads, labels_with, elsewhere = Heads(Counter(), Counter(), Counter())
    for text, kind in {(label.text.casefold(), label.kind) for label in labels}:
        is_occupation = kind == "occupation"
        (labels_with if is_occupation else elsewhere).update(set(_WORD.findall(text)))
        heads.update([head_of(text)] if is_occupation and head_of(text) else [])
    return Heads(heads, labels_with, elsewhere)


def role_words(counted: Heads) -> list[str]:
    """The words that name roles, in order."""
    nouns = {
        word
        for word, count in counted.heads.items()
        if len(word) > 2 and count >= MIN_LABELS and count >= MIN_SHARE * counted.labels_with[word]
    }
    singular = {word for word in nouns if not (word.endswith("s") and word[:-1] in nouns)}
    return sorted((singular | LEVELS) - SURNAMES)


def rarer_words(counted: Heads, words: Collection[str]) -> list[str]:
    """The rarer words, in order."""
    return sorted(
        word
        for word, count in counted.heads.items()
        if len(word) > 2
        and word not in words
        and count >= RARER_SHARE * (counted.labels_with[word] + counted.elsewhere[word])
    )


def resumes(folder: Path) -> str:
    """How many of the resumes in a folder, which have no names, are read with a title."""
    documents = [*Many((folder,), "resume").read(lambda error: print(error))]
    titled = sum(bool(document.titles) for document in documents)
    named = sum(any(s.name == "name" for s in document.sections) for document in documents)
    return f"{len(documents)} resumes: {titled} with a title, {named} with a title taken for a name"


def main() -> None:
    options_parser = parser(__doc__ or "")
    options_parser.add_argument("--resumes", type=Path)
    options = options_parser.parse_args()
    with store(options) as folder:
        counted = heads_of(skillkg.open(folder).concepts.labels)
    words = role_words(counted)
    rarer = rarer_words(counted, words)
    if not options.sample:
        for file, chosen in ((FILE, words), (RARER_FILE, rarer)):
            file.write_text(fill(" ".join(chosen), 100) + "\n", encoding="utf-8")
    print(f"{len(words)} words that name roles, {len(rarer)} rarer ones")
    if options.resumes:
        print(resumes(options.resumes))


if __name__ == "__main__":
    main()

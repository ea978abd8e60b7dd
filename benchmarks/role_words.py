"""Head nouns of the labels of occupations, written to ``structure/role_words.txt``.

The head of a label is its last word before ``of``, ``in``, ``for`` or a comma: ``manager`` of
``quality manager, aviation``. A word names a role if it is the head of five labels at least, and
of two in five that it is part of: ``sales`` is mostly not (``sales manager``).

``--resumes FOLDER`` counts what resumes in PDF are read to with these words.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Final

from common import parser, store

import skillkg
from skillkg.documents.many import Many
from skillkg.documents.structure.role_words import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_LABELS: Final = 5
MIN_SHARE: Final = 0.4
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
_REST: Final = re.compile(
    r"\s*(?:[,(/:;]|\s[-–—]\s|\b(?:of|in|for|at|to|with|and|on|by|from|or)\b).*", re.DOTALL
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def role_words(labels: Iterable[str]) -> list[str]:
    """The words that name roles, in order."""
    heads: Counter[str] = Counter()
    labels_with: Counter[str] = Counter()
    for label in {label.casefold() for label in labels}:
        labels_with.update(set(_WORD.findall(label)))
        heads.update(_WORD.findall(_REST.sub("", label))[-1:])
    nouns = {
        word
        for word, count in heads.items()
        if len(word) > 2 and count >= MIN_LABELS and count >= MIN_SHARE * labels_with[word]
    }
    singular = {word for word in nouns if not (word.endswith("s") and word[:-1] in nouns)}
    return sorted((singular | LEVELS) - SURNAMES)


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
        labels = skillkg.open(folder).concepts.labels
        words = role_words(label.text for label in labels if label.kind == "occupation")
    if not options.sample:
        FILE.write_text(fill(" ".join(words), 100) + "\n", encoding="utf-8")
    print(f"{len(words)} words that name roles")
    if options.resumes:
        print(resumes(options.resumes))


if __name__ == "__main__":
    main()

"""The index of labels that :class:`.lexicon.Lexicon` reads, derived once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.arrays import offsets
from skillkg.linking.labels.lexicon import BLOCKS, CAUTIONS, FIRST_LETTER
from skillkg.linking.labels.overlap import stems_of
from skillkg.linking.labels.surfaces import Caution, aliases, caution, variants
from skillkg.text.tokens import BREAK, words
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.model.graph import Label
    from skillkg.text.tokens import Token

_FAMILY: Final = 4
"""Letters from which a word may be short for another: *maths*, for mathematics."""
EVERYDAY: Final = {"acronym": 100, "name": 3, "hidden": 1, "alternative": 10, "preferred": 200}
"""A one-word label is an everyday word where so many concepts have it, in one case throughout,
inside longer labels: an acronym (``ICT``), a name (``Chef``), else by role (hidden ``initiative``,
alternative ``design``, preferred ``plan``)."""


def lexicon_parts(labels: Sequence[Label]) -> Parts:
    """Derive what :class:`.lexicon.Lexicon` reads.

    Returns:
        ``first[p]:first[p + 1]`` are the forms of pattern ``p``; ``label``, ``caution``
        and ``general`` say for each form which label it is a way to write, what it asks of a text,
        and whether the concept is something more general than what it names; ``derived`` has the
        text of those forms that differ from their label, ``words`` ordinary words.
    """
    everyday = _everyday_words(labels)
    occupations = {label.text.casefold() for label in labels if label.kind == "occupation"}
    preferred = {label.concept: label.text for label in labels if label.role == "preferred"}
    letters = {BREAK: chr(FIRST_LETTER)}
    forms: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, label in enumerate(labels):
        if label.kind not in BLOCKS or label.concept.startswith(onet.TOOL_IRI):
            continue
        if label.kind == "technology" and label.text.casefold() in occupations:
            continue  # Restaurant Manager is a program, too
        for text in (label.text, *variants(label)):
            if tokens := words(text):
                derived = "" if text is label.text else text
                kind = caution(
                    tokens, everyday=_is_everyday(everyday, label, tokens), derived=bool(derived)
                )
                lowered = everyday.get(tokens[0].text.casefold(), 0) if len(tokens) == 1 else 0
                is_given = derived in aliases().get(label.text, ())
                if (
                    derived
                    and not is_given
                    and (
                        kind is Caution.RISKY_NAME
                        or (kind is Caution.CAPITALS and lowered >= EVERYDAY["name"])
                    )
                ):
                    continue  # Microsoft Word, CLAIMS: a name only beside what makes it one
                if kind is Caution.NAME and lowered:
                    kind = Caution.NAME_OR_WORD
                forms[_pattern(tokens, letters)].append((number, CAUTIONS.index(kind), derived))
    general = [_names_something_general(label, preferred) for label in labels]
    arrays, values = _parts(letters, forms, general)
    return arrays, values | {"words": _ordinary_words(labels)}


def _ordinary_words(labels: Iterable[Label]) -> list[str]:
    """The words in small letters of the labels of skills and occupations: no names of products."""
    texts = (label.text for label in labels if label.kind in ("skill", "occupation"))
    return sorted(
        {word for text in texts for word in text.split() if word.isalpha() and word.islower()}
    )


def _names_something_general(label: Label, preferred: Mapping[str, str]) -> bool:
    """Whether a skill is called otherwise than one of its labels (``Linux``: operating systems).

    A label that abbreviates the preferred one calls it the same.
    """
    name = preferred.get(label.concept, "")
    if label.kind != "skill" or not name:
        return False
    initials = "".join(token.text[0] for token in words(name)).casefold()
    short = "".join(token.text for token in words(label.text)).casefold()
    stems, named = stems_of(label.text), stems_of(name)
    is_akin = any(len(s) >= _FAMILY and n.startswith(s) for s in stems for n in named)
    return short[:-1] not in initials and not is_akin and not stems & named


def _parts(
    letters: Iterable[str],
    forms: Mapping[str, list[tuple[int, int, str]]],
    general: Sequence[bool],
) -> Parts:
    rows = [form for entries in forms.values() for form in entries]
    arrays: dict[str, NDArray[Any]] = {
        "first": offsets([len(entries) for entries in forms.values()]),
        "label": np.array([number for number, _, _ in rows], dtype=np.int32),
        "general": np.array([general[number] for number, _, _ in rows], dtype=np.bool_),
        "caution": np.array([kind for _, kind, _ in rows], dtype=np.int8),
    }
    derived = {str(row): text for row, (_, _, text) in enumerate(rows) if text}
    return arrays, {"stems": list(letters), "patterns": list(forms), "derived": derived}


def _pattern(tokens: Sequence[Token], letters: dict[str, str]) -> str:
    return "".join(
        [letters.setdefault(token.stem, chr(FIRST_LETTER + len(letters))) for token in tokens]
    )


def _everyday_words(labels: Iterable[Label]) -> dict[str, int]:
    """How many concepts have a word, in one case throughout, inside a label of several words."""
    concepts: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        parts = label.text.split()
        if len(parts) > 1 and not label.concept.startswith(onet.TOOL_IRI):
            for part in parts:
                if part.islower() or part.isupper():
                    concepts[part].add(label.concept)
    return {word: len(having) for word, having in concepts.items()}


def _is_everyday(everyday: Mapping[str, int], label: Label, tokens: Sequence[Token]) -> bool:
    if len(tokens) > 1:
        return False
    if tokens[0].text.isupper() and len(tokens[0].text) > 2:
        return everyday.get(tokens[0].text, 0) >= EVERYDAY["acronym"]
    word = tokens[0].text.casefold()
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)}
    bar = EVERYDAY[label.role if tokens[0].text.islower() else "name"]
    return max(everyday.get(form, 0) for form in forms) >= bar

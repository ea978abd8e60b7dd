"""Labels by what they read like: the index that linking looks things up in.

Each stem of the labels' vocabulary is one character of a private alphabet, so that a label is a
short string (its *pattern*) and a document a string with one character per token. Searching
strings for strings is then aligned with words by construction, and offsets in it count tokens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from skillkg.linking.labels.surfaces import Agreement, Caution, agreement, caution, variants
from skillkg.text.tokens import BREAK, words
from skillkg.vocabulary import ONET_DATA, ONET_TOOL_IRI

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.model.graph import Label
    from skillkg.model.mention import Block
    from skillkg.text.tokens import Token

MAX_CONCEPTS: Final = 5
"""A label that more concepts than these answer to, equally well, is reported and not linked."""

EVERYDAY: Final = {"acronym": 100, "name": 3, "hidden": 1, "alternative": 10, "preferred": 200}
"""A one-word label is an everyday word where so many concepts have it, in one case throughout,
inside longer labels: an acronym (``ICT``), a name (``Chef``), else by role (hidden ``initiative``,
alternative ``design``, preferred ``plan``)."""

_BLOCKS: Final[dict[str, Block]] = {
    "skill": "skills",
    "technology": "skills",
    "occupation": "occupations",
}
_ROLES: Final = {"preferred": 0, "alternative": 1, "hidden": 2}
_CAUTIONS: Final = list(Caution)
_UNKNOWN: Final = chr(0x10000)
_FIRST_LETTER: Final = 0x10001


class LabelCandidate(NamedTuple):
    """A concept that a place may mean. Candidates compare by preference, best first."""

    inflected: bool
    onet: bool
    """ESCO and overlays come before O*NET: they carry the relations that skills are matched by."""
    other_case: bool
    derived: bool
    """Whether the graph does not have the label word for word, see :func:`.surfaces.variants`."""
    role: int
    concept: str
    label: str


def index(labels: Sequence[Label]) -> Parts:
    """Index labels: what :class:`Lexicon` is made of, fit to be kept.

    Returns:
        ``first[p]:first[p + 1]`` are the forms of pattern ``p``; ``label`` and ``caution`` say for
        each form which label it is a way to write and what it asks of a text; ``derived`` has the
        text of those forms that differ from their label.
    """
    everyday = _everyday_words(labels)
    letters = {BREAK: chr(_FIRST_LETTER)}
    forms: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, label in enumerate(labels):
        if label.kind not in _BLOCKS or label.concept.startswith(ONET_TOOL_IRI):
            continue
        for text in (label.text, *variants(label)):
            if tokens := words(text):
                kind = caution(tokens, everyday=_is_everyday(everyday, label, tokens))
                derived = "" if text is label.text else text
                if derived and kind is Caution.RISKY_NAME:
                    continue  # Adobe Director, Microsoft Word: a name only beside its maker's
                forms[_pattern(tokens, letters)].append((number, _CAUTIONS.index(kind), derived))
    return _parts(letters, forms)


def _parts(letters: Iterable[str], forms: Mapping[str, list[tuple[int, int, str]]]) -> Parts:
    rows = [form for entries in forms.values() for form in entries]
    arrays: dict[str, NDArray[Any]] = {
        "first": np.cumsum([0, *map(len, forms.values())], dtype=np.int64),
        "label": np.array([number for number, _, _ in rows], dtype=np.int32),
        "caution": np.array([kind for _, kind, _ in rows], dtype=np.int8),
    }
    derived = {str(row): text for row, (_, _, text) in enumerate(rows) if text}
    return arrays, {"stems": list(letters), "patterns": list(forms), "derived": derived}


def _pattern(tokens: Sequence[Token], letters: dict[str, str]) -> str:
    return "".join(
        [letters.setdefault(token.stem, chr(_FIRST_LETTER + len(letters))) for token in tokens]
    )


def _everyday_words(labels: Iterable[Label]) -> dict[str, int]:
    """How many concepts have a word, in one case throughout, inside a label of several words."""
    concepts: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        parts = label.text.split()
        if len(parts) > 1 and not label.concept.startswith(ONET_TOOL_IRI):
            for part in parts:
                if part.islower() or part.isupper():
                    concepts[part].add(label.concept)
    return {word: len(found) for word, found in concepts.items()}


def _is_everyday(everyday: Mapping[str, int], label: Label, tokens: Sequence[Token]) -> bool:
    if len(tokens) > 1:
        return False
    if tokens[0].text.isupper() and len(tokens[0].text) > 2:
        return everyday.get(tokens[0].text, 0) >= EVERYDAY["acronym"]
    word = tokens[0].text.casefold()
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)}
    bar = EVERYDAY[label.role if tokens[0].text.islower() else "name"]
    return max(everyday.get(form, 0) for form in forms) >= bar


class Lexicon:
    """Labels of skills, technologies and occupations, indexed by the stems of their words.

    Args:
        labels: The labels that were indexed, in the same order.
        parts: What :func:`index` made of them.
    """

    def __init__(self, labels: Sequence[Label], parts: Parts) -> None:
        arrays, values = parts
        self._labels = labels
        self._letters = {stem: chr(_FIRST_LETTER + n) for n, stem in enumerate(values["stems"])}
        self._numbers = {pattern: number for number, pattern in enumerate(values["patterns"])}
        self._first: list[int] = arrays["first"].tolist()
        self._label: list[int] = arrays["label"].tolist()
        self._caution: list[int] = arrays["caution"].tolist()
        self._derived: dict[str, Any] = values["derived"]

    def patterns(self, block: Block) -> list[str]:
        """Patterns that a label of a block has, each once."""
        return [
            pattern
            for pattern, number in self._numbers.items()
            if any(self._block(form) == block for form in self._forms(number))
        ]

    def encode(self, tokens: Sequence[Token]) -> str:
        """Tokens as a string of the private alphabet, one character each."""
        return "".join([self._letters.get(token.stem, _UNKNOWN) for token in tokens])

    def candidates(
        self, pattern: str, tokens: Sequence[Token], start: int, block: Block
    ) -> list[LabelCandidate]:
        """Concepts of a block with a label that reads like ``pattern`` and agrees with the text.

        Args:
            pattern: One of :meth:`patterns`, or any other encoded text.
            tokens: The tokens of the text.
            start: Number of the token that the pattern was found at.
            block: Which concepts to look for.

        Returns:
            Each concept once, in order of preference.
        """
        best: dict[str, LabelCandidate] = {}
        number = self._numbers.get(pattern)
        for form in () if number is None else self._forms(number):
            found = self._candidate(form, tokens, start) if self._block(form) == block else None
            if found and (found.concept not in best or found < best[found.concept]):
                best[found.concept] = found
        return sorted(best.values())

    def _forms(self, number: int) -> range:
        return range(self._first[number], self._first[number + 1])

    def _block(self, form: int) -> Block:
        return _BLOCKS[self._labels[self._label[form]].kind]

    def _candidate(self, form: int, tokens: Sequence[Token], start: int) -> LabelCandidate | None:
        label = self._labels[self._label[form]]
        derived = self._derived.get(str(form))
        asked = _CAUTIONS[self._caution[form]]
        degree = agreement(_tokens(derived or label.text), asked, tokens, start)
        if degree is None:
            return None
        return LabelCandidate(
            inflected=degree == Agreement.INFLECTED,
            onet=label.concept.startswith(ONET_DATA),
            other_case=degree == Agreement.CASE,
            derived=derived is not None,
            role=_ROLES[label.role],
            concept=label.concept,
            label=label.text,
        )


@lru_cache(maxsize=1 << 14)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(words(text))


def equals(candidates: Sequence[LabelCandidate]) -> int:
    """How many candidates are as good as the first, so that only their IRIs tell them apart."""
    return sum(candidate[:-2] == candidates[0][:-2] for candidate in candidates)

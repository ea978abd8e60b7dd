"""Labels by what they read like: the index that linking looks things up in.

Each stem of the labels' vocabulary is one character of a private alphabet, so that a label is a
short string (its *pattern*) and a document a string with one character per token. Searching
strings for strings is then aligned with words by construction, and offsets in it count tokens.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from skillkg.linking.labels.surfaces import Agreement, Caution, agreement, spells_out
from skillkg.text.tokens import words
from skillkg.vocabulary import ONET_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.graph.cache import Parts
    from skillkg.model.graph import Label
    from skillkg.model.mention import Block
    from skillkg.text.tokens import Token

MAX_CONCEPTS: Final = 5
"""A label that more concepts than these answer to, equally well, is reported and not linked."""

BLOCKS: Final[dict[str, Block]] = {
    "skill": "skills",
    "technology": "skills",
    "occupation": "occupations",
}
"""Kinds of concepts that are linked, and the block of a profile that each belongs to."""
_ROLES: Final = {"preferred": 0, "alternative": 1, "hidden": 2}
CAUTIONS: Final = list(Caution)
_UNKNOWN: Final = chr(0x10000)
FIRST_LETTER: Final = 0x10001
"""First letter of the private alphabet; the one before stands for unknown stems."""


class LabelCandidate(NamedTuple):
    """A concept that a place may mean. Candidates compare by preference, best first."""

    inflected: bool
    general: bool
    """A product comes before the general concept that has its name among its labels."""
    onet: bool
    """ESCO and overlays come before O*NET: they carry the relations that skills are matched by."""
    other_case: bool
    derived: bool
    """Whether the graph does not have the label word for word, see :func:`.surfaces.variants`."""
    role: int
    branded: bool
    """``POS`` is any point of sale before Focus's."""
    concept: str
    label: str


class Lexicon:
    """Labels of skills, technologies and occupations, indexed by the stems of their words.

    Args:
        labels: those that were indexed, in the same order.
        parts: what :func:`.lexicon_parts.lexicon_parts` made of them.
    """

    def __init__(self, labels: Sequence[Label], parts: Parts) -> None:
        arrays, values = parts
        self._labels = labels
        self._letters = {stem: chr(FIRST_LETTER + n) for n, stem in enumerate(values["stems"])}
        self._numbers = {pattern: number for number, pattern in enumerate(values["patterns"])}
        self._first: list[int] = arrays["first"].tolist()
        self._label: list[int] = arrays["label"].tolist()
        self._caution: list[int] = arrays["caution"].tolist()
        self._general: list[bool] = arrays["general"].tolist()
        self._derived: dict[str, Any] = values["derived"]
        self.words: frozenset[str] = frozenset(values["words"])
        """Words in small letters that labels of skills and occupations have."""

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
            pattern: one of :meth:`patterns`, or any other encoded text.
            tokens: those of the text.
            start: number of the token that the pattern was found at.
            block: which concepts to look for.

        Returns:
            Each concept once, in order of preference.
        """
        best: dict[str, LabelCandidate] = {}
        number = self._numbers.get(pattern)
        for form in () if number is None else self._forms(number):
            if self._block(form) == block and (each := self._candidate(form, tokens, start)):
                best[each.concept] = min(each, best.get(each.concept, each))
        return sorted(best.values())

    def _forms(self, number: int) -> range:
        return range(self._first[number], self._first[number + 1])

    def _block(self, form: int) -> Block:
        return BLOCKS[self._labels[self._label[form]].kind]

    def _candidate(self, form: int, tokens: Sequence[Token], start: int) -> LabelCandidate | None:
        label = self._labels[self._label[form]]
        derived = self._derived.get(str(form))
        asked = CAUTIONS[self._caution[form]]
        degree = agreement(_tokens(derived or label.text), asked, tokens, start)
        if degree is None:
            return None
        return LabelCandidate(
            inflected=degree == Agreement.INFLECTED,
            general=self._general[form],
            onet=label.concept.startswith(ONET_DATA),
            other_case=degree == Agreement.CASE,
            derived=derived is not None,
            role=_ROLES[label.role],
            branded=derived is not None and not spells_out(label.text, derived),
            concept=label.concept,
            label=label.text,
        )


@lru_cache(maxsize=1 << 14)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(words(text))


def count_ties(candidates: Sequence[LabelCandidate]) -> int:
    """How many candidates are as good as the first, so that only their IRIs tell them apart."""
    return sum(candidate[:-2] == candidates[0][:-2] for candidate in candidates)

"""Sentences that people tagged with spans of skills and knowledge, as SkillSpan has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from skillkg.arrays import starts
from skillkg.linking.spans.network import BEGIN, INSIDE, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.arrays import Ints

TAG_CODES: Final = {"O": OUTSIDE, "B": BEGIN, "I": INSIDE}


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence of a job ad in tokens, with a tag B, I or O for each, for skills and knowledge."""

    ad: str
    """Which ad it stands in; sentences of one follow each other."""
    tokens: Sequence[str]
    layers: tuple[Sequence[str], Sequence[str]]

    @property
    def text(self) -> str:
        """The sentence, its tokens parted by blanks."""
        return " ".join(self.tokens)

    @property
    def token_starts(self) -> Ints:
        """Where each token starts in the text."""
        return starts([len(token) + 1 for token in self.tokens])


def repaired(tags: Iterable[int]) -> list[int]:
    """Let an I that follows an O begin a span: its first token may be no word of ours."""
    mended: list[int] = []
    for tag in tags:
        is_start = tag == INSIDE and (not mended or mended[-1] == OUTSIDE)
        mended.append(BEGIN if is_start else tag)
    return mended

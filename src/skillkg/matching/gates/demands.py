"""What an ad demands, told from what it tells of others, promises, or does not ask for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from skillkg.linking.context.roles import Roles
from skillkg.matching.gates.held import is_of_others
from skillkg.text.pattern_lists import pattern_lists, uncased

if TYPE_CHECKING:
    from skillkg.documents.document import Document

Force = Literal["demanded", "told", "none"]
"""How a place of an ad asks: outright, perhaps (nobody fails by it), or not at all."""

KEPT: Final = 256
"""Documents of which it is kept what was found in them."""
_WORDS: Final = pattern_lists("skillkg.matching.gates", "held.toml")
_PROMISED: Final = uncased(rf"\b{_WORDS['promised']}\b[^.:;\n]{{0,60}}$")
_ABLE: Final = uncased(
    r"\b(?:able|ability|eligib\w+|must|need|willing\w*|required|prepared"
    r"|expected) to\b[^.;\n]{0,60}$"
)
"""``Must be able to obtain SC clearance`` asks for something all the same."""
_GIVEN: Final = uncased(rf"[^.;\n]{{0,40}}\b{_WORDS['given']}\b")
_VERB: Final = uncased(
    r"\b(?:is|are|was|were|has|have|had|will|can|do|does|did|may|might|would|could"
    r"|we|they|he|she|it)\b"
)


class Demands(Roles):
    """Tells where an ad demands, and how surely.

    Args:
        document: the ad.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._forces: dict[tuple[int, int], Force] = {}

    def force(self, start: int, end: int) -> Force:
        """How what stands at a place is asked for."""
        place = start, end
        if place not in self._forces:
            self._forces[place] = self._force(start, end)
        return self._forces[place]

    def _force(self, start: int, end: int) -> Force:
        first, last = self.sentences.around(start)
        before, behind = self.text[first:start], self.text[end:last]
        if is_of_others(before, behind) or _is_promised(before, behind):
            return "none"
        role = self.at(start, end)
        if role == "required":
            return "demanded"
        if role == "duty":
            return "told"
        return _force_of_fragment(self.text[first:last]) if role == "open" else "none"


@lru_cache(KEPT)
def demands_of(document: Document) -> Demands:
    """The demands of an ad; many resumes are checked against one: some are kept."""
    return Demands(document)


def _is_promised(before: str, behind: str) -> bool:
    promised = _PROMISED.search(before) and not _ABLE.search(before)
    return bool(promised or _GIVEN.match(behind))


def _force_of_fragment(sentence: str) -> Force:
    """A line without a verb (``Full driving licence``) asks; of others it is not sure."""
    return "told" if _VERB.search(sentence) else "demanded"

"""What an ad demands, told from what it tells of others, promises, or does not ask for."""

from __future__ import annotations

import re
from typing import Final, Literal

from skillkg.linking.context.roles import Roles
from skillkg.matching.gates.held import is_of_others

Force = Literal["demanded", "told", "none"]
"""How a place of an ad asks: outright, perhaps (nobody fails by it), or not at all."""

_PROMISED: Final = re.compile(
    r"\b(?:gain(?:s|ing)?|receiv(?:es?|ing)|obtain(?:s|ing)?|earn(?:s|ing)?|acquir(?:es?|ing)"
    r"|get(?:s|ting)?"
    r"|build(?:ing)? up|complet(?:e|ing) (?:an?|the|your)|achiev(?:e|ing)|work(?:ing)? towards?"
    r"|stud(?:y|ying) (?:for|towards?)|train(?:ed|ing)? (?:to|as|for|towards?|up)|lead(?:s|ing)? to"
    r"|result(?:s|ing)? in|funded|sponsor(?:ed|ing|s)?|pay for|paid|free|opportunity (?:to|for)"
    r"|progress(?:ing|ion)? (?:to|towards?)|toward(?:s)?|enrol\w* (?:on|in)|offer(?:s|ing|ed)?)\b"
    r"[^.:;\n]{0,60}$",
    re.IGNORECASE,
)
_ABLE: Final = re.compile(
    r"\b(?:able|ability|eligib\w+|must|need|willing\w*|required|prepared"
    r"|expected) to\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""``Must be able to obtain SC clearance`` asks for something all the same."""
_GIVEN: Final = re.compile(
    r"[^.;\n]{0,40}\b(?:(?:will be |is |are )?(?:provided|given|paid for|funded|arranged|included)"
    r"|(?:will be|is|are) (?:offered|available)|on offer|after you (?:join|start)"
    r"|(?:earns?|gives?|entitles?|gets?|qualif(?:y|ies)) you"
    r"|can (?:earn|get|receive|claim))\b",
    re.IGNORECASE,
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|do|does|did|may|might|would|could"
    r"|we|they|he|she|it)\b",
    re.IGNORECASE,
)


class Demands(Roles):
    """Tells where an ad demands, and how surely."""

    def force(self, start: int, end: int) -> Force:
        """How what stands at a place is asked for."""
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


def _is_promised(before: str, behind: str) -> bool:
    promised = _PROMISED.search(before) and not _ABLE.search(before)
    return bool(promised or _GIVEN.match(behind))


def _force_of_fragment(sentence: str) -> Force:
    """A line without a verb (``Full driving licence``) asks; of others it is not sure."""
    return "told" if _VERB.search(sentence) else "demanded"

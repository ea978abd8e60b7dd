"""What an ad demands, told from what it tells of itself, welcomes, or does not ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.linking.context.employer import is_about_employer
from skillkg.linking.context.scopes import Scopes
from skillkg.text.sentences import Sentences

if TYPE_CHECKING:
    from skillkg.documents.document import Document

_NOT_DEMANDED: Final = {"negated", "preferred", "wished", "company"}
_ITSELF: Final = re.compile(
    r"\b(?:we|our (?:company|firm|group|team|family|business|founders?|customers?)|the company"
    r"|the firm)(?:['’]ve|['’]re)?\s+"
    r"(?:(?:have|has|had|are|is|were|was|been|also|now|proudly)\s+)*+"
    r"(?!(?:need|requir|look|seek|expect|want|ask|search|hir|recruit)\w*\b)\w+",
    re.IGNORECASE,
)
"""What a sentence says of the employer, and does not ask for."""
_WELCOME: Final = re.compile(
    r"\b(?:no|without|not?)\b[^.\n]{0,40}\b(?:needed|required|necessary|essential|expected)\b"
    r"|\b(?:nice[- ]to[- ]have|desirable|preferred|preferably|ideally|advantage(?:ous)?|a plus"
    r"|(?:would be|is|are) (?:a )?(?:bonus|plus|asset|welcome|beneficial|helpful)|optional)\b",
    re.IGNORECASE,
)
_OFFER_SECTIONS: Final = {"nice to have", "benefits", "about"}


class Demands:
    """Tells where an ad demands.

    Args:
        document: the ad.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self._sentences = Sentences(document.text)
        self._scopes = Scopes(document.text, self._sentences, "ad")

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that a place lies in."""
        return self._sentences.around(place)

    def hold(self, start: int, end: int) -> bool:
        """Whether what stands at a place is demanded."""
        first, last = self.sentence(start)
        sentence = self.text[first:last]
        if _WELCOME.search(sentence) or _ITSELF.search(sentence):
            return False
        meanings = {scope.cue.meaning for scope in self._scopes.over(start, end)}
        if meanings & _NOT_DEMANDED:
            return False
        if "required" in meanings:
            return True
        about = is_about_employer(self.document, self._sentences, start)
        return not about and self.document.section_at(start) not in _OFFER_SECTIONS

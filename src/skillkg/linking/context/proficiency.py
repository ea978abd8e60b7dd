"""How well something is mastered, as ranks in order: the levels of the CEFR, and native above them.

Words for other skills than languages lie on the same seven ranks, so that they can be compared:
``basic`` Java is rank 2 as ``A2`` German is.
"""

from __future__ import annotations

import re
from typing import Final

RANKS: Final = ("", "A1", "A2", "B1", "B2", "C1", "C2", "native")
"""Names of the ranks, lowest first; the first stands for none that is told."""
_WORDS: Final = (
    (7, r"nativ\w*|mother[- ]?tongue|first language|bilingual"),
    (6, r"c2|proficien\w+ user|full professional|near[- ]native|perfect|master(?:y|ed)?|guru"),
    (5, r"c1|fluen\w+|business(?:[- ](?:fluent|level))?|excellent|very good|advanced"
        r"|professional|expert\w*"
        r"|outstanding|exceptional|deep|in-depth|extensive|profound|thorough|comprehensive"
        r"|very well|highly (?:skilled|proficient|experienced)"),
    (4, r"b2|good|upper[- ]intermediate|working|confident\w*|strong|solid|proficien\w+|skilled"
        r"|sound|experienced|competent|well[- ]versed|proven|demonstra\w+|hands-on|practical|broad"
        r"|well"),
    (3, r"b1|intermediate|conversational|conversant|fair|familiar\w*"),
    (2, r"a2|elementary|limited|pre[- ]intermediate|some\b|basics?|rudimentary|fundamental"
        r"|theoretical"),
    (1, r"a1|beginner\w*|a little|a bit|novice|learning"),
)  # fmt: skip
PROFICIENCY: Final = re.compile(
    "|".join(rf"(?P<l{rank}>\b(?:{words})\b)" for rank, words in _WORDS), re.IGNORECASE
)


def rank_of(words: str) -> int:
    """The highest rank that words name; 0 where they name none."""
    return max((rank(match) for match in PROFICIENCY.finditer(words)), default=0)


def rank(match: re.Match[str]) -> int:
    """The rank of a match of :data:`PROFICIENCY`."""
    return int(str(match.lastgroup)[1:])

"""What a mention of a technology is classified by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.text.tokens import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from skillkg.arrays import Float64s
    from skillkg.model.mention import Mention

TECHNOLOGY_FEATURES: Final = (
    "words", "ordinary", "verbatim", "abbreviation", "capital", "listed", "expanded", "company",
    "demand", "ambiguity",
)  # fmt: skip
"""Names of the features, in the order of their columns and of a classifier's weights:

- *words*: logarithm of the words of the quote;
- *ordinary*: 1 where all words of the quote are ordinary ones, else 0;
- *verbatim*: 1 where the quote is the label to the letter, else 0;
- *abbreviation*: 1 where the quote is one word in capitals and the label says what it is short for;
- *capital*: 1 where the quote has a capital, a digit or a sign;
- *listed*: 1 where it is a whole item of a list;
- *expanded*: 1 where the document spells out the abbreviation, too;
- *company*: logarithm of one more than the other technologies within :data:`NEAR` characters;
- *demand*: logarithm of one more than the occupations that use it;
- *ambiguity*: logarithm of the concepts that answer to the quote.
"""
NEAR: Final = 160
_ITEM_START: Final = re.compile(r"(?:^|[,;:(/|•▪●■·\t\n]|\band\b|&)\s*$")
_ITEM_END: Final = re.compile(r"\s*(?:$|[,;:)/|•▪●■·\t\n.]|and\b|&)")


def technology_features(
    text: str,
    mentions: Sequence[Mention],
    demand: Mapping[str, int],
    ordinary: Collection[str],
) -> Float64s:
    """Features of mentions of technologies, in text order: shape (mentions, features), rounded.

    Args:
        text: that of their document.
        mentions: of technologies.
        demand: how many occupations use each, by IRI.
        ordinary: words in small letters that are no names of products.
    """
    starts = np.array([mention.span.start for mention in mentions])
    concepts = np.array([mention.concept for mention in mentions])
    folded = text.casefold()
    rows = []
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        near = (starts > start - NEAR) & (starts < end + NEAR) & (concepts != mention.concept)
        expansion = _expansion(mention)
        rows.append(
            [
                np.log(max(1, len(words(mention.span.quote)))),
                all(word.casefold() in ordinary for word in mention.span.quote.split()),
                mention.span.quote == mention.label,
                bool(expansion),
                re.search(r"[A-Z\d+#.]", mention.span.quote) is not None,
                _is_listed(text, start, end),
                bool(expansion) and expansion in folded,
                np.log1p(len(set(concepts[near]))),
                np.log1p(demand.get(mention.concept, 0)),
                np.log1p(len(mention.alternatives)),
            ]
        )
    return np.array(rows, dtype=np.float64).round(4)


def _is_listed(text: str, start: int, end: int) -> bool:
    before = _ITEM_START.search(text[max(0, start - 6) : start])
    return bool((start == 0 or before) and _ITEM_END.match(text[end : end + 6]))


def _expansion(mention: Mention) -> str:
    """What an abbreviation is short for by the label; empty where the quote is none."""
    quote = mention.span.quote
    if not quote.isupper() or " " in quote or quote not in mention.label.split():
        return ""
    rest = mention.label.partition(quote)[0].strip().casefold()
    return rest if len(rest.split()) > 1 else ""

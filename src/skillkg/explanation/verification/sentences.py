"""Whether what is told of the ad's sentences goes with what was found in them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from skillkg.explanation.verification.sums import asked_of
from skillkg.matching.abstention import is_foreign, reasons
from skillkg.matching.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Match


COUNTED: Final = " sentences that ask for something, "


def sentence_differences(match: Match) -> Iterator[str]:
    """Sentences with mentions were understood, the note counts them, and abstentions follow."""
    named = {mention.span for mention in match.ad.mentions}
    named |= {gate.requirement for gate in match.gates if gate.requirement is not None}
    begun = sorted(named)
    ends = [0, *accumulate((span.end for span in begun), max)]
    for each in match.sentences:
        before = bisect_left(begun, each.span.end, key=lambda span: span.start)
        if not each.is_understood and ends[before] > each.span.start:
            yield f"“{each.span.quote:.60}” was understood: something is found in it"
    needs = Understood(match.sentences)
    counts = [note for note in match.notes if COUNTED in note]
    if counts != ([f"ad: {needs.note}"] if needs.asking else []):
        yield f"the notes count other sentences than “{needs.note:.80}”"
    words = {name: side.words for name, side in (("ad", match.ad), ("resume", match.resume))}
    asks = any(asked_of(match).values())
    known = reasons(words if match.parameters.encoders else {}, {}, needs, asks=asks)
    # How much is in another language the documents show.
    told = [reason for reason in match.abstained if not is_foreign(reason)]
    if told != (expected := [*known]):
        yield f"abstained on account of {told}, not of {expected}"

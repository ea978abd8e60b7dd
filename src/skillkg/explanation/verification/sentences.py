"""Whether what is told of the ad's sentences goes with what was found in them."""

from __future__ import annotations

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
    for each in match.sentences:
        start, end = each.span.start, each.span.end
        if not each.is_understood and any(s.start < end and start < s.end for s in named):
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

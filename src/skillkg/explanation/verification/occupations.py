"""Whether occupations weigh what the quotes give that speak for them."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from math import exp, fsum, isclose, prod, sqrt
from typing import TYPE_CHECKING, Final

from skillkg.explanation.verification.sums import scoring_of
from skillkg.linking.titles.occupation_linker import LEAST, MAX_ALTERNATIVES
from skillkg.matching.scoring import UNIT
from skillkg.vocabulary import ONET_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillkg.matching.scoring import Scoring
    from skillkg.model.match import Entry, Evidence, Match, Side, View
    from skillkg.model.mention import Mention

QUOTED: Final = 4
"""Quotes that are named beside an occupation; its evidence has all."""
ROUNDED: Final = 0.5 + 1e-6
"""Units that are rounded away, and what is lost as figures are added in another order."""
CLOSE: Final = 1e-6
"""How far the odds of two occupations may be from what their cosines give."""


def occupations_of(side: Side) -> list[Entry]:
    """The occupations of a profile."""
    return [entry for entry in side.profile if entry.block == "occupations"]


def attested_differences(match: Match) -> Iterator[str]:
    """How far the resume attests occupations follows from the quotes that speak for them."""
    scoring = scoring_of(match)
    yield from _quotes(match, "resume", match.resume)
    for entry in occupations_of(match.resume):
        weight = _attested(entry, scoring)
        if entry.evidence and abs(weight - entry.weight) * UNIT > ROUNDED:
            yield f"{match.label(entry.concept)}: attested by {weight:g}, not {entry.weight:g}"
    for view in ("statements", "passages"):
        yield from _counted(match, view, scoring.best * len(match.parameters.encoders))
    # How far titles of older jobs fade the documents show.
    if "occupations" in match.parameters.classifiers and not scoring.half_life:
        yield from _titles(match)


def _counted(match: Match, view: View, most: int) -> Iterator[str]:
    """As many quotes speak for each occupation: the best, or all that the resume has."""
    counts = {
        entry.concept: len(_of_view(entry, view))
        for entry in occupations_of(match.resume)
        if entry.evidence
    }
    expected = min(max(counts.values(), default=0), most)
    for concept, count in counts.items():
        if count != expected:
            yield f"{match.label(concept)}: {count} {view} attest it, and not {expected}"


def _quotes(match: Match, side: str, of: Side) -> Iterator[str]:
    """Occupations rest on quotes, by the encoders that the record names; some are shown."""
    encoders = set(match.parameters.encoders)
    for entry in occupations_of(of):
        name = f"{side}: {match.label(entry.concept)}"
        if bool(entry.evidence) != bool(encoders):
            yield f"{name} has {'no evidence' if encoders else 'evidence, and no encoder gave it'}"
            continue
        for each in entry.evidence:
            if each.encoder not in ({""} if each.view == "titles" else encoders):
                yield f"{name}: evidence by {each.encoder or 'no encoder'}, which is none named"
        single = dict.fromkeys(e.span for e in entry.evidence if e.view != "passages")
        if entry.evidence and entry.spans != tuple(sorted(islice(single, QUOTED))):
            yield f"{name} has other places than its evidence"


def _of_view(entry: Entry, view: View) -> list[Evidence]:
    return [each for each in entry.evidence if each.view == view]


def _attested(entry: Entry, scoring: Scoring) -> float:
    """The mean of three views: titles as classified, statements, and passages."""
    titles = [each.value for each in _of_view(entry, "titles")]
    views = [_of_view(entry, view) for view in ("statements", "passages")]
    return (_titled(titles, scoring) + fsum(_near(view, scoring) for view in views)) / 3


def _titled(titles: list[float], scoring: Scoring) -> float:
    return sqrt(1 - prod(1 - scoring.title * probability for probability in titles))


def _near(quotes: Sequence[Evidence], scoring: Scoring) -> float:
    """A logistic curve of how near the best quotes are, by all encoders."""
    mean = fsum(max(each, 0.0) for each in _joint(quotes, scoring)) / scoring.best
    return 1 / (1 + exp((scoring.centre - mean) / scoring.width)) if mean > 0 else 0.0


def _joint(quotes: Sequence[Evidence], scoring: Scoring) -> list[float]:
    """How near quotes are by all encoders; each has a figure by every one, the static one first."""
    size = len(dict.fromkeys(each.encoder for each in quotes))
    shares = scoring.encoders(size) if size else ()
    return [
        fsum(s * each.value for s, each in zip(shares, quotes[at : at + size], strict=True))
        for at in range(0, len(quotes), size or 1)
    ]


def _titles(match: Match) -> Iterator[str]:
    """Titles attest what the mentions of them say that they mean, and as surely."""
    linked = {m.span: m for m in match.resume.mentions if m.block == "occupations"}
    for entry in occupations_of(match.resume):
        name = match.label(entry.concept)
        told = {each.span: each.value for each in _of_view(entry, "titles")}
        for span in sorted(told.keys() | linked.keys()):
            read = _read(linked.get(span), entry.concept)
            if read is not None and told.get(span, 0.0) != read:
                value = told.get(span, 0.0)
                yield f"{name}: the title “{span.quote:.40}” attests it by {value!r}, not {read!r}"
            elif span not in linked and told[span] >= LEAST:
                yield f"{name}: the title “{span.quote:.40}” is linked to nothing"


def _read(title: Mention | None, concept: str) -> float | None:
    """How probably a title means an occupation; None where the record does not tell."""
    if title is None or title.probability is None:
        return None
    others = dict(zip(title.alternatives, title.alternative_probabilities, strict=False))
    unknown = None if len(title.alternatives) >= MAX_ALTERNATIVES else 0.0
    return ({concept: None} | others | {title.concept: title.probability})[concept] or unknown


def asked_differences(match: Match) -> Iterator[str]:
    """How probably an ad is about occupations follows from its quotes and titles.

    Of each taxonomy the odds are ``e^(nearness / temperature)``, and what titles say has a share;
    how much it is depends on occupations that the record does not tell of.
    """
    yield from _quotes(match, "ad", match.ad)
    weights = [entry.weight for entry in occupations_of(match.ad) if entry.evidence]
    if weights and not isclose(fsum(weights), 1, abs_tol=1e-9):
        yield f"ad: the probabilities of its occupations sum to {fsum(weights)!r}, not to 1"
    titled = _titled_in_ad(match)
    if titled is None:
        return
    taxonomies: dict[bool, list[Entry]] = defaultdict(list)
    for entry in occupations_of(match.ad):
        if entry.evidence:
            taxonomies[entry.concept.startswith(ONET_DATA)].append(entry)
    for entries in taxonomies.values():
        yield from _odds(match, entries, titled, len(taxonomies))


def _titled_in_ad(match: Match) -> Mapping[str, float] | None:
    """By occupation the sum of its probabilities over titles; None where not all are told."""
    if "occupations" not in match.parameters.classifiers or any(
        note.startswith("ad: ") and "was not linked" in note for note in match.notes
    ):
        return None
    sums: dict[str, float] = defaultdict(float)
    for mention in match.ad.mentions:
        if mention.block == "occupations" and mention.probability is not None:
            if len(mention.alternatives) >= MAX_ALTERNATIVES:
                return None
            sums[mention.concept] += mention.probability
            for other, value in zip(
                mention.alternatives, mention.alternative_probabilities, strict=False
            ):
                sums[other] += value
    return sums


def _odds(
    match: Match, entries: Sequence[Entry], titled: Mapping[str, float], taxonomies: int
) -> Iterator[str]:
    """What is wrong with the occupations of one taxonomy."""
    scoring = scoring_of(match)
    if len(entries) > scoring.requirements:
        yield f"ad: {len(entries)} occupations of one taxonomy, and not {scoring.requirements}"
        return
    if not isclose(total := fsum(e.weight for e in entries), 1 / taxonomies, abs_tol=1e-9):
        yield f"ad: those of one taxonomy sum to {total!r}, not to 1 / {taxonomies}"
    quotes = [_joint(entry.evidence, scoring) for entry in entries]
    if len({*map(len, quotes)}) > 1 or len(quotes[0]) > 1 + scoring.statements:
        yield f"ad: {[*map(len, quotes)]} quotes speak for its occupations, which is not as many"
        return
    # Whether the first quote is a title the record does not say.
    readings = [
        _unlikely(entries, [_nearness(each, share) for each in quotes], titled, scoring)
        for share in (scoring.titles, None)
    ]
    for entry in min(readings, key=len):
        yield f"ad: {match.label(entry.concept)} weighs {entry.weight!r}, not what its quotes give"


def _nearness(quotes: Sequence[float], title: float | None) -> float:
    """The mean of what quotes give, a title's share apart."""
    if title is None or len(quotes) == 1:
        return fsum(quotes) / len(quotes)
    return title * quotes[0] + (1 - title) * fsum(quotes[1:]) / (len(quotes) - 1)


def _unlikely(
    entries: Sequence[Entry], near: Sequence[float], titled: Mapping[str, float], scoring: Scoring
) -> list[Entry]:
    """Entries whose weights are not ``a · e^(nearness / temperature) + b · titled``.

    Of all a and b those are taken by which most entries are right.
    """
    given = [
        (entry, exp((each - max(near)) / scoring.temperature), titled.get(entry.concept, 0.0))
        for entry, each in zip(entries, near, strict=True)
    ]
    found: list[list[Entry]] = []
    for a in dict.fromkeys(entry.weight / odds for entry, odds, said in given if odds and not said):
        slopes = [
            (entry.weight - part) / said
            for entry, odds, said in given
            if said
            for part in (a * odds, 0.0)
        ]
        found += [
            [entry for entry, odds, said in given if not _is_given(entry, a * odds, b * said)]
            for b in slopes or [0.0]
        ]
    return min(found, key=len, default=[])


def _is_given(entry: Entry, near: float, said: float) -> bool:
    """Whether a weight is made of two parts; what a title says may be too far to have the first."""
    return any(
        isclose(entry.weight, each, rel_tol=CLOSE, abs_tol=1e-12)
        for each in ((near + said, said) if said else (near,))
    )

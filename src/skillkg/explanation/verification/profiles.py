"""Whether what an ad asks for and a resume offers follows from what was read in them."""

from __future__ import annotations

from collections import defaultdict
from math import exp, fsum, isclose, log1p, prod
from typing import TYPE_CHECKING, Final

from skillkg.explanation.verification.sums import EXACT, asked_of, scoring_of
from skillkg.matching.scoring import UNIT, units
from skillkg.matching.skills import demand_of, is_likely
from skillkg.model.match import Entry, evidence_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.matching.scoring import Scoring
    from skillkg.model.match import Contribution, Match, Side
    from skillkg.model.mention import Block, Mention
    from skillkg.model.parameters import ClassifierParameters

DIGITS: Final = 4
"""Decimals of scores and probabilities."""


def probability_differences(match: Match) -> Iterator[str]:
    """Probabilities of mentions follow from their features."""
    classifiers, encoders = match.parameters.classifiers, match.parameters.encoders
    for kind, each in classifiers.items():
        if each.encoder not in ("", *encoders) and encoders:
            yield f"the classifier of {kind} asks {each.encoder}, which is no encoder of the record"
    for side in (match.ad, match.resume):
        for mention in side.mentions:
            name = f"“{mention.span.quote:.60}”"
            kinds = (
                ("occupations",) if mention.block == "occupations" else ("skills", "technologies")
            )
            known = [classifiers[kind] for kind in kinds if kind in classifiers]
            if mention.probability is None:
                if mention.features:
                    yield f"{name}: features, and no probability"
            elif not any(_is_probability(mention, each) for each in known):
                yield f"{name}: {mention.probability!r} does not follow from its features"


def _is_probability(mention: Mention, classifier: ClassifierParameters) -> bool:
    if len(mention.features) != len(classifier.weights):
        return False
    return isclose(
        calibrated(classifier, mention.features), mention.probability or 0, abs_tol=10.0**-DIGITS
    )


def calibrated(classifier: ClassifierParameters, features: tuple[float, ...]) -> float:
    """A probability of features; see ``ClassifierParameters``."""
    linear = classifier.intercept + fsum(
        weight * value for weight, value in zip(classifier.weights, features, strict=True)
    )
    return beta_calibrated(round(linear, DIGITS), classifier.beta)


def beta_calibrated(score: float, curve: tuple[float, ...]) -> float:
    """The probability that log-odds have by a calibration curve, above 0."""
    shift, low, high = curve
    logistic = shift - low * _softplus(-score) + high * _softplus(score)
    return max(round(1 / (1 + exp(-logistic)), DIGITS), 10.0**-DIGITS)


def _softplus(value: float) -> float:
    """``ln(1 + e^value)``, however large."""
    return max(value, 0.0) + log1p(exp(-abs(value)))


def entry_differences(match: Match) -> Iterator[str]:
    """Skills of both profiles are those of the mentions, with their probabilities and places."""
    scoring = scoring_of(match)
    for name, side in (("ad", match.ad), ("resume", match.resume)):
        expected = _stated(side, "skills", scoring)
        told = {entry.concept: entry for entry in side.profile if entry.block == "skills"}
        for concept in sorted(expected.keys() ^ told.keys()):
            where = "mentions" if concept in expected else "profile"
            yield f"{name}: {match.label(concept)} is in its {where} alone"
        for concept in sorted(expected.keys() & told.keys()):
            yield from _entry(match, name, told[concept], expected[concept])
        if not match.parameters.encoders:  # else quotes attest occupations
            titled = _stated(side, "occupations", scoring)
            yield from _titled(match, name, side, titled)
    yield from _asking(match, scoring)


def _titled(match: Match, name: str, side: Side, expected: Mapping[str, Entry]) -> Iterator[str]:
    """Occupations are those that titles are linked to."""
    told = {entry.concept: entry for entry in side.profile if entry.block == "occupations"}
    # A resume's profile has those alone that it offers for a requirement.
    known = told.keys() if name == "resume" else expected.keys() | told.keys()
    for concept in sorted(known - (expected.keys() & told.keys())):
        yield f"{name}: {match.label(concept)} is in its profile or its titles alone"
    for concept in sorted(expected.keys() & told.keys()):
        yield from _entry(match, name, told[concept], expected[concept])


def _stated(side: Side, block: Block, scoring: Scoring) -> dict[str, Entry]:
    """Entries of the concepts that a document states, by its mentions."""
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in side.mentions:
        if mention.stance == "stated" and mention.block == block:
            places[mention.concept].append(mention)
    entries: dict[str, Entry] = {}
    for concept, held in places.items():
        known = (each.probability for each in held)
        surest = max(scoring.unjudged if each is None else each for each in known)
        spans = tuple(sorted({each.span for each in held}))
        entries[concept] = Entry(
            concept, block, units(surest) / UNIT, spans, not any(each.label for each in held)
        )
    return entries


def _entry(match: Match, side: str, told: Entry, expected: Entry) -> Iterator[str]:
    name = f"{side}: {match.label(told.concept)}"
    weight = told.asking.probability if told.asking else told.weight
    if weight != expected.weight:
        yield f"{name} weighs {weight!r}, not {expected.weight!r} as its surest mention"
    if told.spans != expected.spans:
        yield f"{name} has other places than its mentions"
    if told.is_described != expected.is_described:
        yield f"{name} is called {'described' if told.is_described else 'named'}, and is not"


def _asking(match: Match, scoring: Scoring) -> Iterator[str]:
    """What an ad's skills weigh; that its title names one shows in the document alone."""
    demands = demand_of(match.ad.mentions)
    counted = {
        "required": scoring.required,
        "preferred": scoring.preferred,
        None: scoring.mentioned,
    }
    for entry in match.ad.profile:
        if entry.block != "skills":
            continue
        name = f"ad: {match.label(entry.concept)}"
        if entry.asking is None:
            yield f"{name}: nothing is told of what its weight is made of"
            continue
        if not isclose(entry.weight, prod(entry.asking), abs_tol=EXACT):
            yield f"{name} weighs {entry.weight!r}, not {prod(entry.asking)!r}"
        if entry.asking.demand not in (scoring.titled, counted[demands.get(entry.concept)]):
            asked = demands.get(entry.concept, "mentioned")
            yield f"{name}: a demand of {entry.asking.demand!r}, where it is {asked}"


def part_differences(match: Match) -> Iterator[str]:
    """Each part is of what the ad asks for, offered by what the resume attests."""
    asked = asked_of(match)
    ad = {(entry.block, entry.concept): entry for entry in match.ad.profile}
    resume = {entry.concept: entry for entry in match.resume.profile}
    for part in match.contributions:
        name, key = match.label(part.requirement), (part.block, part.requirement)
        if asked[part.block].get(part.requirement) != part.requirement_weight:
            share = asked[part.block].get(part.requirement, 0)
            yield f"{name}: the ad asks for it by {share!r}, not {part.requirement_weight!r}"
        elif part.requirement_spans != ad[key].spans:
            yield f"{name}: other places of the ad than its profile has"
        yield from _offered(match, name, part.skill, part.skill_weight, part.skill_spans, resume)
        yield from _published(match, part, resume)
    yield from _covered(match, ad, resume)
    offered = {part.skill for part in match.parts}
    offered |= {part.published.skill for part in match.contributions if part.published}
    for entry in match.resume.profile:
        if entry.block == "occupations" and entry.concept not in offered:
            yield f"{match.label(entry.concept)}: attested, and offered for nothing"


def _offered(
    match: Match,
    name: str,
    skill: str,
    weight: float | None,
    spans: tuple[object, ...],
    resume: Mapping[str, Entry],
) -> Iterator[str]:
    entry, label = resume.get(skill), match.label(skill)
    if entry is None:
        yield f"{name}: the resume attests no {label}"
    elif weight is not None and entry.weight != weight:
        yield f"{name}: {label} is attested by {entry.weight!r}, not {weight!r}"
    elif entry.spans != spans:
        yield f"{name}: other places of the resume than its profile has for {label}"


def _published(match: Match, part: Contribution, resume: Mapping[str, Entry]) -> Iterator[str]:
    """Where an offer rests on learned edges, the best one without is an offer, too."""
    told, name = part.published, match.label(part.requirement)
    if told is None:
        return
    if evidence_class(part.path) != "learned" or evidence_class(told.path) == "learned":
        yield f"{name}: an offer without learned edges is told, and is none or the best itself"
    offer = units(told.path.strength * told.skill_weight) / UNIT
    if told.offer != offer or not 0 < told.offer <= part.offer:
        yield f"{name}: the offer without learned edges is {told.offer!r}, not {offer!r}"
    entry = resume.get(told.skill)
    if entry is None or entry.weight != told.skill_weight:
        yield f"{name}: the resume attests {match.label(told.skill)} otherwise"


def _covered(
    match: Match, ad: Mapping[tuple[Block, str], Entry], resume: Mapping[str, Entry]
) -> Iterator[str]:
    """Coverage is of just what the ad likely asks for, and as strong as its path says."""
    from skillkg.matching.coverage import LEAST

    likely = {
        key
        for key, entry in ad.items()
        if (entry.weight >= LEAST if entry.block == "occupations" else _is_likely(entry))
    }
    covered = [(each.block, each.requirement) for each in match.coverage]
    for key in sorted(set(covered) ^ likely):
        yield f"{match.label(key[1])}: likely asked for or covered, and not both"
    for each in match.coverage:
        name = match.label(each.requirement)
        asking = ad.get((each.block, each.requirement))
        if asking is not None and each.requirement_spans != asking.spans:
            yield f"{name}: other places of the ad than its profile has"
        if each.skill is None:
            if each.strength or each.path.steps or each.skill_spans:
                yield f"{name}: missing, and yet something is told of an offer"
            continue
        yield from _offered(match, name, each.skill, None, each.skill_spans, resume)
        weight = resume[each.skill].weight if each.skill in resume else 0.0
        if not isclose(each.strength, each.path.strength * weight, abs_tol=EXACT):
            yield f"{name}: covered by {each.strength!r}, not {each.path.strength * weight!r}"


def _is_likely(entry: Entry) -> bool:
    """Whether the ad likely states a skill; its weight there is that of asking."""
    probability = entry.asking.probability if entry.asking else entry.weight
    return is_likely(Entry(entry.concept, entry.block, probability, (), entry.is_described))

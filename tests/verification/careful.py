"""Recomputes all that follows from a record's own values, as a careful forger would.

Nothing here looks at the graph or the documents. Offers are chosen among the paths that the record
itself has.
"""

from __future__ import annotations

from collections import defaultdict
from math import exp, fsum, log1p, prod, sqrt
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from skillkg.explanation.canonical import sealed
from skillkg.explanation.record import RECORDS

Record = dict[str, Any]
UNIT: Final = 4096
LIKELY: Final = 0.5
FLOOR: Final = 0.3
LEAST: Final = 0.1
QUOTED: Final = 4
CLASSES: Final = ("same", "asserted", "crosswalk", "learned")
WEIGHTS: Final = ("requirement_weight", "relatedness", "skill_weight", "offer")


def recomputed(record: Record) -> Record:
    """The record with every figure made of others made of them again, and sealed."""
    for side in ("ad", "resume"):
        record["profiles"][side] = [*_skills(record, side), *_occupations(record, side)]
    _scale(record)
    _choose(record)
    keep_what_is_used(record)
    return resealed(record)


def resealed(record: Record) -> Record:
    """The record with its fit, its own name and digests made again."""
    record["fit"] = fit(record)
    record["record_id"] = record_id(record)
    return sealed(record)


def fit(record: Record) -> float:
    total = sum(each["words"] for each in record["repetitions"]) / max(record["ad"]["words"], 1)
    for block in ("skills", "occupations"):
        if scale := record["scales"].get(block):
            weights = [c["weights"] for c in record["contributions"] if c["block"] == block]
            product = sum(each["requirement_weight"] * each["offer"] for each in weights)
            total += scale["weight"] / scale["total"] * product
    return total


def record_id(record: Record) -> str:
    named = (record["subject_ref"], record["position_ref"], record["timestamp"] or "")
    digests = (record["resume"]["digest"], record["ad"]["digest"])
    return uuid5(NAMESPACE_URL, RECORDS + "/".join((*named, *digests))).urn


# What was read ----------------------------------------------------------------------------------


def probability(classifier: Record, features: list[float]) -> float:
    """What a classifier of a record says of features."""
    products = (w * f for w, f in zip(classifier["weights"], features, strict=True))
    return curve(round(classifier["intercept"] + fsum(products), 4), classifier["beta"])


def curve(score: float, beta: list[float]) -> float:
    shift, low, high = beta
    return max(round(1 / (1 + exp(-(shift - low * _plus(-score) + high * _plus(score)))), 4), 1e-4)


def _plus(value: float) -> float:
    return max(value, 0.0) + log1p(exp(-abs(value)))


def classifier_of(record: Record, mention: Record) -> Record:
    """The classifier whose probability a mention has."""
    for name, each in record["parameters"]["classifiers"].items():
        fits = len(each["weights"]) == len(mention["features"])
        if fits and (name == "occupations") == (mention["block"] == "occupations"):
            return each
    raise LookupError(mention["concept"])


def in_text_order(mentions: list[Record]) -> list[Record]:
    return sorted(mentions, key=lambda each: place(each["span"]))


def place(span: Record) -> tuple[int, int, str]:
    return span["start"], span["end"], span["quote"]


def _skills(record: Record, side: str) -> list[Record]:
    held: dict[str, list[Record]] = defaultdict(list)
    for mention in record["mentions"][side]:
        if mention["stance"] == "stated" and mention["block"] == "skills":
            held[mention["concept"]].append(mention)
    known = {e["concept"]: e for e in record["profiles"][side] if e["block"] == "skills"}
    entries = [_entry(record, held[concept]) for concept in sorted(held)]
    return entries if side == "resume" else [_asked(record, each, known, held) for each in entries]


def _entry(record: Record, mentions: list[Record]) -> Record:
    unjudged = record["parameters"]["scoring"]["unjudged"]
    surest = max(unjudged if m["probability"] is None else m["probability"] for m in mentions)
    spans = {place(mention["span"]): mention["span"] for mention in mentions}
    return {
        "concept": mentions[0]["concept"],
        "block": "skills",
        "weight": round(surest * UNIT) / UNIT,
        "is_described": not any(mention["label"] for mention in mentions),
        "spans": [spans[each] for each in sorted(spans)],
    }


def _asked(
    record: Record, entry: Record, known: dict[str, Record], held: dict[str, list[Record]]
) -> Record:
    """An entry with what its weight is the product of; rarities are those that were told."""
    told = known.get(entry["concept"], {}).get("asking", {"rarity": 1.0, "demand": None})
    scoring = record["parameters"]["scoring"]
    asking = {
        "probability": entry["weight"],
        "rarity": told["rarity"],
        "demand": _demand(scoring, held[entry["concept"]], told["demand"]),
    }
    return entry | {"weight": prod(asking.values()), "asking": asking}


def _demand(scoring: Record, mentions: list[Record], known: float | None) -> float:
    if known == scoring["titled"]:
        return known
    demands = {mention["demand"] for mention in mentions}
    said = next((each for each in ("required", "preferred") if each in demands), "mentioned")
    return float(scoring[said])


def _occupations(record: Record, side: str) -> list[Record]:
    entries = [e for e in record["profiles"][side] if e["block"] == "occupations"]
    entries.sort(key=lambda each: str(each["concept"]))
    for each in entries:
        single = {place(e["span"]): e["span"] for e in each["evidence"] if e["view"] != "passages"}
        each["spans"] = [single[shown] for shown in sorted([*single][:QUOTED])]
    if side == "ad":
        total = fsum(each["weight"] for each in entries)
        for each in entries:
            each["weight"] /= total if abs(total - 1) > 1e-12 else 1
    else:
        for each in entries:
            each["weight"] = attested(each, record["parameters"]["scoring"])
    return entries


def attested(entry: Record, scoring: Record) -> float:
    """How far quotes attest an occupation; by one encoder."""
    views: dict[str, list[float]] = {"titles": [], "statements": [], "passages": []}
    for quote in entry["evidence"]:
        views[quote["view"]].append(quote["value"])
    found = sqrt(1 - prod(1 - scoring["title"] * value for value in views.pop("titles")))
    for values in views.values():
        near = fsum(value for value in values if value > 0) / scoring["best"]
        found += 1 / (1 + exp((scoring["centre"] - near) / scoring["width"])) if near > 0 else 0.0
    return round(found / 3 * UNIT) / UNIT


# What is compared -------------------------------------------------------------------------------


def asked(record: Record) -> dict[str, dict[str, float]]:
    """Shares of what the ad asks for, by block and concept."""
    shares: dict[str, dict[str, float]] = {}
    for block in ("skills", "occupations"):
        weights = {
            e["concept"]: e["weight"] for e in record["profiles"]["ad"] if e["block"] == block
        }
        total = fsum(weights.values()) or 1.0
        found = {c: int(weight / total * UNIT) / UNIT for c, weight in weights.items()}
        shares[block] = {concept: share for concept, share in found.items() if share}
    return shares


def _scale(record: Record) -> None:
    words = max(record["ad"]["words"], 1)
    for each in record["repetitions"]:
        each["contribution"] = each["words"] / words
    left = 1 - sum(each["words"] for each in record["repetitions"]) / words
    skills = record["parameters"]["scoring"]["skills"]
    shares = {"skills": skills, "occupations": 1 - skills}
    filled = {block: weights for block, weights in asked(record).items() if weights}
    whole = sum(shares[block] for block in filled)
    record["scales"] = {
        block: {"weight": shares[block] / whole * left, "total": sum(weights.values())}
        for block, weights in filled.items()
    }


def _choose(record: Record) -> None:
    """The best offers, of those that the record knows of."""
    paths: dict[tuple[str, str], dict[str, list[Record]]] = defaultdict(dict)
    for part in (*record["contributions"], *record["coverage"]):
        if part["skill"] is not None:
            paths[part["block"], part["requirement"]].setdefault(part["skill"], part["path"])
    resume = {entry["concept"]: entry for entry in record["profiles"]["resume"]}
    denied = {m["concept"] for m in record["mentions"]["resume"] if m["stance"] == "negated"}
    contributions, coverage = [], []
    shares = asked(record)
    for entry in record["profiles"]["ad"]:
        known = paths[entry["block"], entry["concept"]] | {entry["concept"]: []}
        offers = [
            (resume[concept], path)
            for concept, path in known.items()
            if concept in resume and not (entry["concept"] in denied and _is_implied(path))
        ]
        share = shares[entry["block"]].get(entry["concept"])
        contributions += _contribution(record, entry, share, offers)
        coverage += _coverage(record, entry, offers)
    record["contributions"] = sorted(contributions, key=_largest_first)
    record["coverage"] = sorted(coverage, key=_as_asked)


def _is_implied(path: list[Record]) -> bool:
    return any(step["kind"] == "essential" for step in path)


def strength(path: list[Record]) -> float:
    return prod(step["strength"] for step in path)


def _contribution(
    record: Record, entry: Record, share: float | None, offers: list[tuple[Record, list[Record]]]
) -> list[Record]:
    if not share or not offers:
        return []
    held, path = max(
        offers,
        key=lambda each: (
            strength(each[1]) * each[0]["weight"],
            -len(each[1]),
            each[0]["concept"],
        ),
    )
    offer = round(strength(path) * held["weight"] * UNIT) / UNIT
    if not offer:
        return []
    scale = record["scales"][entry["block"]]
    return [
        {
            "requirement": entry["concept"],
            "skill": held["concept"],
            "block": entry["block"],
            "contribution": scale["weight"] * (share * offer / scale["total"]),
            "path": path,
            "requirement_spans": entry["spans"],
            "skill_spans": held["spans"],
            "weights": dict(
                zip(WEIGHTS, (share, strength(path), held["weight"], offer), strict=True)
            ),
        }
    ]


def _coverage(
    record: Record, entry: Record, offers: list[tuple[Record, list[Record]]]
) -> list[Record]:
    if entry["block"] == "skills":
        if entry["is_described"] and entry["asking"]["probability"] < LIKELY:
            return []
    elif entry["weight"] < LEAST:
        return []
    shown = [each for each in offers if _is_shown(record, entry, *each)]
    row = {
        "requirement": entry["concept"],
        "block": entry["block"],
        "status": "missing",
        "strength": 0.0,
        "skill": None,
        "path": [],
        "requirement_spans": entry["spans"],
        "skill_spans": [],
    }
    if shown:
        held, path = max(shown, key=lambda each: _preference(*each))
        row |= {
            "status": status(path),
            "strength": strength(path) * held["weight"],
            "skill": held["concept"],
            "path": path,
            "skill_spans": held["spans"],
        }
    return [row]


def _is_shown(record: Record, entry: Record, held: Record, path: list[Record]) -> bool:
    if held["block"] == "skills":
        return not held["is_described"] or held["weight"] >= LIKELY
    if held["concept"] != entry["concept"]:
        return strength(path) * held["weight"] >= FLOOR
    titled = [
        mention["probability"] or 0.0
        for mention in record["mentions"]["resume"]
        if mention["concept"] == held["concept"] and mention["block"] == "occupations"
    ]
    return max(held["weight"], *titled, 0.0) >= LIKELY


def _preference(held: Record, path: list[Record]) -> tuple[int, float, str]:
    return -CLASSES.index(status(path)), strength(path) * held["weight"], held["concept"]


def status(path: list[Record]) -> str:
    kinds = {step["kind"] for step in path}
    if not kinds:
        return "same"
    if "relatedness" in kinds:
        return "learned"
    return "crosswalk" if any(kind.endswith("Match") for kind in kinds) else "asserted"


def _largest_first(part: Record) -> tuple[float, str, str, str]:
    return -part["contribution"], part["block"], part["requirement"], part["skill"]


def _as_asked(row: Record) -> tuple[list[tuple[int, int, str]], str, str]:
    return [place(each) for each in row["requirement_spans"][:1]], row["block"], row["requirement"]


# What is told of it -----------------------------------------------------------------------------


def steps(record: Record) -> list[Record]:
    """All steps of all paths, which may be one and the same in several."""
    return [
        step for part in (*record["contributions"], *record["coverage"]) for step in part["path"]
    ]


def keep_what_is_used(record: Record) -> None:
    """Occupations that are offered, learned edges that are walked, labels of what is named."""
    parts = (*record["contributions"], *record["coverage"])
    offered = {part["skill"] for part in parts}
    record["profiles"]["resume"] = [
        entry
        for entry in record["profiles"]["resume"]
        if entry["block"] == "skills" or entry["concept"] in offered
    ]
    learned = [step for step in steps(record) if step["kind"] == "relatedness"]
    walked = {frozenset((step["from"], step["to"])) for step in learned}
    record["learned"] = [
        edge for edge in record["learned"] if frozenset((edge["source"], edge["target"])) in walked
    ]
    found = {edge["relating"] for edge in record["learned"]}
    record["relating"] = [each for each in record["relating"] if each["activity"] in found]
    record["labels"] = {
        concept: label for concept, label in record["labels"].items() if concept in concepts(record)
    }


def concepts(record: Record) -> set[str]:
    """All concepts that a record has a label of."""
    found = {step[end] for step in steps(record) for end in ("from", "to")}
    for side in ("ad", "resume"):
        found |= {entry["concept"] for entry in record["profiles"][side]}
        for mention in record["mentions"][side]:
            found |= {mention["concept"], *mention["alternatives"]}
    return found

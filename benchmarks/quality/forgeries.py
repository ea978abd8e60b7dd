"""Lies that records of matches are made to tell; fit and digests are right again after them."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, Final

from skillkg.explanation.canonical import canonical, sealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Record = dict[str, Any]
    Lie = Callable[[Record, Random], object]

OTHER: Final = "sha256:" + 64 * "3"


def forged(record: Record, lie: Lie, random: Random) -> bytes:
    """The record after a lie, with its fit and digests made again.

    Args:
        record: a genuine one, which is changed.
        lie: changes it.
        random: chooses what is lied about.

    Raises:
        IndexError: there is nothing in the record that the lie could be told of.
    """
    lie(record, random)
    record["contributions"].sort(key=lambda c: (-c["contribution"], c["block"], c["requirement"]))
    fit = sum(each["words"] for each in record["repetitions"]) / max(record["ad"]["words"], 1)
    for block in ("skills", "occupations"):
        if scale := record["scales"].get(block):
            weights = [c["weights"] for c in record["contributions"] if c["block"] == block]
            product = sum(each["requirement_weight"] * each["offer"] for each in weights)
            fit += scale["weight"] / scale["total"] * product
    record["fit"] = fit
    return canonical(sealed(record))


def _parts(record: Record) -> list[Record]:
    return [*record["contributions"], *record["coverage"]]


def _steps(record: Record, *, learned: bool) -> list[Record]:
    steps = [step for part in _parts(record) for step in part["path"]]
    return [step for step in steps if (step["kind"] == "relatedness") is learned]


def _entries(record: Record, side: str, block: str) -> list[Record]:
    return [entry for entry in record["profiles"][side] if entry["block"] == block]


def _reoffered(record: Record, part: Record, **weights: float) -> None:
    """Let a contribution have other factors, and be their product."""
    factors, scale = part["weights"] | weights, record["scales"][part["block"]]
    factors["offer"] = round(factors["relatedness"] * factors["skill_weight"] * 4096) / 4096
    part["weights"] = factors
    product = factors["requirement_weight"] * factors["offer"]
    part["contribution"] = scale["weight"] * (product / scale["total"])


def _amount(record: Record, random: Random) -> None:
    random.choice(record["contributions"])["contribution"] *= 1.001


def _offer(record: Record, random: Random) -> None:
    part = random.choice([c for c in record["contributions"] if c["weights"]["skill_weight"] < 0.9])
    _reoffered(record, part, skill_weight=min(1.0, 1.2 * part["weights"]["skill_weight"]))


def _asked(record: Record, random: Random) -> None:
    part = random.choice(record["contributions"])
    _reoffered(record, part, requirement_weight=part["weights"]["requirement_weight"] * 1.5)


def _left_out(record: Record, random: Random) -> None:
    record["contributions"].remove(random.choice(record["contributions"][:5]))


def _scale(record: Record, random: Random) -> None:
    block = random.choice(sorted(record["scales"]))
    record["scales"][block]["weight"] *= 1.01
    for part in record["contributions"]:
        if part["block"] == block:
            _reoffered(record, part)


def _scoring(record: Record, _: Random) -> None:
    record["parameters"]["scoring"]["skills"] = 0.3


def _coverage(record: Record, random: Random) -> None:
    row = random.choice([each for each in record["coverage"] if each["status"] == "learned"])
    row["status"] = "asserted"


def _gap(record: Record, random: Random) -> None:
    row = random.choice([each for each in record["coverage"] if each["status"] != "missing"])
    row |= {"status": "missing", "strength": 0, "skill": None, "path": [], "skill_spans": []}


def _covered(record: Record, random: Random) -> None:
    record["coverage"].remove(random.choice(record["coverage"]))


def _probability(record: Record, random: Random) -> None:
    mention = random.choice(record["mentions"]["resume"])
    mention["probability"] = min(1.0, (mention["probability"] or 0.5) + 0.05)


def _feature(record: Record, random: Random) -> None:
    mention = random.choice([m for m in record["mentions"]["ad"] if m["features"]])
    mention["features"][random.randrange(len(mention["features"]))] += 0.5


def _stance(record: Record, random: Random) -> None:
    told = [m for m in record["mentions"]["resume"] if m["stance"] == "stated"]
    random.choice([m for m in told if m["block"] == "skills"])["stance"] = "negated"


def _skill(record: Record, random: Random) -> None:
    entry = random.choice(_entries(record, "resume", "skills"))
    record["profiles"]["resume"].remove(entry)


def _attested(record: Record, random: Random) -> None:
    entry = random.choice(_entries(record, "resume", "occupations"))
    entry["weight"] += 0.01
    for part in record["contributions"]:
        if part["skill"] == entry["concept"]:
            _reoffered(record, part, skill_weight=entry["weight"])


def _cosine(record: Record, random: Random) -> None:
    quotes = random.choice(_entries(record, "resume", "occupations"))["evidence"]
    random.choice([each for each in quotes if each["view"] == "statements"])["value"] += 0.05


def _rarity(record: Record, random: Random) -> None:
    entry = random.choice(_entries(record, "ad", "skills"))
    entry["asking"]["rarity"] *= 0.9
    entry["weight"] = prod(entry["asking"][name] for name in ("probability", "rarity", "demand"))


def _demand(record: Record, random: Random) -> None:
    entry = random.choice(_entries(record, "ad", "skills"))
    entry["asking"]["demand"] *= 2


def _strength(record: Record, random: Random) -> None:
    step = random.choice(_steps(record, learned=False))
    record["parameters"]["strengths"][step["kind"]] = 0.9
    for each in _steps(record, learned=False):
        each["strength"] = 0.9 if each["kind"] == step["kind"] else each["strength"]


def _statement(record: Record, random: Random) -> None:
    step = random.choice(_steps(record, learned=False))
    step["forward"] = not step["forward"]


def _published(record: Record, random: Random) -> None:
    step = random.choice(_steps(record, learned=True))
    names = {"kind": "broader", "predicate": "http://www.w3.org/2004/02/skos/core#broader"}
    step |= names | {"graph": record["graph"][0]["graph"]}


def _edge(record: Record, random: Random) -> None:
    edge = random.choice(record["learned"])
    edge["features"]["text"] += 0.1


def _edge_strength(record: Record, random: Random) -> None:
    edge = random.choice(record["learned"])
    edge["strength"] = 0.99
    for step in _steps(record, learned=True):
        if {step["from"], step["to"]} == {edge["source"], edge["target"]}:
            step["strength"] = 0.99


def _weights(record: Record, random: Random) -> None:
    random.choice(record["relating"])["weights"]["lexical"] += 1


def _label(record: Record, random: Random) -> None:
    record["labels"][random.choice(sorted(record["labels"]))] += "s"


def _release(record: Record, random: Random) -> None:
    random.choice(record["graph"])["digest"] = OTHER


def _quote(record: Record, random: Random) -> None:
    span = random.choice(record["mentions"]["resume"])["span"]
    span["quote"] += "s"


def _place(record: Record, random: Random) -> None:
    random.choice(record["contributions"])["requirement_spans"] = [
        random.choice(record["mentions"]["ad"])["span"] | {"start": 0}
    ]


def _gate(record: Record, random: Random) -> None:
    gate = random.choice(record["gates"])
    gate["status"] = "fail" if gate["status"] != "fail" else "pass"


def _gate_values(record: Record, random: Random) -> None:
    gate = random.choice([each for each in record["gates"] if each["values"]])
    gate["values"]["certain"] = not gate["values"]["certain"]
    gate["status"] = "fail"


def _text(record: Record, _: Random) -> None:
    record["resume"]["digest"] = OTHER.removeprefix("sha256:")


def _key(record: Record, random: Random) -> None:
    random.choice(record["contributions"])["bonus"] = 0.1


def _reference(record: Record, _: Random) -> None:
    record["position_ref"] = ""


LIES: Final[dict[str, Lie]] = {
    "what a part adds": _amount,
    "what is offered": _offer,
    "what is asked for": _asked,
    "a part left out": _left_out,
    "weight of a block": _scale,
    "a number of the scoring": _scoring,
    "status of coverage": _coverage,
    "a gap that is none": _gap,
    "a row of coverage left out": _covered,
    "a probability": _probability,
    "a feature of a mention": _feature,
    "a stance": _stance,
    "a skill left out": _skill,
    "how far an occupation is attested": _attested,
    "a cosine": _cosine,
    "a rarity": _rarity,
    "a demand": _demand,
    "strength of a kind of edges": _strength,
    "a statement turned round": _statement,
    "a learned edge told as published": _published,
    "a feature of a learned edge": _edge,
    "strength of a learned edge": _edge_strength,
    "weights of learned edges": _weights,
    "a label": _label,
    "digest of a graph": _release,
    "a quote": _quote,
    "a place": _place,
    "status of a gate": _gate,
    "values of a gate": _gate_values,
    "digest of a file": _text,
    "a key too many": _key,
    "no reference": _reference,
}
"""By what is lied about."""

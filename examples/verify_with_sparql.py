"""Confirm or refute records of matches, with nothing of skillkg's.

    pip install SPARQLWrapper
    python verify_with_sparql.py record.json --endpoint http://localhost:7878/query
    python verify_with_sparql.py record.json --endpoint URL --text ad.txt --text resume.txt

A record says how well a resume fits a job ad. The fit is a sum of parts, and every part follows
from other figures of the record, down to features of quotes and to statements of public taxonomies.
All of them are computed again here; a SPARQL endpoint that holds the graph is asked for the
statements; and quotes are looked up in the texts that ``skillkg read FILE --text`` writes.

Each check is a function that yields equations: what they are about, what the record says, what it
should say, and how far the two may be apart, if at all. The formulas stand in [S] docs/score.md,
the keys in [R] docs/reference/record.md, the graph in [D] docs/data-model.md.

Exit status: 0 where all that was checked holds, 1 where something differs, 2 where nothing could be
checked.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import chain, groupby, pairwise
from math import exp, fsum, isclose, isfinite, log, log1p, prod, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from SPARQLWrapper import JSON, POST, SPARQLWrapper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Record = dict[str, Any]
    Equations = Iterator[tuple[str, Any, Any] | tuple[str, Any, Any, float]]

SIDES, BLOCKS = ("ad", "resume"), ("skills", "occupations")
UNIT = 4096  # weights are whole numbers of parts of it [S, "The numbers"]
LIKELY, LEAST, FLOOR = 0.5, 0.1, 0.3  # [S, "Strengths", "Beside the fit"]
SHARES = ("skills", "titles", "classified", "static", "title", "fading", "unjudged")
SHARES += ("required", "preferred", "mentioned")
POSITIVE = ("titled", "statements", "requirements", "best", "temperature", "width")
SCORING = {  # the numbers of a scoring: the least and the most that each can be
    **dict.fromkeys(SHARES, (0, 1)),
    **dict.fromkeys(POSITIVE, (1e-9, 1e9)),
    **{"centre": (-1e9, 1e9), "half_life": (0, 1e9)},
}

# --- Canonical JSON (RFC 8785), and digests over it [R] -------------------------------------------

PERSONAL = {"began", "ended", "file_name", "note", "notes", "quote"}  # what may be erased
HASHES = {"content_digest", "record_hash"}


def load(data: bytes) -> Any:
    """Read JSON; a key that stands twice in one object, or a number like NaN, is an error."""

    def once(pairs: list[tuple[str, Any]]) -> Record:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice in one object")
        return dict(pairs)

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no number of JSON")

    return json.loads(data.decode(), object_pairs_hook=once, parse_constant=refuse)


def canonical(value: Any) -> str:
    """Write a value in the one way that RFC 8785 allows."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(float(value))
    return json.dumps(value, ensure_ascii=False)


def number(value: float) -> str:
    """Write a number as ECMAScript does: with the fewest digits that give it back."""
    if not isfinite(value):
        raise ValueError("a number is too large")
    if value <= 0:
        return f"-{number(-value)}" if value else "0"
    _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + int(exponent)  # 0.text times 10^point
    if 0 < point <= 21:
        return f"{text[:point]:0<{point}}.{text[point:]}".removesuffix(".")
    if -6 < point <= 0:
        return f"0.{'0' * -point}{text}"
    return f"{text[0]}.{text[1:]}".removesuffix(".") + f"e{point - 1:+d}"


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON."""
    return f"sha256:{sha256(canonical(value).encode()).hexdigest()}"


def without(keys: set[str], value: Any) -> Any:
    """Leave out keys, wherever they stand."""
    if isinstance(value, dict):
        return {key: without(keys, each) for key, each in value.items() if key not in keys}
    return [without(keys, each) for each in value] if isinstance(value, list) else value


# --- The form of a record [R] ---------------------------------------------------------------------

TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
    "integer": int, "number": (int, float),
}  # fmt: skip


def misfits(value: Any, schema: Record, root: Record, where: str = "the record") -> Iterator[str]:
    """Where a value is not as a JSON Schema says, by the words that the schema of records has."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]] | schema
    kinds = schema.get("type", [*TYPES])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    is_flag, known = isinstance(value, bool), schema.get("enum", [schema.get("const", value)])
    is_of = any(isinstance(value, TYPES[k]) and is_flag == (k == "boolean") for k in kinds)
    is_text = not isinstance(value, str) or re.search(schema.get("pattern", ""), value)
    choices = schema.get("anyOf")
    is_one = not choices or any(not [*misfits(value, each, root)] for each in choices)
    if not (is_of and is_text and value in known and is_one):
        yield f"{where} is {value!r:.60}"
    elif isinstance(value, list):
        yield from () if len(value) >= schema.get("minItems", 0) else [f"{where} has too few"]
        for number, each in enumerate(value):
            yield from misfits(each, schema.get("items", {}), root, f"{where}[{number}]")
    elif isinstance(value, dict):
        yield from misfitting_keys(value, schema, root, where)


def misfitting_keys(value: Record, schema: Record, root: Record, where: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    personal = {key for key, each in known.items() if each.get("x-personal")}  # may be erased
    for key in sorted({*schema.get("required", []), *personal} - value.keys()):
        yield f"{where} has no {key}"
    for key, each in value.items():
        yield from misfits(key, schema.get("propertyNames", {}), root, f"a key of {where}")
        if key not in known and others is False:
            yield f"{where} has an unknown key, {key}"
        yield from misfits(each, known.get(key, others or {}), root, f"{where}.{key}")


def form(r: Record, data: bytes) -> Equations:
    """The record is written as records are; its name and its digests are those of its content."""
    yield "schema_version", r["schema_version"], 4
    yield "canonical JSON (RFC 8785)", data, canonical(r).encode()
    content = {key: value for key, value in r.items() if key not in HASHES}
    yield "content_digest", r["content_digest"], digest(content)
    content["content_digest"] = digest(content)
    yield "record_hash", r["record_hash"], digest(without(PERSONAL, content))
    names = [r["subject_ref"], r["position_ref"], r["timestamp"] or ""]
    name = "/".join([*names, r["resume"]["digest"], r["ad"]["digest"]])
    made = uuid5(NAMESPACE_URL, f"https://w3id.org/skillkg/record/{name}").urn
    yield "record_id", r["record_id"], made
    yield "references are there", "" in names[:2], False
    yield "the name of the program", r["tool"]["name"], "skillkg"
    readers = {
        r[side]["parser"]["version"] for side in SIDES if r[side]["parser"]["name"] == "skillkg"
    }
    yield "versions of the program", readers <= {r["tool"]["version"]}, True
    for time in filter(None, [r["timestamp"], *(each["time"] for each in r["human_review"])]):
        pattern = r"[\d-]{10}T[\d:]{8}(\.\d+)?(Z|[+-]\d\d:\d\d)"  # RFC 3339
        yield f"a time: {time!r:.60}", bool(re.fullmatch(pattern, time, re.ASCII)), True
        datetime.fromisoformat(time)  # a ValueError where there is no such day
    rank, size = r["standing"]["rank"], r["standing"]["pool_size"]
    yield "there is such a rank", rank is size is None or 1 <= rank <= size, True


def order(r: Record) -> Equations:
    """Lists have the order that [R] tells, and nothing twice."""
    lists: dict[str, list[Any]] = {
        "contributions": [(-part["contribution"], *key(part)) for part in r["contributions"]],
        "coverage": [(places(c["requirement_spans"])[:1], *key(c)) for c in r["coverage"]],
        "repetitions": places(each["requirement"] for each in r["repetitions"]),
        "learned": [each["node"] for each in r["learned"]],
        "relating": [each["activity"] for each in r["relating"]],
        "graph": [each["graph"] for each in r["graph"]],
        "without": r["parameters"]["without"],
    }
    for each in r["graph"]:
        lists |= {f"{name} of {each['graph']}": each.get(name, []) for name in ("tables", "inputs")}
    for side in SIDES:
        lists[f"profile of the {side}"] = [key(entry) for entry in r["profiles"][side]]
        lists[f"pages of the {side}"] = r[side]["pages"]
        read = places(mention["span"] for mention in r["mentions"][side])
        yield f"order of the mentions of the {side}", read, sorted(read)
    for name, told in lists.items():
        yield f"{name} in order, each once", all(one < other for one, other in pairwise(told)), True


# --- The figures [S] ------------------------------------------------------------------------------


def units(weight: float) -> float:
    return round(weight * UNIT) / UNIT


def key(of: Record) -> tuple[int, str]:
    """The block and the concept of an entry, or of what is asked for by a part."""
    return BLOCKS.index(of["block"]), of.get("requirement") or of["concept"]


def label(r: Record, concept: str) -> str:
    return str(r["labels"].get(concept, concept))


def parts_of(r: Record) -> list[Record]:
    return [*r["contributions"], *r["coverage"]]


def paths_of(r: Record) -> list[tuple[Record, str | None, list[Record]]]:
    """Every part with what is offered and its path; over published statements besides, if told."""
    found = [(part, part["skill"], part["path"]) for part in parts_of(r)]
    others = [(part, part["published"]) for part in r["contributions"] if part["published"]]
    return found + [(part, best["skill"], best["path"]) for part, best in others]


def steps_of(r: Record, kind: str = "") -> list[Record]:
    """All steps of all paths, or those of one kind."""
    steps = chain.from_iterable(path for _, _, path in paths_of(r))
    return [step for step in steps if kind in ("", step["kind"])]


def strength(path: list[Record]) -> float:
    return prod(step["strength"] for step in path)


def profile(r: Record, side: str, *blocks: str) -> dict[str, Record]:
    """Entries of blocks, by their concepts."""
    return {e["concept"]: e for e in r["profiles"][side] if e["block"] in blocks}


def asked(r: Record) -> dict[str, dict[str, float]]:
    """The J of the formula: how much the ad asks for each concept, by block."""
    shares = {}
    for block in BLOCKS:
        weights = {concept: e["weight"] for concept, e in profile(r, "ad", block).items()}
        total = fsum(weights.values()) or 1.0
        found = {concept: int(weight / total * UNIT) / UNIT for concept, weight in weights.items()}
        shares[block] = {concept: share for concept, share in found.items() if share}
    return shares


def repeated(r: Record) -> float:
    """The v of the formula: the share of the ad's words that the resume repeats."""
    return float(sum(each["words"] for each in r["repetitions"]) / max(r["ad"]["words"], 1))


def fit(r: Record) -> Equations:
    """The fit is the sum of its parts, and each of them the product of its factors."""
    amounts = [each["contribution"] for each in [*r["contributions"], *r["repetitions"]]]
    yield "the fit", r["fit"], fsum(amounts), 1e-9
    total = repeated(r)
    for block in filter(r["scales"].get, BLOCKS):
        factors = [part["weights"] for part in r["contributions"] if part["block"] == block]
        product = sum(w["requirement_weight"] * w["offer"] for w in factors)
        total += r["scales"][block]["weight"] / r["scales"][block]["total"] * product
    yield "the fit to the last bit", r["fit"], total
    for part in r["contributions"]:
        name, w, scale = label(r, part["requirement"]), part["weights"], r["scales"][part["block"]]
        amount = scale["weight"] * (w["requirement_weight"] * w["offer"] / scale["total"])
        yield f"{name}: contribution", part["contribution"], amount, 1e-12
        yield f"{name}: offer", w["offer"], units(w["relatedness"] * w["skill_weight"])
        yield f"{name}: relatedness", w["relatedness"], strength(part["path"])
    for each in r["repetitions"]:
        share = each["words"] / max(r["ad"]["words"], 1)
        yield "contribution of what is repeated", each["contribution"], share, 1e-12


def scales(r: Record) -> Equations:
    """The λ of the formula: what each block counts, of what is not repeated."""
    scoring, shares = r["parameters"]["scoring"], asked(r)
    yield "scoring_digest", r["parameters"]["scoring_digest"], digest(scoring)
    yield "numbers of the scoring", sorted(scoring), sorted(("name", "passages", *SCORING))
    for name, (least, most) in SCORING.items():
        yield f"scoring: {name} can be so", least <= scoring[name] <= most, True
    weights = {"skills": scoring["skills"], "occupations": 1 - scoring["skills"]}
    filled = {block: weights[block] for block in BLOCKS if shares[block] and weights[block]}
    yield "blocks that are asked for", sorted(r["scales"]), sorted(filled)
    for block, weight in filled.items():
        amount, scale = weight / sum(filled.values()) * (1 - repeated(r)), r["scales"][block]
        yield f"weight of {block}", scale["weight"], amount, 1e-12
        yield f"total of {block}", scale["total"], fsum(shares[block].values()), 1e-12


def linear(by: Record, values: Iterable[float], weights: Iterable[float]) -> float:
    products = (weight * value for weight, value in zip(weights, values, strict=True))
    return float(by["intercept"] + fsum(products))


def calibrated(score: float, curve: list[float]) -> float:
    """1 / (1 + e^-(c + a ln p - b ln(1 - p))), where p = 1 / (1 + e^-score) [R, "classifier"]."""

    def minus_log(score: float) -> float:  # -ln p, even where p is rounded to 0
        return max(-score, 0.0) + log1p(exp(-abs(score)))

    c, a, b = curve
    logit = c - a * minus_log(score) + b * minus_log(-score)
    return max(round(1 / (1 + exp(-logit)), 4), 1e-4)


def probabilities(r: Record) -> Equations:
    """Probabilities of mentions follow from their features, and alternatives are less probable."""
    known = r["parameters"]["classifiers"]
    for m in [*r["mentions"]["ad"], *r["mentions"]["resume"]]:
        told, features, name = m["probability"], m["features"], f"“{m['span']['quote']:.60}”"
        kinds = ("skills", "technologies") if m["block"] == "skills" else ("occupations",)
        found = [
            calibrated(round(linear(c, features, c["weights"]), 4), c["beta"])
            for c in map(known.get, kinds)
            if c and len(c["weights"]) == len(features)
        ]
        if told is None:
            yield f"{name} was judged", bool(features) or known.keys() >= {*kinds}, False
        else:
            near = [each for each in found if isclose(each, told, abs_tol=1e-4)]
            yield f"probability of {name}", told, (near or found)[0], 1e-4
        chances = m["alternative_probabilities"]
        yield f"alternatives of {name}", chances, sorted(chances, reverse=True)
        yield f"alternatives of {name}", len(chances) in (0, len(m["alternatives"])), True


def demands(r: Record) -> Equations:
    """How an ad asks its words say, or else the section [S, "What an ad asks for"]."""
    sections = {"requirements": "required", "nice to have": "preferred"}
    for side in SIDES:
        for m in r["mentions"][side]:
            is_asked = (side, m["stance"], m["block"]) == ("ad", "stated", "skills")
            found = sections.get(m["section"]) if is_asked else None
            if m["demand_cue"] is None:
                yield f"demand of “{m['span']['quote']:.60}”", m["demand"], found


def profiles(r: Record) -> Equations:
    """What is asked for, and what is attested, follow from what was read [S]."""
    scoring, demanded = r["parameters"]["scoring"], dict[str, str]()
    for m in sorted(r["mentions"]["ad"], key=lambda m: m["demand"] == "required"):
        demanded |= {m["concept"]: m["demand"]} if m["demand"] else {}  # required wins
    blocks = BLOCKS[:1] if r["parameters"]["encoders"] else BLOCKS  # else quotes tell occupations
    for side in SIDES:
        stated = defaultdict(list)
        for m in r["mentions"][side]:
            if m["stance"] == "stated" and m["block"] in blocks:
                stated[m["concept"]].append(m)
        entries = profile(r, side, *blocks)
        if side == "resume":  # of occupations it has those that are offered
            stated = {c: held for c, held in stated.items() if key(held[0])[0] == 0 or c in entries}
        yield f"what the {side} states", sorted(entries), sorted(stated)
        for concept, entry in entries.items():
            name, held = f"{side}: {label(r, concept)}", stated[concept]
            weight = entry.get("asking", {"probability": entry["weight"]})["probability"]
            judged = [m["probability"] for m in held]
            surest = max(scoring["unjudged"] if each is None else each for each in judged)
            yield f"{name}: probability", weight, units(surest)
            read = sorted({*places(m["span"] for m in held)})
            yield f"{name}: places", places(entry["spans"]), read
            yield f"{name}: described", entry["is_described"], not any(m["label"] for m in held)
    for concept, entry in profile(r, "ad", "skills").items():
        name, asking = f"ad: {label(r, concept)}", entry["asking"]
        yield f"{name}: weight", entry["weight"], prod(asking.values()), 1e-12
        counted = scoring["titled"], scoring[demanded.get(concept, "mentioned")]
        yield f"{name}: demand, of {counted}", asking["demand"] in counted, True
    others = [*r["profiles"]["resume"], *profile(r, "ad", "occupations").values()]
    yield "`asking` of others", [key(entry) for entry in others if "asking" in entry], []


def attested(evidence: list[Record], scoring: Record) -> float:
    """The mean of three views of a resume's best quotes [S, "What a resume attests"]."""
    titles = [each["value"] for each in evidence if each["view"] == "titles"]
    views = [sqrt(1 - prod(1 - scoring["title"] * probability for probability in titles))]
    for view in ("statements", "passages"):
        near = nearness([each for each in evidence if each["view"] == view], scoring)
        mean = fsum(max(each, 0.0) for each in near[: scoring["best"]]) / scoring["best"]
        curve = 1 / (1 + exp((scoring["centre"] - mean) / scoring["width"]))
        views.append(curve if mean > 0 else 0.0)
    return units(fsum(views) / 3)


def nearness(quotes: list[Record], scoring: Record) -> list[float]:
    """How near quotes are: by several encoders, the static one has its share of each."""
    cosines = defaultdict(list)
    for each in quotes:
        cosines[each["encoder"]].append(each["value"])
    shares = [1.0] if len(cosines) < 2 else [scoring["static"], 1 - scoring["static"]]
    rows = zip(*cosines.values(), strict=True)
    return [fsum(s * value for s, value in zip(shares, row, strict=True)) for row in rows]


def occupations(r: Record) -> Equations:
    """Occupations weigh what the quotes give that speak for them [S]."""
    scoring, encoders = r["parameters"]["scoring"], {*r["parameters"]["encoders"]}
    for side in SIDES if encoders else ():
        counts = set()
        for concept, entry in profile(r, side, "occupations").items():
            name, evidence = f"{side}: {label(r, concept)}", entry["evidence"]
            counts.add(len([each for each in evidence if each["view"] != "titles"]))
            by = {each["encoder"] for each in evidence if each["view"] != "titles"}
            yield f"encoders of {name}", by <= encoders, True
            single = dict.fromkeys(places(e["span"] for e in evidence if e["view"] != "passages"))
            yield f"places of {name}", places(entry["spans"]), sorted([*single][:4])
            if side == "resume":
                yield name, entry["weight"], attested(evidence, scoring), 1 / UNIT
        yield f"numbers of quotes of the {side}, all alike", len(counts) > 1, False
    weights = [entry["weight"] for entry in profile(r, "ad", "occupations").values()]
    if encoders and weights:
        yield "sum of the ad's occupations", fsum(weights), 1.0, 1e-9
        yield from odds(r)


def odds(r: Record) -> Equations:
    """In a taxonomy the ad's occupations weigh e^(nearness / temperature), but for its titles."""
    scoring, notes = r["parameters"]["scoring"], " ".join(r["notes"])
    titles = [m for m in r["mentions"]["ad"] if m["block"] == "occupations"]
    said = {each for m in titles for each in (m["concept"], *m["alternatives"])}
    if "was not linked" in notes or any(len(m["alternatives"]) > 18 for m in titles):
        return  # what more the titles say the record does not tell
    groups: dict[bool, list[Record]] = defaultdict(list)
    for concept, entry in profile(r, "ad", "occupations").items():
        groups["/onet/" in concept].append(entry)
    for entries in groups.values():
        weights = [entry["weight"] for entry in entries]
        yield "sum of a taxonomy's occupations", fsum(weights), 1 / len(groups), 1e-9
        apart = []
        for title in (scoring["titles"], None):  # the first quote may be a title
            levels = [
                log(entry["weight"]) - mean(near, title) / scoring["temperature"]
                for entry in entries
                for near in [nearness(entry["evidence"], scoring)]
                if entry["concept"] not in said
            ]
            apart.append(max(levels, default=0.0) - min(levels, default=0.0))
        yield "odds of the ad's occupations", min(apart), 0.0, 1e-5


def mean(near: list[float], title: float | None) -> float:
    """The mean of how near quotes are; the first has a share of its own, where that is given."""
    if title is None or len(near) < 2:
        return fsum(near) / len(near)
    return title * near[0] + (1 - title) * fsum(near[1:]) / (len(near) - 1)


def is_likely(entry: Record) -> bool:
    """Whether an ad likely asks for a concept, or a resume states it [S, "Beside the fit"]."""
    if entry["block"] == "occupations":
        return bool(entry["weight"] >= LEAST)
    weight = entry.get("asking", {}).get("probability", entry["weight"])
    return not entry["is_described"] or bool(weight >= LIKELY)


STATUSES = ("same", "asserted", "crosswalk", "learned", "missing")  # the best first


def status(*kinds: str) -> str:
    """What statements of such kinds say: what the weakest of them does."""
    if "relatedness" in kinds or not kinds:
        return "learned" if kinds else "same"
    return "crosswalk" if any(kind.endswith("Match") for kind in kinds) else "asserted"


def parts(r: Record) -> Equations:
    """Contributions and coverage are of what is asked for, by what is attested."""
    shares, resume = asked(r), profile(r, "resume", *BLOCKS)
    asking = [key(part) for part in r["contributions"]]
    yield "contributions, one for each", len({*asking}), len(asking)
    likely = [key(entry) for entry in r["profiles"]["ad"] if is_likely(entry)]
    yield "what is covered", sorted(key(part) for part in r["coverage"]), likely
    for part in parts_of(r):
        name, block, wanted = label(r, part["requirement"]), part["block"], part["requirement"]
        held = {"spans": [], "weight": 0} if part["skill"] is None else resume[part["skill"]]
        entry, amount = profile(r, "ad", block)[wanted], strength(part["path"]) * held["weight"]
        yield f"{name}: places in the ad", part["requirement_spans"], entry["spans"]
        yield f"{name}: places in the resume", part["skill_spans"], held["spans"]
        if "weights" in part:
            best = part["published"] or {"path": [], "skill_weight": 0, "offer": 0, "skill": None}
            found = units(strength(best["path"]) * best["skill_weight"])
            yield f"{name}: published offer", best["offer"], found
            weight = resume[best["skill"]]["weight"] if best["skill"] else 0
            yield f"{name}: published offer attested", best["skill_weight"], weight
            yield f"{name}: asked", part["weights"]["requirement_weight"], shares[block].get(wanted)
            yield f"{name}: attested", part["weights"]["skill_weight"], held["weight"]
        else:
            yield f"{name}: covered", part["strength"], amount, 1e-12
            found = status(*(step["kind"] for step in part["path"]))
            yield f"{name}: status", part["status"], found if part["skill"] else "missing"


def paths(r: Record) -> Equations:
    """A path is one statement of a kind that counts, from what is offered to what is asked for."""
    p, graphs = r["parameters"], {each["graph"] for each in r["graph"]}
    for part, offered, path in paths_of(r):
        wanted = part["requirement"]
        ends = [] if offered in (wanted, None) else [(offered, wanted)]
        yield f"{label(r, wanted)}: path", [(s["from"], s["to"]) for s in path], ends
        for step in path:
            counted = {*p["kinds"][part["block"]], *p["implied_by"]} - {*p["without"]}
            yield f"{step['kind']} counts", step["kind"] in counted, True
            yield f"a graph of the record: {step['graph']}", step["graph"] in graphs, True
            found = p["strengths"].get(step["kind"], step["strength"])
            yield f"strength of {step['kind']}", step["strength"], found
    named = {each for part, offered, _ in paths_of(r) for each in (part["requirement"], offered)}
    for side in SIDES:
        named |= {each["concept"] for each in r["profiles"][side]}
        named |= {c for m in r["mentions"][side] for c in (m["concept"], *m["alternatives"])}
    yield "concepts with labels", sorted(r["labels"]), sorted(named - {None})


def learned(r: Record) -> Equations:
    """Learned edges are those of the paths, as strong as features make them [R, "relating"]."""
    steps = steps_of(r, "relatedness")
    walked = {ends(s["graph"], s["from"], s["to"]): s["strength"] for s in steps}
    told = {ends(e["graph"], e["source"], e["target"]): e["strength"] for e in r["learned"]}
    yield "learned edges, as paths walk them", told, walked
    by_activity = {each["activity"]: each for each in r["relating"]}
    yield "activities of learned edges", {e["relating"] for e in r["learned"]}, {*by_activity}
    models = {each["graph"]: each.get("model") for each in r["graph"]}
    for edge in r["learned"]:
        by = by_activity[edge["relating"]]
        features = (edge["features"][name] for name in by["weights"])
        score = linear(by, features, by["weights"].values())
        yield f"score of {edge['node']}", edge["score"], score, 2e-4
        found = calibrated(edge["score"], by["curve"])
        yield f"strength of {edge['node']}", edge["strength"], found, 2e-4
        yield f"model of {edge['graph']}", models.get(edge["graph"]), by["model_digest"]


def ends(graph: str, one: str, other: str) -> tuple[str, frozenset[str]]:
    return graph, frozenset((one, other))


# --- The gates [G]: by each rule, name, status and note; the first row that holds decides ---------

LEVELS = (None, "A1", "A2", "B1", "B2", "C1", "C2", "native")
NOT_STATED, DENIED = "The resume does not state it.", "The resume denies it."


def years(v: Record) -> tuple[str, str, str]:
    demanded, stated = v["demanded_years"], v["stated_years"]
    name = ("Several" if demanded is None else f"{demanded:g}") + " years of experience"
    least = 12 * 3 - 1 if demanded is None else round(12 * demanded) - 1
    of = f" that name “{v['field']}”" if v["field"] else ""
    covered, states = (
        f"cover {v['covered_months'] / 12:.1f}",
        f"The resume states {stated or 0:g} years.",
    )
    covers = f"All of its dated jobs cover {v['total_months'] / 12:.1f} years."
    none = "The resume states no number of years, and has no dated jobs."
    rows = [
        (stated is not None and round(12 * stated) >= least, "pass", states),
        (v["covered_months"] >= least, "pass", f"Its dated jobs{of} {covered} years."),
        (v["denied"] and stated is None and not v["fitting_jobs"], "fail", DENIED),
        (
            v["dated_jobs"] and v["total_months"] >= least,
            "unknown",
            f"{covers} Those{of} {covered}, as far as it tells.",
        ),
        (
            v["dated_jobs"] and v["goes_on"],
            "unknown",
            f"{covers} One goes on; until when is not told.",
        ),
        (v["dated_jobs"], "fail", covers),
        (stated is None, "unknown", none),
        (True, "fail", states),
    ]
    number, (status, note) = next((n, row[1:]) for n, row in enumerate(rows) if row[0])
    if demanded is None and status != "pass":
        status = "fail" if number == 2 and not v["dated_jobs"] else "unknown"
        note = f"The ad does not say how many. {note}"
    return name + (f": {v['field']}" if v["field"] else ""), status, note


def language(v: Record) -> tuple[str, str, str]:
    name = " ".join(filter(None, ("Language:", v["language"], v["demanded_level"])))
    if not v["stated"]:
        return (name, "fail", DENIED) if v["denied"] else (name, "unknown", NOT_STATED)
    if LEVELS.index(v["spoken_level"]) >= LEVELS.index(v["demanded_level"]):
        return name, "pass", ""
    if v["spoken_level"] is None:
        return name, "unknown", "The resume does not say how well."
    return name, "fail", f"The resume states {v['spoken_level']}."


def credential(v: Record) -> tuple[str, str, str]:
    name = ": ".join(filter(None, (v.get("name") or v["credential"], v.get("demanded_class"))))
    if "name" in v and v["said"] not in ("not stated", "denied"):  # found by its name alone
        held = "pass", "Found by its name alone."
        return name, *(
            held if v["said"] == "held" else ("unknown", "The resume does not say that it is held.")
        )
    said = {
        "held": ("pass", ""),
        "pending": ("unknown", "The resume does not say that it is held yet."),
        "of others": ("unknown", "The resume states it of others only."),
        "denied": ("fail", DENIED),
        "lacking": ("fail", "The resume says that it is lacking."),
        "not stated": ("unknown", NOT_STATED),
    }
    return name, *said[v["said"]]


def qualification(v: Record) -> tuple[str, str, str]:
    name, least = f"Qualification of EQF level {v['demanded_level']}", v["demanded_level"]
    held, otherwise = v["held_level"], "unknown" if v["takes_equivalent"] else "fail"
    names = f"The resume names one of level {held}"
    if (held or 0) >= least and (v["has_upper_class"] or not v["demands_upper_class"]):
        return name, "pass", f"{names}; whether its field fits is not checked."
    if (held or 0) >= least and v["lower_class"] is None:
        return name, "unknown", "The resume does not state the class of its degree."
    if (held or 0) >= least:
        return name, "fail", f"The resume states {v['lower_class']}."
    if v["denied"] and held is None and least >= 6:
        return name, otherwise, "The resume says that there is none."
    if (v["pending_level"] or 0) >= least:
        return name, "unknown", "The resume does not say that it is completed."
    if held is None:
        return name, "unknown", "The resume names no qualification whose level is known."
    takes = " The ad takes something equivalent." if v["takes_equivalent"] else ""
    return name, otherwise, f"{names}.{takes}"


RULES = {
    "years/1": years,
    "language/1": language,
    "credential/1": credential,
    "named-credential/1": credential,
    "qualification/1": qualification,
}


def judged(gate: Record) -> tuple[str, str, str]:
    """Name, status and note of a gate, by its rule and values."""
    if gate["rule"] == "any-of/1":
        found = [judged(each) for each in gate["alternatives"]]
        names = [*dict.fromkeys(name for name, _, _ in found)]
        pairs = zip(names, ["", *names], strict=False)
        said = [n[10 * (n[:10] == before[:10] == "Language: ") :] for n, before in pairs]
        _, status, note = min(found, key=lambda each: ("pass", "unknown", "fail").index(each[1]))
        return " or ".join(said), status, note
    name, status, note = RULES[gate["rule"]](gate["values"])
    if status == "fail" and not gate["values"]["certain"]:
        return name, "unknown", f"{note} Whether the ad demands it is not certain."
    return name, status, note


def gates(r: Record) -> Equations:
    """Gates follow from what was parsed, by their published rules."""
    for gate in r["gates"]:
        alternatives = gate.get("alternatives", [gate])
        for each in [gate, *alternatives]:
            if each["values"].get("demanded_class") and each["values"]["said"] == "held":
                break  # classes of credentials are compared by tables of [G]
            told = each["name"], each["status"], each["note"]
            yield f"gate {each['name']:.60}", told, judged(each)
        best = next(each for each in alternatives if each["status"] == gate["status"])
        found = best["requirement"], best["evidence"]
        yield f"quotes of {gate['name']:.60}", (gate["requirement"], gate["evidence"]), found


# --- The quotes -----------------------------------------------------------------------------------


def places(spans: Iterable[Record]) -> list[tuple[int, int, str]]:
    return [(each["start"], each["end"], each["quote"]) for each in spans]


def within(value: Any) -> Iterator[Record]:
    """All places that stand in a value."""
    if isinstance(value, dict) and "quote" in value:
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from within(each)


def quotes(r: Record, side: str) -> list[tuple[int, int, str]]:
    """All places of one document, in their order."""
    keys = ("requirement", "requirement_spans") if side == "ad" else ("evidence", "skill_spans")
    found = [part.get(at) for part in (*parts_of(r), *r["gates"], *r["repetitions"]) for at in keys]
    found += r["sentences"] if side == "ad" else []
    return sorted({*places(within([r["profiles"][side], r["mentions"][side], found]))})


def quoted(r: Record) -> Equations:
    """Quotes are as long as their places, and those that overlap say the same."""
    for side in SIDES:
        text: dict[int, str] = {}
        for start, end, quote in quotes(r, side):
            here = dict(zip(range(start, end), quote, strict=True))
            known = {place: text[place] for place in here if place in text}
            yield f"{side}: “{quote:.60}” at {start}", here | known, here
            yield f"{side}: “{quote:.60}” begins in the text", start < 0, False
            text |= here
        yield f"{side}: where its first page begins", r[side]["pages"][:1] in ([], [0]), True
    for each in r["repetitions"]:
        said, again = (
            re.findall(r"\w+", each[at]["quote"].casefold()) for at in ("requirement", "evidence")
        )
        yield "repeated words", again, said
        yield f"number of the words {said[:9]}", each["words"], len(said)


def in_text(r: Record, side: str, texts: dict[str, str]) -> Equations:
    """Quotes stand in the text, which is that of the record by its SHA-256."""
    text = texts.get(r[side]["text_digest"])
    yield f"text of the {side} is among those given", text is None, False
    for start, end, quote in quotes(r, side):
        yield f"{side}: at {start}", quote, (text or "")[start:end]


# --- The graph [D] --------------------------------------------------------------------------------

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "esco": "http://data.europa.eu/esco/model#",
    "onet": "https://w3id.org/skillkg/onet/ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "skg": "https://w3id.org/skillkg/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
}
CATALOG, ONTOLOGY = (f"<https://w3id.org/skillkg/graph/{name}>" for name in ("catalog", "ontology"))
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([^\x00-\x20<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})+")
YES = {"true": "True", "1": "True"}  # as some engines write xsd:boolean
# What the record tells of a graph, a learned edge and an activity, and the properties that say it:
GRAPH = {
    "digest": "skg:digest", "source": "skg:source", "version": "dcat:version",
    "statements": "void:triples", "attribution": "skg:attribution", "licence": "dct:license",
    "complete": "skg:complete", "tables": "skg:table", "inputs": "skg:inputDigest",
    "model": "skg:modelDigest",
}  # fmt: skip
EDGE = {
    "source": "skg:relatednessSource", "target": "skg:relatednessTarget", "score": "skg:score",
    "strength": "skg:strength", "rank": "skg:rank", "relating": "prov:wasGeneratedBy",
    "text": "skg:textSimilarity", "lexical": "skg:lexicalSimilarity",
    "co-occurrence": "skg:coOccurrence", "structure": "skg:structuralSimilarity",
}  # fmt: skip
ACTIVITY = {
    "model": "skg:model", "model_digest": "skg:modelDigest", "intercept": "skg:intercept",
    "training_data_digest": "skg:trainingDataDigest", "text": "skg:textWeight",
    "lexical": "skg:lexicalWeight", "co-occurrence": "skg:coOccurrenceWeight",
    "structure": "skg:structureWeight", "c": "skg:curveShift", "a": "skg:curveLow",
    "b": "skg:curveHigh",
}  # fmt: skip


class EndpointError(Exception):
    """An endpoint does not answer as endpoints do."""


class Endpoint:
    """Asks a SPARQL endpoint, equal questions once."""

    def __init__(self, address: str) -> None:
        self.client = SPARQLWrapper(address, returnFormat=JSON)
        self.client.setMethod(POST)
        self.client.setTimeout(600)
        self.rows = cache(self._rows)

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        """The solutions of a SELECT query; known namespaces are abbreviated."""
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMESPACES.items())
        self.client.setQuery(prefixes + query)
        try:
            answer = self.client.queryAndConvert()
            names, rows = answer["head"]["vars"], answer["results"]["bindings"]
            return [tuple(row[name]["value"] for name in names) for row in rows]
        except Exception as error:  # of whatever kind: it says nothing of a record
            raise EndpointError(
                f"{self.client.endpoint} does not answer: {error!s:.300}"
            ) from error

    def described(self, query: str) -> dict[str, dict[str, list[str]]]:
        """By subject and property the values, of solutions that have these three."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, name, value in sorted(self.rows(query)):
            found[subject][short(name)].append(value)
        return found


def short(iri: str) -> str:
    """An IRI with a prefix for its namespace, where that is known."""
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def values(names: str, *rows: Iterable[str]) -> str:
    """A VALUES block of IRIs, each of which must be one: no text becomes SPARQL."""
    lines = sorted({tuple(row) for row in rows})
    if odd := [each for line in lines for each in line if not IRI.fullmatch(each)]:
        raise ValueError(f"{odd[0]!r:.80} is no IRI")
    written = (" ".join(f"<{each}>" for each in line) for line in lines)
    return f"VALUES ({names}) {{ {' '.join(f'({line})' for line in written)} }}"


def merged(r: Record) -> str:
    """The graphs of the record, to be asked as one."""
    return " ".join(f"FROM <{each['graph']}>" for each in r["graph"])


def agree(name: str, told: Record, there: dict[str, list[str]], of: dict[str, str]) -> Equations:
    """What a record tells of something is what the graph has as its properties."""
    for at, property_ in of.items():
        value, found = told.get(at), there[property_]
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{at} of {name}", [value], [float(each) for each in found]
        else:
            texts = value if isinstance(value, list) else [str(value)]
            found = [YES.get(each, each) for each in found] if value is True else found
            yield f"{at} of {name}", texts if value else [], found


def releases(r: Record, endpoint: Endpoint) -> Equations:
    """The catalog has the graphs, with the very digests."""
    there = endpoint.described(f"""SELECT ?graph ?property ?value {{
        {values("?graph", *([each["graph"]] for each in r["graph"]))}
        GRAPH {CATALOG} {{ ?graph ?property ?value }} }}""")
    for each in r["graph"]:
        yield from agree(each["graph"], each, there[each["graph"]], GRAPH)


def kinds_of(endpoint: Endpoint) -> dict[str, dict[str, list[str]]]:
    """The kinds of edges by their names, with what the ontology says of them."""
    found = endpoint.described(f"""SELECT ?kind ?property ?value {{
        GRAPH {ONTOLOGY} {{ ?kind a skg:EdgeKind ; ?property ?value }} }}""")
    return {short(kind).removeprefix("skg:"): found[kind] for kind in sorted(found)}


def kinds(r: Record, endpoint: Endpoint) -> Equations:
    """Kinds of edges count, and are as strong, as the ontology says."""
    declared, p = kinds_of(endpoint), r["parameters"]
    counted = {name: kind for name, kind in declared.items() if name not in p["without"]}
    found = {name: float(s) for name, kind in counted.items() for s in kind["skg:strength"]}
    yield "strengths of kinds", p["strengths"], found
    for block in BLOCKS:
        relating = [name for name, kind in counted.items() if block in kind["skg:relatesBlock"]]
        yield f"kinds that relate {block}", p["kinds"][block], relating
    implying = [name for name, kind in counted.items() if {*kind["skg:implies"]} & {*YES}]
    yield "kinds that imply skills", p["implied_by"], implying
    for step in steps_of(r):
        predicate = declared[step["kind"]]["skg:edgePredicate"]
        yield f"predicate of {step['kind']}", [step["predicate"]], predicate


def statements(r: Record, endpoint: Endpoint) -> Equations:
    """Every step of every path is a statement of its graph."""
    told = set()
    for s in steps_of(r):
        subject, object_ = (s["from"], s["to"]) if s["forward"] else (s["to"], s["from"])
        told.add((s["graph"], subject, s["predicate"], object_))
    found = endpoint.rows(f"""SELECT ?graph ?subject ?predicate ?object {{
        {values("?graph ?subject ?predicate ?object", *told)}
        GRAPH ?graph {{ ?subject ?predicate ?object }} }}""")
    for each in sorted(told):
        yield f"statement {' '.join(each)}", each in found, True


def concepts(r: Record, endpoint: Endpoint) -> Equations:
    """What is compared are concepts of its block, and they are called what the graph calls them."""
    members = {
        "skills": {"esco:Skill", "onet:TechnologyClass"},
        "occupations": {"esco:Occupation", "onet:Occupation"},
    }
    blocks = {(part["requirement"], part["block"]) for part in parts_of(r)}
    mentions = [*r["mentions"]["ad"], *r["mentions"]["resume"]]
    for each in [*r["profiles"]["ad"], *r["profiles"]["resume"], *mentions]:
        blocks |= {
            (concept, each["block"]) for concept in (each["concept"], *each.get("alternatives", []))
        }
    every = {concept for concept, _ in blocks} | r["labels"].keys()
    known = endpoint.described(f"""SELECT ?concept ?property ?value {merged(r)} {{
        {values("?concept", *zip(every))} ?concept ?property ?value
        FILTER (?property IN (rdf:type, skos:prefLabel, skos:altLabel, skos:hiddenLabel)) }}""")
    for concept, block in sorted(blocks):
        classes = {*map(short, known[concept]["rdf:type"])}
        yield f"{concept} is of the block {block}", classes.isdisjoint(members[block]), False
    for concept, told in r["labels"].items():
        found = known[concept]["skos:prefLabel"] or [concept.rstrip("/").rsplit("/", 1)[-1]]
        yield f"{concept}: {told:.60}, one of {found}", told in found, True
    for m in mentions:
        found = [
            label
            for at in ("pref", "alt", "hidden")
            for label in known[m["concept"]][f"skos:{at}Label"]
        ]
        yield f"{m['concept']}: a label {m['label']:.60}", m["label"] in ["", *found], True


def strengths_of(endpoint: Endpoint, pairs: Iterable[tuple[str, str, str]]) -> dict[Any, float]:
    """How strong learned edges are, by the graph and the two concepts."""
    both = {each for g, one, other in pairs for each in ((g, one, other), (g, other, one))}
    rows = endpoint.rows(f"""SELECT ?graph ?one ?other ?strength {{
        {values("?graph ?one ?other", *both)}
        GRAPH ?graph {{ ?edge skg:relatednessSource ?one ; skg:relatednessTarget ?other ;
                        skg:strength ?strength }} }}""")
    return {ends(g, one, other): float(strength) for g, one, other, strength in rows}


def learned_there(r: Record, endpoint: Endpoint) -> Equations:
    """Learned edges, and how they were found, are told as the graph has them."""
    told = {ends(e["graph"], e["source"], e["target"]): e["strength"] for e in r["learned"]}
    pairs = ((s["graph"], s["from"], s["to"]) for s in steps_of(r, "relatedness"))
    yield "learned edges of the graph", told, strengths_of(endpoint, pairs)
    named = {each["node"]: each | each["features"] for each in r["learned"]}
    for each in r["relating"]:
        c, a, b = each["curve"]
        named[each["activity"]] = each | each["weights"] | {"c": c, "a": a, "b": b}
    there = endpoint.described(f"""SELECT ?node ?property ?value {merged(r)} {{
        {values("?node", *zip(named))} ?node ?property ?value }}""")
    for node, each in named.items():
        yield from agree(node, each, there[node], EDGE if "node" in each else ACTIVITY)


def rarities(r: Record, endpoint: Endpoint) -> Equations:
    """Skills of the ad are as rare as the graph says: 1 - ln(1 + n) / ln(2 + N) [S]."""
    skills, are = profile(r, "ad", "skills"), "VALUES ?class { esco:Occupation onet:Occupation }"
    ((size,),) = endpoint.rows(f"""SELECT (COUNT(DISTINCT ?occupation) AS ?size) {merged(r)} {{
        {are} ?occupation a ?class }}""")
    rows = endpoint.rows(f"""SELECT ?skill (COUNT(*) AS ?count) {merged(r)} {{
        {values("?skill", *zip(skills))} {are}
        VALUES ?asks {{ esco:relatedEssentialSkill esco:relatedOptionalSkill onet:technology }}
        ?occupation ?asks ?skill ; a ?class }} GROUP BY ?skill""")
    counts = {skill: int(count) for skill, count in rows}
    for skill, entry in skills.items():
        rarity = 1 - log(1 + counts.get(skill, 0)) / log(2 + int(size))
        yield f"rarity of {label(r, skill)}", entry["asking"]["rarity"], rarity, 1e-12


def near(
    r: Record, endpoint: Endpoint
) -> dict[tuple[int, str], dict[str, tuple[bool, float, str]]]:
    """The K of the formula: what the resume attests that a statement joins to what the ad asks for.

    By both: whether the best of the statements is published, which counts first; how strong it is;
    and its kind.
    """
    declared, p = kinds_of(endpoint), r["parameters"]
    found = {key(e): {e["concept"]: (True, 1.0, "")} for e in r["profiles"]["ad"]}
    resume = profile(r, "resume", *BLOCKS)
    every = [[concept] for concept in {concept for _, concept in found} | resume.keys()]
    walked = {*p["implied_by"], *p["kinds"]["skills"], *p["kinds"]["occupations"]}
    rows = endpoint.rows(f"""SELECT ?graph ?subject ?predicate ?object {{
        {values("?graph", *([each["graph"]] for each in r["graph"]))} {values("?subject", *every)}
        {values("?predicate", *(declared[kind]["skg:edgePredicate"] for kind in walked))}
        GRAPH ?graph {{ ?subject ?predicate ?object }} }}""")
    rows = [row for row in rows if [row[3]] in every]
    classes = endpoint.rows(f"""SELECT ?concept ?class {merged(r)} {{
        {values("?concept", *every)} ?concept a ?class }}""")
    learned = strengths_of(
        endpoint, ((g, s, o) for g, s, by, o in rows if short(by) == "skg:relatedTo")
    )
    denied = {m["concept"] for m in r["mentions"]["resume"] if m["stance"] == "negated"}
    for graph, subject, predicate, target in rows:
        for name in walked:
            kind = declared[name]
            is_of = all((subject, each) in classes for each in kind["skg:edgeSubject"])
            if kind["skg:edgePredicate"] != [predicate] or not is_of:
                continue
            amounts = kind["skg:strength"] or [learned.get(ends(graph, subject, target), 0.0)]
            offer = bool(kind["skg:strength"]), float(amounts[0]), name
            joined = [
                (block, *pair)
                for block in kind["skg:relatesBlock"]
                for pair in ((subject, target), (target, subject))
                if offer[1] >= FLOOR and resume.get(pair[0], {}).get("block") == block
            ]
            if {*kind["skg:implies"]} & {*YES} and target not in denied:
                joined.append(("skills", subject, target))
            for block, offered, wanted in joined:
                known = found.get((BLOCKS.index(block), wanted), {})
                known[offered] = max(offer, known.get(offered, offer))
    return found


def offers(r: Record, endpoint: Endpoint) -> Equations:
    """The best that the resume has is what is offered for each requirement [S]."""
    shares, resume = asked(r), profile(r, "resume", *BLOCKS)
    ad = {key(entry): entry for entry in r["profiles"]["ad"]}
    added, covered = ({key(p): p for p in r[at]} for at in ("contributions", "coverage"))
    titles: dict[str, float] = defaultdict(float)
    for m in r["mentions"]["resume"]:
        if m["block"] == "occupations":
            titles[m["concept"]] = max(m["probability"] or 0.0, titles[m["concept"]])

    def is_shown(wanted: str, offered: str, amount: float) -> bool:
        if resume[offered]["block"] == "skills":
            return is_likely(resume[offered])
        return amount >= FLOOR if offered != wanted else max(amount, titles[wanted]) >= LIKELY

    for (number, wanted), known in near(r, endpoint).items():
        name, block, part = label(r, wanted), BLOCKS[number], added.get((number, wanted))
        found = [(*k, c, k[1] * resume[c]["weight"]) for c, k in known.items() if c in resume]
        if wanted in shares[block] and r["scales"].get(block, {}).get("weight"):
            best = max((amount for *_, amount in found), default=0.0)
            yield f"{name}: best offer", part["weights"]["offer"] if part else 0.0, units(best)
        if part:
            is_learned = status(*(step["kind"] for step in part["path"])) == "learned"
            amounts = [amount for is_published, *_, amount in found if is_published and is_learned]
            told = part["published"]["offer"] if part["published"] else 0.0
            yield f"{name}: best published offer", told, units(max(amounts, default=0.0))
        if is_likely(ad[number, wanted]):
            shown = [
                (-STATUSES.index(status(*filter(None, [kind]))), amount)
                for _, _, kind, concept, amount in found
                if is_shown(wanted, concept, amount)
            ]
            place, amount = max(shown, default=(-4, 0.0))
            row = covered[number, wanted]
            best_row = STATUSES[-place], amount
            yield f"{name}: covered", (row["status"], row["strength"]), best_row


# --- All of it ------------------------------------------------------------------------------------

BY_ITSELF = (
    order,
    fit,
    scales,
    probabilities,
    demands,
    profiles,
    occupations,
    parts,
    paths,
    learned,
)
BY_ITSELF += (gates, quoted)
IN_GRAPH = (releases, kinds, statements, concepts, learned_there, rarities, offers)
NOT_CHECKED = """
What could not be checked here:
- what programs read in the documents: features, cosines, stances, notes, and what is left out
- `explanation`, and gates that compare classes of credentials
- weights of classifiers, which the files of the release have
- whether digests in the catalog are those of the statements: CONSTRUCT, sort and hash them
- what was given: timestamp, references, human_review"""


def wrong(equations: Equations) -> Iterator[str]:
    """Equations that do not hold, or why one cannot be set up."""
    try:
        for what, told, found, *apart in equations:
            if told != found and not (apart and isclose(told, found, abs_tol=apart[0])):
                yield f"{what}: {told!r:.90}, where {found!r:.90} follows"
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        yield f"cannot be computed: {error!r:.120}"


def check(
    data: bytes,
    schema: Record | None = None,
    endpoint: Endpoint | None = None,
    texts: dict[str, str] | None = None,
) -> Iterator[str]:
    """All that is wrong with a record.

    Args:
        data: the file.
        schema: of records.
        endpoint: holds the graph.
        texts: of documents, by their SHA-256.
    """
    try:
        r = load(data)
        found = [*misfits(r, schema or {"type": "object"}, schema or {})]
    except (ValueError, RecursionError) as error:
        found = [f"not JSON as records are: {error!r:.120}"]
    yield from found
    if found:
        return
    yield from wrong(form(r, data))
    yield from chain.from_iterable(wrong(equations(r)) for equations in BY_ITSELF)
    if endpoint:
        yield from chain.from_iterable(wrong(equations(r, endpoint)) for equations in IN_GRAPH)
    if texts:
        yield from chain.from_iterable(wrong(in_text(r, side, texts)) for side in SIDES)


def standings(records: Iterable[tuple[Path, Record]]) -> Iterator[tuple[Path, str]]:
    """Ranks in one pool go with the fits, and none stands twice."""

    def pool(record: tuple[Path, Record]) -> tuple[Any, ...]:
        r, standing = record[1], record[1]["standing"]
        return r["position_ref"], r["timestamp"] or "", standing["pool_size"], standing["rank"]

    ranked = sorted((each for each in records if each[1]["standing"]["rank"]), key=pool)
    for _, group in groupby(ranked, key=lambda each: pool(each)[:3]):
        for (_, before), (file, r) in pairwise(group):
            one, other = before["standing"], r["standing"]
            is_twice, is_better = one["rank"] == other["rank"], before["fit"] < r["fit"]
            if is_twice or is_better or one["cut"] != other["cut"]:
                yield file, f"rank {other['rank']} does not go with that of another record"


def main() -> int:
    """Check the records that the command line names."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", metavar="RECORD", type=Path, nargs="+")
    parser.add_argument("--endpoint", help="address of a SPARQL endpoint that holds the graph")
    parser.add_argument("--schema", type=Path, help="record.schema.json, as it is published")
    parser.add_argument("--text", type=Path, action="append", default=[], help="of an ad or resume")
    options = parser.parse_args()
    try:
        records = {file: file.read_bytes() for file in options.records}
        schema = load(options.schema.read_bytes()) if options.schema else None
        read = [file.read_bytes() for file in options.text]
        texts = {f"sha256:{sha256(data).hexdigest()}": data.decode() for data in read}
        endpoint = Endpoint(options.endpoint) if options.endpoint else None
        found = {f: [*check(data, schema, endpoint, texts)] for f, data in records.items()}
    except (OSError, ValueError, EndpointError) as error:
        print(error, file=sys.stderr)
        return 2
    for file, said in standings((file, load(records[file])) for file in found if not found[file]):
        found[file].append(said)
    for file, said in found.items():
        print(f"{file}: {'differs' if said else 'holds'}", *said, sep="\n  ")
    print(NOT_CHECKED)
    for given, what in ((schema, "--schema"), (endpoint, "--endpoint"), (texts, "--text")):
        print("" if given else f"- what {what} shows\n", end="")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())

"""Confirm or refute records of matches, with nothing of skillkg's.

    pip install SPARQLWrapper
    python verify_with_sparql.py record.json --schema record.schema.json --endpoint URL

What a record tells of a match follows from other figures of it, down to features of quotes, and
from statements of public taxonomies. All of it is computed again here; a SPARQL endpoint that holds
the graph is asked for the statements. Each check of a ``Match`` is a table: of what, what is told,
and what follows. Read docs/score.md, docs/gates.md and docs/data-model.md beside it; the keys are
in docs/reference/record.md, and what is not checked here in docs/how-to/checking-a-record.md.

Exit status: 0 where all that was checked holds, 1 where something differs, 2 where nothing could be
checked.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections import defaultdict
from decimal import Decimal
from functools import cache, cached_property
from hashlib import sha256
from math import exp, fsum, isfinite, log, log1p, prod, sqrt
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from SPARQLWrapper import JSON, POST, SPARQLWrapper

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    Record = dict[str, Any]
    Key = tuple[str, str]  # a block and a concept of it
    Facts = dict[str, dict[str, list[Any]]]  # by a node and a key: values
    Table = Iterator[tuple[str, Any, Any] | tuple[str, Any, Any, float]]

SIDES, BLOCKS = ("ad", "resume"), ("skills", "occupations")
VIEWS = ("titles", "statements", "passages")
STATUSES = ("same", "asserted", "crosswalk", "learned", "missing")  # the best first
LIKELY, LEAST, FLOOR = 0.5, 0.1, 0.3  # docs/score.md, "Beside the fit" and "Strengths"
EXACT = 1e-12  # how far figures may be apart that were added in another order
# What computing with values that no record has ends in.
ODD = ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError


def differing(of: str, told: Any, found: Any, apart: float = EXACT) -> Iterator[str]:
    """Where two values differ, key by key and item by item."""
    if isinstance(told, dict) and isinstance(found, dict):
        for key in sorted({*told, *found}):
            yield from differing(f"{of}: {key}", told.get(key, ...), found.get(key, ...), apart)
    elif isinstance(told, list) and isinstance(found, list) and len(told) == len(found):
        for number, (one, other) in enumerate(zip(told, found, strict=True)):
            yield from differing(f"{of}[{number}]", one, other, apart)
    elif isinstance(told, int | float) and isinstance(found, int | float):
        if not abs(told - found) <= apart:
            yield f"{of}: {told!r}, where {found!r} follows"
    elif told != found:
        yield f"{of}: {told!r:.90}, where {found!r:.90} follows"


def one_of(told: Any, known: Collection[Any]) -> Any:
    """What follows where several are as good: what is told, if it is one of them."""
    return told if told in known else f"one of {[*known]}"


# --- Canonical JSON (RFC 8785), and the schema of records -----------------------------------------

HASHES = {"content_digest", "record_hash"}
PERSONAL = {"began", "ended", "file_name", "note", "notes", "quote"}  # what may be erased
written = json.JSONEncoder(ensure_ascii=False).encode  # of a string, and of what has one spelling


def canonical(value: Any, leaving: Collection[str] = ()) -> str:
    """Write a value in the one way that RFC 8785 allows, some keys left out wherever they stand."""
    if isinstance(value, dict):
        keys = sorted(value.keys() - {*leaving}, key=lambda key: key.encode("utf-16-be"))
        return (
            "{"
            + ",".join(f"{canonical(key)}:{canonical(value[key], leaving)}" for key in keys)
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(canonical(each, leaving) for each in value) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(float(value))
    return written(value)


def number(value: float) -> str:
    """Write a number as ECMAScript does: with the fewest digits that give it back."""
    if not isfinite(value):
        raise ValueError(f"{value} is no number of JSON")
    if value == 0 or 1e-6 <= abs(value) < 1e21:
        return format(Decimal(repr(value or 0.0)), "f").removesuffix(".0")
    return repr(value).replace("e-0", "e-")


def digest(value: Any, leaving: Collection[str] = ()) -> str:
    """SHA-256 of a value's canonical JSON."""
    return f"sha256:{sha256(canonical(value, leaving).encode()).hexdigest()}"


TYPES: dict[type, tuple[str, ...]] = {
    dict: ("object",), list: ("array",), str: ("string",), bool: ("boolean",),
    type(None): ("null",), int: ("integer", "number"), float: ("number",),
}  # fmt: skip
NUMBERS = int | float
# The words of JSON Schema that the schema of records has: what they are said of, and what they say.
WORDS: dict[str, tuple[Any, Callable[[Any, Any], object]]] = {
    "type": (object, lambda value, names: any(name in names for name in TYPES[type(value)])),
    "const": (object, lambda value, const: value == const),
    "enum": (object, lambda value, known: value in known),
    # To ECMAScript, whose patterns they are, no $ stands before a last line break.
    "pattern": (str, lambda text, pattern: re.search(pattern.replace("$", r"\Z"), text)),
    "minLength": (str, lambda text, least: len(text) >= least),
    "minimum": (NUMBERS, lambda value, least: value >= least),
    "exclusiveMinimum": (NUMBERS, lambda value, least: value > least),
    "maximum": (NUMBERS, lambda value, most: value <= most),
    "minItems": (list, lambda items, least: len(items) >= least),
    "maxItems": (list, lambda items, most: len(items) <= most),
    "uniqueItems": (list, lambda items, _: len({*map(canonical, items)}) == len(items)),
    "required": (dict, lambda value, keys: value.keys() >= {*keys}),
}


def is_quote(value: Any) -> bool:
    """Whether something is a quote, with where it starts and ends."""
    kinds = {"quote": str, "start": int, "end": int}
    return isinstance(value, dict) and all(type(value.get(k)) is kinds[k] for k in kinds)


def misfits(value: Any, schema: Record, root: Record, of: str = "the record") -> Iterator[str]:
    """Where a value is not as a JSON Schema says."""
    if "$ref" in schema:
        yield from misfits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, of)
    for word in schema.keys() & WORDS.keys():
        kind, holds = WORDS[word]
        if isinstance(value, kind) and not holds(value, schema[word]):
            yield f"{of}: {value!r:.60} is not as the schema says: {word} {schema[word]!r:.60}"
    choices = [next(misfits(value, each, root, of), "") for each in schema.get("anyOf", [])]
    if choices and all(choices):
        yield choices[0]
    for number, each in enumerate(value if isinstance(value, list) else []):
        yield from misfits(each, schema.get("items", {}), root, f"{of}[{number}]")
    if is_quote(value):  # of which a schema cannot say how long it is
        yield from differing(of, len(value["quote"]), value["end"] - value["start"])
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for key, each in value.items() if isinstance(value, dict) else []:
        yield from misfits(key, schema.get("propertyNames", {}), root, f"a key of {of}")
        if key not in known and others is False:
            yield f"{of}: has an unknown key, {key:.60}"
        yield from misfits(each, known.get(key, others or {}), root, f"{of}: {key:.60}")


# --- The gates (docs/gates.md) --------------------------------------------------------------------

LEVELS = (None, "A1", "A2", "B1", "B2", "C1", "C2", "native")


def years(v: Any) -> bool | None:  # several are three; all is compared in months, less one
    least = round(12 * (3 if v.demanded_years is None else v.demanded_years)) - 1
    if max(round(12 * (v.stated_years or 0)), v.covered_months) >= least:
        return True
    if v.denied and v.stated_years is None and not v.fitting_jobs:
        return None if v.demanded_years is None and v.dated_jobs else False
    is_open = v.goes_on or v.total_months >= least if v.dated_jobs else v.stated_years is None
    return None if v.demanded_years is None or is_open else False


def language(v: Any) -> bool | None:
    if not v.stated:
        return False if v.denied else None
    if v.spoken_level is None and v.demanded_level is not None:
        return None
    return LEVELS.index(v.spoken_level) >= LEVELS.index(v.demanded_level)


def qualification(v: Any) -> bool | None:
    if (v.held_level or 0) >= v.demanded_level:
        is_upper = v.has_upper_class or not v.demands_upper_class
        return True if is_upper else None if v.lower_class is None else False
    if v.held_level is None and v.denied and v.demanded_level >= 6:
        return None if v.takes_equivalent else False
    is_open = v.takes_equivalent or (v.pending_level or 0) >= v.demanded_level
    return None if is_open or v.held_level is None else False


RULES: dict[str, Callable[[Any], bool | None]] = {  # passed or failed; None, where that is unknown
    "years/1": years,
    "language/1": language,
    "qualification/1": qualification,
    "credential/1": lambda v: {"held": True, "denied": False, "lacking": False}.get(v.said),
    "named-credential/1": lambda v: {"held": True, "denied": False}.get(v.said),
}


def judged(gate: Record) -> Record:
    """A gate as it follows from its values, or from its alternatives, of which the best counts."""
    if gate["rule"] == "any-of/1":
        every = [judged(each) for each in gate["alternatives"]]
        best = min(every, key=lambda each: ("pass", "unknown", "fail").index(each["status"]))
        counts = {name: best[name] for name in ("status", "note", "requirement", "evidence")}
        return gate | counts | {"alternatives": every}
    v = SimpleNamespace(**gate["values"])
    passed = RULES[gate["rule"]](v)
    if passed and gate["values"].get("demanded_class"):
        return gate  # which class passes another is told there by a table
    status = "pass" if passed else "unknown" if passed is None else "fail"
    is_uncertain = status == "fail" and not v.certain  # then nobody fails
    is_lowered = gate["note"].endswith(" Whether the ad demands it is not certain.")
    note = gate["note"] if is_lowered == is_uncertain else "which tells whether it is certain"
    return gate | {"status": "unknown" if is_uncertain else status, "note": note}


# --- The graph (docs/data-model.md) ---------------------------------------------------------------

PREFIXES = """
    PREFIX dcat: <http://www.w3.org/ns/dcat#>
    PREFIX dct: <http://purl.org/dc/terms/>
    PREFIX esco: <http://data.europa.eu/esco/model#>
    PREFIX onet: <https://w3id.org/skillkg/onet/ns#>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX skg: <https://w3id.org/skillkg/ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX void: <http://rdfs.org/ns/void#>
"""
GRAPHS = "FROM <https://w3id.org/skillkg/graph/"
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([^\x00-\x20<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})+")
# What is told of a graph, a learned edge, a kind of edges and a concept, and by which property.
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
KIND = {
    "predicate": "skg:edgePredicate", "class": "skg:edgeSubject", "strength": "skg:strength",
    "relates": "skg:relatesBlock", "implies": "skg:implies",
}  # fmt: skip
CONCEPT = {
    "class": "rdf:type", "called": "skos:prefLabel", "also": "skos:altLabel",
    "hidden": "skos:hiddenLabel",
}  # fmt: skip
CLASSES = {"Skill": "skills", "Technology": "skills", "Occupation": "occupations"}


class Endpoint:
    """Asks a SPARQL endpoint."""

    def __init__(self, address: str) -> None:
        self.client = SPARQLWrapper(address, returnFormat=JSON)
        self.client.setMethod(POST)
        self.client.setTimeout(600)
        self.rows = cache(self._rows)  # equal questions once

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        """The solutions of a SELECT query; it is no fault of a record where there is no answer."""
        self.client.setQuery(PREFIXES + query)
        try:
            answer: Any = self.client.queryAndConvert()
            names, rows = answer["head"]["vars"], answer["results"]["bindings"]
            return [tuple(term(row[name]) for name in names) for row in rows]
        except Exception as error:
            raise ConnectionError(f"{self.client.endpoint}: {error!s:.300}") from error

    def facts(self, graphs: str, nodes: str, keys: dict[str, str]) -> Facts:
        """By node and key the values of properties, in graphs that are asked as one."""
        names = {property_.partition(":")[2]: name for name, property_ in keys.items()}
        found: Facts = defaultdict(lambda: {name: [] for name in keys})
        query = f"""SELECT ?node ?property ?value {graphs} {{ {nodes}
            ?node ?property ?value FILTER (?property IN ({", ".join(keys.values())})) }}"""
        for node, property_, value in self.rows(query):
            found[node][names[local(property_)]].append(value)
        return found


def term(of: Record) -> Any:
    """A term of a solution; a number, or a truth value, where its datatype says so."""
    kind, text = local(of.get("datatype", "")), str(of["value"])
    if kind in ("integer", "decimal", "double", "float"):
        return float(text)
    return text in ("true", "1") if kind == "boolean" else text


def local(iri: str) -> str:
    """The last part of an IRI."""
    return re.split("[#/]", iri.rstrip("/"))[-1]


def terms(iris: Iterable[str], separator: str = " ") -> str:
    """Terms of a query, which must be IRIs: no other text of a record becomes SPARQL."""
    known = sorted({*iris})
    if odd := [each for each in known if not IRI.fullmatch(each)]:
        raise ValueError(f"{odd[0]!r:.80} is no IRI")
    return separator.join(f"<{each}>" for each in known)


def agree(of: str, told: Record, there: dict[str, list[Any]]) -> Table:
    """What a record tells of something is what the graph has."""
    for name, found in there.items():
        value = None if told.get(name) == "" else told.get(name)
        there_ = sorted(found) if isinstance(value, list) else [*found, None][0]
        yield f"{of}: {name}", value, there_


# --- The formulas (docs/score.md) -----------------------------------------------------------------


def units(weight: float) -> float:
    """A weight in whole parts of 4,096."""
    return round(weight * 4096) / 4096


def key(of: Record) -> Key:
    """The block and the concept of an entry, or of what a part is asked for by."""
    return of["block"], of.get("requirement") or of["concept"]


def place(span: Record) -> tuple[int, int, str]:
    return span["start"], span["end"], span["quote"]


def status(kind: str) -> str:
    """What a statement of some kind says of a requirement; "" is none, where both are the same."""
    found = "crosswalk" if kind.endswith("Match") else "asserted"
    return {"": "same", "relatedness": "learned"}.get(kind, found)


def is_likely(entry: Record) -> bool:
    """Whether an ad likely asks for a concept, or a resume states it."""
    if entry["block"] == "occupations":
        return bool(entry["weight"] >= LEAST)
    probability = entry.get("asking", {}).get("probability", entry["weight"])
    return not entry["is_described"] or bool(probability >= LIKELY)


def calibrated(
    by: Record, curve: list[float], features: list[float], weights: Iterable[float]
) -> float:
    """1 / (1 + e^-(c + a ln p - b ln(1 - p))), where p = 1 / (1 + e^-score)."""
    products = (weight * each for weight, each in zip(weights, features, strict=True))
    score, (c, a, b) = round(by["intercept"] + fsum(products), 4), curve
    low, high = (max(each, 0.0) + log1p(exp(-abs(each))) for each in (-score, score))  # -ln p, ...
    return max(round(1 / (1 + exp(a * low - b * high - c)), 4), 1e-4)


def attested(evidence: list[Record], scoring: Record) -> float:
    """How far a resume attests an occupation: the mean of titles, statements and passages."""
    of = {view: [e["value"] for e in evidence if e["view"] == view] for view in VIEWS}
    views = [sqrt(1 - prod(1 - scoring["title"] * probability for probability in of["titles"]))]
    for near in (of["statements"], of["passages"]):
        if len({each["encoder"] for each in evidence} - {""}) > 1:  # the static one first
            pairs, share = zip(near[::2], near[1::2], strict=True), scoring["static"]
            near = [share * one + (1 - share) * other for one, other in pairs]
        mean = fsum(max(each, 0.0) for each in near) / scoring["best"]
        curve = 1 / (1 + exp((scoring["centre"] - mean) / scoring["width"]))
        views.append(curve if mean > 0 else 0.0)
    return fsum(views) / 3


class Match:
    """What a record tells, beside what follows from the rest of it and from the graph."""

    def __init__(self, record: Record, endpoint: Endpoint) -> None:
        self.r, self.endpoint = record, endpoint
        self.p, self.scoring = record["parameters"], record["parameters"]["scoring"]
        self.labels, self.graphs = record["labels"], [each["graph"] for each in record["graph"]]
        self.ad = {key(entry): entry for entry in record["profiles"]["ad"]}
        self.resume = {entry["concept"]: entry for entry in record["profiles"]["resume"]}
        self.mentions = [(side, m) for side in SIDES for m in record["mentions"][side]]
        published = [p | p["published"] for p in record["contributions"] if p["published"]]
        self.parts = [*record["contributions"], *record["coverage"], *published]
        self.steps = [step for part in self.parts for step in part["path"]]

    def form(self) -> Table:
        """Its name, digests and gates follow from its content."""
        r = self.r
        yield "content_digest", r["content_digest"], digest(r, HASHES)
        yield "record_hash", r["record_hash"], digest(r, {*PERSONAL, "record_hash"})
        names = r["subject_ref"], r["position_ref"], r["timestamp"] or ""
        name = "/".join((*names, r["resume"]["digest"], r["ad"]["digest"]))
        made = uuid5(NAMESPACE_URL, f"https://w3id.org/skillkg/record/{name}").urn
        yield "record_id", r["record_id"], made
        yield "scoring_digest", self.p["scoring_digest"], digest(self.scoring)
        yield "tool", r["tool"]["name"], "skillkg"
        for parser in (r["ad"]["parser"], r["resume"]["parser"]):
            if parser["name"] == "skillkg":
                yield "version that read a document", parser["version"], r["tool"]["version"]
        for gate in r["gates"]:
            yield f"gate {gate['name']:.60}", gate, judged(gate)

    @cached_property
    def asked(self) -> dict[Key, float]:
        """The J of the formula, in whole parts of 4,096; what comes to none is left out."""
        shares = {}
        for wanted, entry in self.ad.items():
            total = fsum(e["weight"] for e in self.ad.values() if e["block"] == entry["block"])
            shares[wanted] = int(entry["weight"] / (total or 1.0) * 4096) / 4096
        return {wanted: share for wanted, share in shares.items() if share}

    def fit(self) -> Table:
        """The fit is v + (1 - v) · Σ_b λ_b · ( Σ_s J_s · max_r K_rs R_r ) / Σ_s J_s."""
        parts, repeated = self.r["contributions"], self.r["repetitions"]
        number = max(self.r["ad"]["words"], 1)
        fit = v = sum(each["words"] for each in repeated) / number
        shares = {"skills": self.scoring["skills"], "occupations": 1 - self.scoring["skills"]}
        totals = {b: fsum(j for (of, _), j in self.asked.items() if of == b) for b in BLOCKS}
        filled = {block: share for block, share in shares.items() if share and totals[block]}
        yield "scaled blocks", sorted(self.r["scales"]), sorted(filled)
        for block, share in filled.items():
            scale = {"weight": share / sum(filled.values()) * (1 - v), "total": totals[block]}
            yield f"scale of {block}", self.r["scales"][block], scale
            factors = [part["weights"] for part in parts if part["block"] == block]
            products = sum(w["requirement_weight"] * w["offer"] for w in factors)
            fit += self.r["scales"][block]["weight"] / self.r["scales"][block]["total"] * products
        yield "the fit", self.r["fit"], fit
        yield "the fit", self.r["fit"], fsum(each["contribution"] for each in (*parts, *repeated))
        yield "what adds to it, each once", len({key(part) for part in parts}), len(parts)
        for each in repeated:
            both = (each[at]["quote"].casefold() for at in ("requirement", "evidence"))
            words, again = (re.findall(r"\w+", quote) for quote in both)
            follows = {"words": len(words), "contribution": each["words"] / number}
            yield "words that are repeated", [each, again], [each | follows, words]

    def offered(self) -> Table:
        """What a part adds, or covers, by J, K and R; its path is a statement, or nothing."""
        for part in self.parts:
            wanted, skill, path = key(part), part["skill"], part["path"]
            held = self.resume[skill] if skill else {"weight": 0.0, "spans": []}
            j, k, r = self.asked.get(wanted, 0.0), prod(s["strength"] for s in path), held["weight"]
            follows = {"requirement_spans": self.ad[wanted]["spans"], "skill_spans": held["spans"]}
            if "status" in part:
                what = status("".join(s["kind"] for s in path)) if skill else "missing"
                follows |= {"strength": k * r, "status": what}
            elif "offer" in part:  # the best over published statements, beside a learned one
                follows = {"skill_weight": r, "offer": units(k * r)}
            else:
                scale, offer = self.r["scales"][wanted[0]], units(k * r)
                weights = {"requirement_weight": j, "relatedness": k, "skill_weight": r}
                follows |= {"weights": weights | {"offer": offer}}
                follows |= {"contribution": scale["weight"] * (j * offer / scale["total"])}
            ends = [] if skill in (wanted[1], None) else [(skill, wanted[1])]
            yield self.labels[wanted[1]], part, part | follows
            yield f"{self.labels[wanted[1]]}: path", [(s["from"], s["to"]) for s in path], ends
        for step in self.steps:
            source, target = (step["from"], step["to"])[:: 1 if step["forward"] else -1]
            statement = step["graph"], source, step["predicate"], target, step["kind"]
            yield " ".join(statement), step["strength"], self.statements.get(statement, "not there")

    def read(self) -> Table:
        """Probabilities follow from features, and demands from words, or else the section."""
        sections = {"requirements": "required", "nice to have": "preferred"}
        for by in self.p["classifiers"].values() if self.p["encoders"] else ():
            known = ["", *self.p["encoders"]]
            yield "encoder of a classifier", by["encoder"], one_of(by["encoder"], known)
        for side, m in self.mentions:
            name, told = f"“{m['span']['quote']:.60}”", m["probability"] or 0.0
            kinds = ["skills", "technologies"] if m["block"] == "skills" else ["occupations"]
            known = [self.p["classifiers"][kind] for kind in kinds if kind in self.p["classifiers"]]
            known = [by for by in known if len(by["weights"]) == len(m["features"])]
            found = [calibrated(by, by["beta"], m["features"], by["weights"]) for by in known]
            nearest = min(found, key=lambda each: abs(each - told), default=None)
            yield f"{name}: probability", m["probability"], nearest, 1.1e-4
            is_asked = (side, m["stance"], m["block"]) == ("ad", "stated", "skills")
            demand = sections.get(m["section"]) if is_asked else None
            yield f"{name}: demand", m["demand"], m["demand"] if m["demand_cue"] else demand

    def profiles(self) -> Table:
        """What is asked for, and what is attested, are concepts that were read, where they were."""
        demanded = dict[str, str]()
        for _, m in sorted(self.mentions, key=lambda each: each[1]["demand"] == "required"):
            demanded |= {m["concept"]: m["demand"]} if m["demand"] else {}  # required wins
        for side in SIDES:
            stated = defaultdict(list)
            for of, m in self.mentions:
                if of == side and m["stance"] == "stated":
                    stated[key(m)].append(m)
            entries = self.r["profiles"][side]
            skills = [key(entry) for entry in entries if entry["block"] == "skills"]
            yield f"skills of the {side}", skills, sorted(k for k in stated if k[0] == "skills")
            for entry in entries:
                name, concept = f"{side}: {self.labels[entry['concept']]}", entry["concept"]
                if "evidence" in entry:
                    yield name, entry, entry | self.by_quotes(entry, side), 0.50001 / 4096
                    continue
                follows = self.by_mentions(stated[key(entry)])
                if (side, entry["block"]) == ("ad", "skills"):
                    asking, weight = entry["asking"], follows["weight"]
                    known = self.scoring["titled"], self.scoring[demanded.get(concept, "mentioned")]
                    demand = one_of(asking["demand"], known)  # that the title names it is not told
                    asked = {
                        "probability": weight,
                        "rarity": self.rarity[concept],
                        "demand": demand,
                    }
                    follows |= {"asking": asked, "weight": prod(asking.values())}
                yield name, entry, entry | follows
            quotes = [entry["evidence"] for entry in entries if "evidence" in entry]
            views = [[each["view"] for each in of if each["encoder"]] for of in quotes]
            yield f"quotes of the {side}, alike in number", views, views[:1] * len(views)

    def by_mentions(self, mentions: list[Record]) -> Record:
        """What the mentions of a concept say of it."""
        judged = [m["probability"] for m in mentions]
        surest = max(self.scoring["unjudged"] if p is None else p for p in judged)
        spans = sorted({place(m["span"]): m["span"] for m in mentions}.items())
        is_described = not any(m["label"] for m in mentions)
        read = [span for _, span in spans]
        return {"weight": units(surest), "spans": read, "is_described": is_described}

    def by_quotes(self, entry: Record, side: str) -> Record:
        """What quotes say of an occupation; the ad's share what is probable, half by taxonomy."""
        encoders, evidence = ["", *self.p["encoders"]], entry["evidence"]
        spans = {place(e["span"]): e["span"] for e in evidence if e["view"] != "passages"}
        follows = {"spans": sorted([*spans.values()][:4], key=place)}
        follows["evidence"] = [e | {"encoder": one_of(e["encoder"], encoders)} for e in evidence]
        if side == "resume":
            return follows | {"weight": attested(evidence, self.scoring)}
        shares: dict[bool, list[float]] = defaultdict(list)
        for (block, concept), each in self.ad.items():
            shares["/onet/" in concept] += [each["weight"]] if block == "occupations" else []
        total = fsum(shares["/onet/" in entry["concept"]]) * sum(map(bool, shares.values()))
        return follows | {"weight": entry["weight"] / total}

    # Over the graph

    @cached_property
    def merged(self) -> str:
        """The graphs of the record, which are asked as one."""
        return " ".join(f"FROM {terms([graph])}" for graph in self.graphs)

    @cached_property
    def known(self) -> Facts:
        """What the graph says of the concepts of the record."""
        concepts = self.labels.keys() | {m["concept"] for _, m in self.mentions}
        nodes = f"VALUES ?node {{ {terms(concepts)} }}"
        return self.endpoint.facts(self.merged, nodes, CONCEPT)

    @cached_property
    def kinds(self) -> Facts:
        """The kinds of edges that count, by name, as the ontology declares them."""
        there = self.endpoint.facts(f"{GRAPHS}ontology>", "?node a skg:EdgeKind .", KIND)
        named = {local(iri): there[iri] for iri in sorted(there)}
        return {name: kind for name, kind in named.items() if name not in self.p["without"]}

    @cached_property
    def statements(self) -> dict[tuple[str, ...], float]:
        """How strong statements between concepts of the two profiles are, of kinds that count."""
        concepts = {concept for _, concept in self.ad} | self.resume.keys()
        walked = {n: kind for n, kind in self.kinds.items() if kind["relates"] or kind["implies"]}
        predicates = {by for kind in walked.values() for by in kind["predicate"]}
        rows = self.endpoint.rows(f"""SELECT ?graph ?one ?by ?other {{
            VALUES ?one {{ {terms(concepts)} }} GRAPH ?graph {{ ?one ?by ?other }}
            FILTER (?by IN ({terms(predicates, ", ")})) }}""")
        rows = [row for row in rows if row[0] in self.graphs and row[3] in concepts]
        related = {row[at] for row in rows for at in (1, 3) if local(row[2]) == "relatedTo"}
        learned = self.endpoint.rows(f"""SELECT ?graph ?one ?other ?strength {{
            VALUES ?one {{ {terms(related)} }} GRAPH ?graph {{
            ?edge skg:relatednessSource ?one ; skg:relatednessTarget ?other ; skg:strength ?strength
            }} }}""")
        edges = {(graph, frozenset(ends)): strength for graph, *ends, strength in learned}
        found: dict[tuple[str, ...], float] = {}
        for graph, source, by, target in rows:
            for name, kind in walked.items():
                is_of = {*kind["class"]} <= {*self.known[source]["class"]}
                if is_of and [by] == kind["predicate"]:
                    edge = edges.get((graph, frozenset((source, target))), 0.0)
                    found[graph, source, by, target, name] = [*kind["strength"], edge][0]
        return found

    @cached_property
    def near(self) -> dict[Key, dict[str, tuple[bool, float, str]]]:
        """The K of the formula, by what is asked for and what is attested; published ones first."""
        found = {wanted: {wanted[1]: (True, 1.0, "")} for wanted in self.ad}
        read = self.r["mentions"]["resume"]
        denied = {m["concept"] for m in read if m["stance"] == "negated"}
        block_of = {concept: entry["block"] for concept, entry in self.resume.items()}
        for (_, source, _, target, name), k in self.statements.items():
            kind, offer = self.kinds[name], (name != "relatedness", k, name)
            both = [(source, target), (target, source)] if k >= FLOOR else []
            joined = [(b, *e) for b in kind["relates"] for e in both if block_of.get(e[0]) == b]
            if kind["implies"] == [True] and target not in denied:
                joined.append(("skills", source, target))
            for block, offered, wanted in joined:
                of = found.get((block, wanted), {})
                of[offered] = max(offer, of.get(offered, offer))
        return found

    def best(self) -> Table:
        """What the resume offers best is what is told: max_r K_rs R_r."""
        added, covered = ({key(p): p for p in self.r[at]} for at in ("contributions", "coverage"))
        likely = [wanted for wanted, entry in self.ad.items() if is_likely(entry)]
        yield "what is covered", sorted(map(key, self.r["coverage"])), sorted(likely)
        for wanted, near in self.near.items():
            offers = [
                (status(kind), k * self.resume[concept]["weight"], concept)
                for concept, (_, k, kind) in near.items()
                if concept in self.resume
            ]
            name, part = self.labels[wanted[1]], added.get(wanted)
            if wanted in self.asked and wanted[0] in self.r["scales"]:
                best = max((units(amount) for _, amount, _ in offers), default=0.0)
                yield f"{name}: best offer", part["weights"]["offer"] if part else 0.0, best
            if part:
                is_learned = "relatedness" in [step["kind"] for step in part["path"]]
                others = [units(r) for what, r, _ in offers if is_learned and what != "learned"]
                told = part["published"]["offer"] if part["published"] else 0.0
                yield f"{name}: best published offer", told, max(others, default=0.0)
            if row := covered.get(wanted):
                shown = [offer for offer in offers if self.is_shown(wanted[1], *offer[1:])]
                ranked = [(-STATUSES.index(what), amount) for what, amount, _ in shown]
                rank, amount = max(ranked, default=(-4, 0.0))
                follows = {"status": STATUSES[-rank], "strength": amount}
                yield f"{name}: best that covers it", row, row | follows

    def is_shown(self, wanted: str, amount: float, offered: str) -> bool:
        """Whether the resume likely means it, and it is strong enough, or named."""
        if self.resume[offered]["block"] == "skills":
            return is_likely(self.resume[offered])
        titles = [m for side, m in self.mentions if (side, m["concept"]) == ("resume", offered)]
        titled = [m["probability"] or self.scoring["unjudged"] for m in titles]
        return amount >= FLOOR if offered != wanted else max([amount, *titled]) >= LIKELY

    @cached_property
    def rarity(self) -> dict[str, float]:
        """1 - ln(1 + n) / ln(2 + N), where n of N occupations ask for a skill."""
        skills = [concept for block, concept in self.ad if block == "skills"]
        (of,) = self.endpoint.rows(f"""SELECT (COUNT(DISTINCT ?node) AS ?n) {self.merged} {{
            VALUES ?class {{ esco:Occupation onet:Occupation }} ?node a ?class }}""")
        asks = "(esco:relatedEssentialSkill, esco:relatedOptionalSkill, onet:technology)"
        rows = self.endpoint.rows(f"""SELECT ?skill (COUNT(*) AS ?n) {self.merged} {{
            VALUES ?skill {{ {terms(skills)} }} ?node ?asks ?skill ; a ?class
            FILTER (?asks IN {asks})
            FILTER (?class IN (esco:Occupation, onet:Occupation)) }} GROUP BY ?skill""")
        counts = dict(rows)
        return {each: 1 - log(1 + counts.get(each, 0)) / log(2 + of[0]) for each in skills}

    def graph(self) -> Table:
        """Graphs, kinds of edges and learned edges are told as the graph has them."""
        nodes = f"VALUES ?node {{ {terms(self.graphs)} }}"
        there = self.endpoint.facts(f"{GRAPHS}catalog>", nodes, GRAPH)
        for each in self.r["graph"]:
            yield from agree(each["graph"], each, there[each["graph"]])
        strengths = {name: k["strength"][0] for name, k in self.kinds.items() if k["strength"]}
        kinds = {b: [name for name, k in self.kinds.items() if b in k["relates"]] for b in BLOCKS}
        implying = [name for name, kind in self.kinds.items() if kind["implies"] == [True]]
        yield "strengths", self.p["strengths"], strengths
        yield "kinds", [self.p["kinds"], self.p["implied_by"]], [kinds, implying]
        steps = [step for step in self.steps if step["kind"] == "relatedness"]
        walked = {(s["graph"], *sorted((s["from"], s["to"]))) for s in steps}
        edges = [(e["graph"], *sorted((e["source"], e["target"]))) for e in self.r["learned"]]
        yield "learned edges", sorted(edges), sorted(walked)
        nodes = f"VALUES ?node {{ {terms(each['node'] for each in self.r['learned'])} }}"
        there = self.endpoint.facts(self.merged, nodes, EDGE)
        models = {each["graph"]: each.get("model") for each in self.r["graph"]}
        by_activity = {each["activity"]: each for each in self.r["relating"]}
        yield "activities", {each["relating"] for each in self.r["learned"]}, {*by_activity}
        for edge in self.r["learned"]:
            by, features = by_activity[edge["relating"]], edge["features"]
            yield from agree(edge["node"], edge | features, there[edge["node"]])
            values = [features[name] for name in by["weights"]]
            strength = calibrated(by, by["curve"], values, by["weights"].values())
            yield f"{edge['node']}: strength", edge["strength"], strength, 2e-4
            yield f"{edge['node']}: model", models.get(edge["graph"]), by["model_digest"]

    def named(self) -> Table:
        """Concepts are of their blocks, and are called what the graph calls them."""
        entries = [*self.ad.values(), *self.resume.values(), *(m for _, m in self.mentions)]
        named = {c for e in entries for c in (e["concept"], *e.get("alternatives", []))}
        yield "concepts with labels", sorted(self.labels), sorted(named)
        for concept, name in sorted(self.labels.items()):
            called = self.known[concept]["called"] or [local(concept)]
            yield f"label of {concept}", name, one_of(name, called)
        for each in entries:
            there, name = self.known[each["concept"]], self.labels[each["concept"]]
            blocks = {CLASSES.get(local(iri)) for iri in there["class"]}
            yield f"{name}: block", each["block"], one_of(each["block"], blocks)
            known = ["", *there["called"], *there["also"], *there["hidden"]]
            yield f"label of {name}", each.get("label", ""), one_of(each.get("label", ""), known)


# --- All of it ------------------------------------------------------------------------------------

CHECKS = (
    Match.form, Match.fit, Match.offered, Match.read, Match.profiles, Match.best, Match.graph,
    Match.named,
)  # fmt: skip


def check(data: bytes, schema: Record, endpoint: Endpoint) -> list[str]:
    """All that is wrong with a record, by its schema and over a graph."""
    try:
        record = json.loads(data)
        found = [*misfits(record, schema, schema)]
        found += [] if data == canonical(record).encode() else ["not canonical JSON (RFC 8785)"]
    except ODD as error:
        return [f"not JSON as records are: {error!r:.120}"]
    if found:
        return found
    match = Match(record, endpoint)
    for each in CHECKS:
        try:
            found += [said for row in each(match) for said in differing(*row)]
        except ODD as error:
            found.append(f"{each.__name__} cannot be computed: {error!r:.120}")
    return found


def main() -> int:
    """Check the records that the command line names."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", metavar="RECORD", type=Path, nargs="+")
    parser.add_argument("--schema", type=Path, required=True, help="record.schema.json")
    parser.add_argument("--endpoint", required=True, help="address of one that holds the graph")
    options = parser.parse_args()
    try:
        schema, endpoint = json.loads(options.schema.read_bytes()), Endpoint(options.endpoint)
        found = {file: check(file.read_bytes(), schema, endpoint) for file in options.records}
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    for file, said in found.items():
        print(f"{file}: {'differs' if said else 'holds'}", *said, sep="\n  ")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())

"""What adds to the fit is just the best that the graph gives: neither less nor more."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from careful import UNIT, asked, resealed, strength

import skillkg
from skillkg.explanation.canonical import canonical
from skillkg.explanation.codec import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Made

    from skillkg.verifying import Verifier

    Record = dict[str, Any]


def detours(kg: skillkg.KnowledgeGraph, record: Record) -> Iterator[tuple[Record, Record]]:
    """Contributions that two statements would give where the resume has less to offer."""
    shares = asked(record)
    offers = {c["requirement"]: c["weights"]["offer"] for c in record["contributions"]}
    for wanted, held in product(*record["profiles"].values()):
        block, requirement = wanted["block"], wanted["concept"]
        if held["block"] != block or requirement not in shares[block]:
            continue
        kinds = [k for k in record["parameters"]["kinds"][block] if k != "relatedness"]
        for path in kg.paths(held["concept"], requirement, k=5, max_hops=2, kinds=kinds):
            offer = round(path.strength * held["weight"] * UNIT) / UNIT
            if len(path.steps) == 2 and offer > offers.get(requirement, 0.0):
                yield wanted, _contribution(record, wanted, held, plain(path), offer)


def _contribution(
    record: Record, wanted: Record, held: Record, path: list[Record], offer: float
) -> Record:
    share = asked(record)[wanted["block"]][wanted["concept"]]
    scale = record["scales"][wanted["block"]]
    return {
        "requirement": wanted["concept"],
        "skill": held["concept"],
        "block": wanted["block"],
        "contribution": scale["weight"] * (share * offer / scale["total"]),
        "path": path,
        "requirement_spans": wanted["spans"],
        "skill_spans": held["spans"],
        "published": None,
        "weights": {
            "requirement_weight": share,
            "relatedness": strength(path),
            "skill_weight": held["weight"],
            "offer": offer,
        },
    }


def test_a_longer_path_than_matching_walks_is_no_offer(
    made: Made, over_graph: Verifier, tmp_path: Path
) -> None:
    """Each step is a statement of the graph, of a kind that may be walked, and as strong."""
    kg, record = skillkg.open(made.store), made.record
    wanted, forged = next(detours(kg, record))
    others = [c for c in record["contributions"] if c["requirement"] != wanted["concept"]]
    record["contributions"] = sorted(
        [*others, forged], key=lambda c: (-c["contribution"], c["block"], c["requirement"])
    )
    middle = forged["path"][0]["to"]
    record["labels"][middle] = kg.concepts.label(middle)
    file = tmp_path / "record.json"
    file.write_bytes(canonical(resealed(record)))
    found = over_graph.verify(file)
    assert [check.name for check in found.of("differs")] == ["best offers"]
    assert f"not by {forged['weights']['offer']!r}" in str(found.of("differs"))

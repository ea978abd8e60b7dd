"""A match as a record: plain values, in a fixed order, that say all that the reports say.

The contributions of a record sum to its fit exactly, ``math.fsum(c["contribution"] for c in
record["contributions"]) == record["fit"]``, also after it was written as JSON and read again.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from skillkg import __version__
from skillkg.explanation.ledger import ordered_contributions, ordered_coverage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model import Contribution, Coverage, Match, Path, Snapshot, Span

TOOL: Final = "skillkg"


def to_record(match: Match) -> dict[str, Any]:
    """Describe a match in values that JSON knows.

    Contributions come largest first, coverage as the ad asks, labels and parameters by name.
    ``graph`` lists the named graphs with their releases and digests; a step's ``predicate`` and
    ``forward`` give the statement behind it: ``from predicate to`` where it is walked forward,
    ``to predicate from`` where not. Offsets count code points of the document's read text.
    """
    ad_digest, resume_digest = match.document_digests
    return {
        "tool": {"name": TOOL, "version": __version__},
        "ad": {"name": match.ad, "digest": ad_digest},
        "resume": {"name": match.resume, "digest": resume_digest},
        "fit": match.fit,
        "contributions": [_contribution(c) for c in ordered_contributions(match)],
        "coverage": [_coverage(c) for c in ordered_coverage(match)],
        "gates": [asdict(gate) for gate in match.gates],
        "graph": [_graph(snapshot) for snapshot in match.snapshots],
        "labels": dict(sorted(match.labels.items())),
        "parameters": dict(sorted(match.parameters.items())),
        "notes": list(match.notes),
    }


def to_json(match: Match) -> str:
    """Write the record as JSON, indented; equal matches give equal text.

    Raises:
        ValueError: a number is not finite; JSON has none such.
    """
    return json.dumps(to_record(match), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _contribution(c: Contribution) -> dict[str, Any]:
    return {
        "requirement": c.requirement,
        "skill": c.skill,
        "block": c.block,
        "contribution": c.contribution,
        "path": _path(c.path),
        "requirement_spans": _spans(c.requirement_spans),
        "skill_spans": _spans(c.skill_spans),
    }


def _coverage(c: Coverage) -> dict[str, Any]:
    return {
        "requirement": c.requirement,
        "block": c.block,
        "status": c.status,
        "strength": c.strength,
        "skill": c.skill,
        "path": _path(c.path),
        "requirement_spans": _spans(c.requirement_spans),
        "skill_spans": _spans(c.skill_spans),
    }


def _path(path: Path) -> list[dict[str, Any]]:
    return [
        {
            "from": step.source,
            "to": step.target,
            "kind": step.kind,
            "strength": step.strength,
            "graph": step.graph,
            "predicate": step.predicate,
            "forward": step.forward,
        }
        for step in path.steps
    ]


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [asdict(span) for span in spans]


def _graph(snapshot: Snapshot) -> dict[str, Any]:
    return asdict(snapshot) | {"tables": sorted(snapshot.tables)}

"""A match as a record: plain values, in a fixed order, that say all that the reports say.

Every figure can be computed again from the record alone, to the last bit, also after it was
written as JSON and read again. With ``fsum`` and ``sqrt`` of Python's ``math``, ``s`` the scale of
a block, ``w`` the weights of one document's profile in it, and ``pairs`` its ``ad_pairs`` or
``resume_pairs``:

    norm = sqrt(fsum([w[c] * w[c] for c in w]
                     + [2 * w[p["one"]] * p["relatedness"] * w[p["other"]] for p in pairs]))
    contribution = s["weight"] * (requirement_weight * relatedness * skill_weight)
                   / (s["ad_norm"] * s["resume_norm"])
    fit = fsum(contributions)
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from skillkg._version import __version__
from skillkg.explanation.ledger import ordered_contributions, ordered_coverage
from skillkg.explanation.mentions import mention_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model.document import Span
    from skillkg.model.graph import Path, Snapshot
    from skillkg.model.match import BlockScale, Contribution, Coverage, Entry, Match, Pair

TOOL: Final = "skillkg"
SCHEMA_VERSION: Final = 2
"""Which keys records have, and what they mean; a record that states none is of version 1."""

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def to_record(match: Match) -> dict[str, Any]:
    """Describe a match in values that JSON knows.

    Contributions come largest first, coverage as the ad asks, labels and parameters by name.
    ``graph`` lists the named graphs with their releases and digests; a step's ``predicate`` and
    ``forward`` give the statement behind it: ``from predicate to`` where it is walked forward,
    ``to predicate from`` where not. Offsets count code points of the document's read text;
    ``pages`` are those at which its pages begin, where its format has any.
    ``mentions`` are all that was linked, in text order; those whose ``stance`` is not ``stated``
    give no entry of a profile, and add nothing to the fit. The ``label`` is empty where no label
    was matched. An entry without a path weighs the largest probability of its mentions, and 1 where
    one has none; with a path, the weight of the entry that the path starts at, times its strengths.
    """
    ad_digest, resume_digest = match.document_digests
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": __version__},
        "ad": _document(match.ad, ad_digest, match.ad_pages),
        "resume": _document(match.resume, resume_digest, match.resume_pages),
        "fit": match.fit,
        "contributions": [_contribution(c) for c in ordered_contributions(match)],
        "coverage": [_coverage(c) for c in ordered_coverage(match)],
        "gates": [asdict(gate) for gate in match.gates],
        "scales": {block: _scale(scale) for block, scale in match.scales.items()},
        "profiles": {
            "ad": [_entry(entry) for entry in match.ad_profile],
            "resume": [_entry(entry) for entry in match.resume_profile],
        },
        "mentions": {
            "ad": [mention_record(mention) for mention in match.ad_mentions],
            "resume": [mention_record(mention) for mention in match.resume_mentions],
        },
        "graph": [_graph(snapshot) for snapshot in match.snapshots],
        "labels": dict(sorted(match.labels.items())),
        "parameters": dict(sorted(match.parameters.items())),
        "notes": list(match.notes),
    }


def to_json(match: Match) -> str:
    """Write the record as JSON, indented; equal matches give equal text.

    Lone surrogates, which no UTF-8 can hold, become U+FFFD, one for one.

    Raises:
        ValueError: a number is not finite; JSON has none such.
    """
    return dump(to_record(match))


def dump(record: dict[str, Any]) -> str:
    """Write any record as :func:`to_json` does."""
    text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return _SURROGATES.sub("\ufffd", text)


def _document(name: str, digest: str, pages: Iterable[int]) -> dict[str, Any]:
    return {"name": name, "digest": digest, "pages": list(pages)}


def _contribution(c: Contribution) -> dict[str, Any]:
    return {
        "requirement": c.requirement,
        "skill": c.skill,
        "block": c.block,
        "contribution": c.contribution,
        "path": _path(c.path),
        "requirement_spans": _spans(c.requirement_spans),
        "skill_spans": _spans(c.skill_spans),
        "weights": {
            "requirement_weight": c.requirement_weight,
            "relatedness": c.relatedness,
            "skill_weight": c.skill_weight,
        },
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


def _scale(scale: BlockScale) -> dict[str, Any]:
    return {
        "weight": scale.weight,
        "ad_norm": scale.ad_norm,
        "resume_norm": scale.resume_norm,
        "ad_pairs": _pairs(scale.ad_pairs),
        "resume_pairs": _pairs(scale.resume_pairs),
    }


def _pairs(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    return [{"one": one, "other": other, "relatedness": k} for one, other, k in pairs]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "concept": entry.concept,
        "block": entry.block,
        "weight": entry.weight,
        "is_described": entry.is_described,
        "spans": _spans(entry.spans),
        "path": _path(entry.path),
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
    """What names a graph; when it was built says nothing of what it holds."""
    found = asdict(snapshot) | {"tables": sorted(snapshot.tables)}
    found |= {"inputs": sorted(snapshot.inputs)}
    hidden = {"ended"} if snapshot.inputs else {"ended", "inputs", "model"}
    return {name: value for name, value in found.items() if name not in hidden}

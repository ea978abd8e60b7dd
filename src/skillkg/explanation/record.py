"""A match as a record: plain values that say all that the reports say, with digests of their own.

A record is one document of canonical JSON (RFC 8785); ``record.schema.json`` describes it key by
key. Every figure can be computed again from the record alone, to the last bit. With ``s`` the scale
of a part's block, ``w`` its ``weights``, and the blocks in the order of ``model.mention.Block``:

    contribution = s["weight"] * (w["requirement_weight"] * w["offer"] / s["total"])
    offer = round(w["relatedness"] * w["skill_weight"] * 4096) / 4096
    repeated = sum of the words of the repetitions / the words of the ad
    fit = repeated + s["weight"] / s["total"] * (sum of requirement_weight * offer) + …
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from skillkg.explanation.canonical import canonical, sealed, without_surrogates
from skillkg.explanation.codec import plain
from skillkg.explanation.ledger import ordered_contributions, ordered_coverage
from skillkg.vocabulary import SKG_DATA

if TYPE_CHECKING:
    from skillkg.model.match import Match, Side

SCHEMA_VERSION: Final = 4
"""Which keys records have, and what they mean; a record that states none is of version 1."""
RECORDS: Final = SKG_DATA + "record/"
"""Namespace of the names that records' ids are made of."""


def to_record(match: Match) -> dict[str, Any]:
    """Describe a match in values that JSON knows.

    Contributions come largest first, coverage as the ad asks. A step's ``predicate`` and
    ``forward`` give the statement behind it: ``from predicate to`` where it is walked forward,
    ``to predicate from`` where not; ``learned`` and ``relating`` say what learned ones rest on.
    Offsets count code points of the text that was read, whose SHA-256 is ``text_digest``.
    """
    return sealed(content(match))


def content(match: Match) -> dict[str, Any]:
    """The record without digests of its own, which take most of the time that it takes."""
    return without_surrogates(_content(match))  # type: ignore[no-any-return]


def to_json(match: Match) -> str:
    """Write the record as canonical JSON; equal matches give equal text.

    Raises:
        ValueError: a number is not finite; JSON has none such.
    """
    return canonical(to_record(match)).decode()


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of records."""
    text = files("skillkg.explanation").joinpath("record.schema.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def _content(match: Match) -> dict[str, Any]:
    decision = match.decision
    return {
        "schema_version": SCHEMA_VERSION,
        "record_id": record_id(match),
        "timestamp": decision.timestamp,
        **_refs(match),
        "tool": plain(match.tool),
        "ad": _document(match.ad),
        "resume": _document(match.resume),
        "fit": match.fit,
        "abstained": list(match.abstained),
        "standing": plain(decision.standing),
        "contributions": plain(ordered_contributions(match)),
        "coverage": plain(ordered_coverage(match)),
        "gates": plain(match.gates),
        "sentences": plain(match.sentences),
        "repetitions": plain(match.repetitions),
        "scales": plain(match.scales),
        "profiles": {"ad": plain(match.ad.profile), "resume": plain(match.resume.profile)},
        "mentions": {"ad": plain(match.ad.mentions), "resume": plain(match.resume.mentions)},
        "graph": plain(match.snapshots),
        "learned": plain(match.learned),
        "relating": plain(match.relating),
        "labels": dict(sorted(match.labels.items())),
        "parameters": plain(match.parameters),
        "explanation": plain(match.explanation),
        "notes": list(match.notes),
        "human_review": plain(decision.human_review),
    }


def record_id(match: Match) -> str:
    """A name (UUID of version 5) made of who, for what, when, and the two documents."""
    digests = match.resume.digest, match.ad.digest
    named = (*_refs(match).values(), match.decision.timestamp or "", *digests)
    return uuid5(NAMESPACE_URL, RECORDS + "/".join(named)).urn


def _refs(match: Match) -> dict[str, str]:
    decision = match.decision
    return {
        "subject_ref": decision.subject_ref or f"resume-{match.resume.digest[:16]}",
        "position_ref": decision.position_ref or f"ad-{match.ad.digest[:16]}",
    }


def _document(side: Side) -> dict[str, Any]:
    return {
        "file_name": side.name,
        "digest": side.digest,
        "text_digest": side.text_digest,
        "parser": plain(side.parser),
        "pages": list(side.pages),
        "words": side.words,
    }

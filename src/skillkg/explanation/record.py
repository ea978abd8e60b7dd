"""A match as a record: plain values, in a fixed order, that say all that the reports say.

Every figure can be computed again from the record alone, to the last bit, also after it was
written as JSON and read again. With ``s`` the scale of a part's block, ``w`` its ``weights``, and
the blocks in the order of ``scales``:

    contribution = s["weight"] * (w["requirement_weight"] * w["offer"] / s["total"])
    offer = round(w["relatedness"] * w["skill_weight"] * 4096) / 4096
    repeated = sum of the words of the repetitions / the words of the ad
    fit = repeated + s["weight"] * (sum of requirement_weight * offer / s["total"]) + …
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from skillkg._version import __version__
from skillkg.explanation.codec import plain
from skillkg.explanation.ledger import ordered_contributions, ordered_coverage

if TYPE_CHECKING:
    from skillkg.model.match import Match, Side

TOOL: Final = "skillkg"
SCHEMA_VERSION: Final = 3
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
    was matched. ``profiles`` have what the ad asks for, and what the resume states or has for it: a
    skill of a resume weighs the largest probability of its mentions, one of an ad that times its
    rarity and demand; an occupation has its ``evidence``.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": __version__},
        "ad": _document(match.ad),
        "resume": _document(match.resume),
        "fit": match.fit,
        "contributions": plain(ordered_contributions(match)),
        "coverage": plain(ordered_coverage(match)),
        "gates": plain(match.gates),
        "repetitions": plain(match.repetitions),
        "scales": plain(match.scales),
        "profiles": {"ad": plain(match.ad.profile), "resume": plain(match.resume.profile)},
        "mentions": {"ad": plain(match.ad.mentions), "resume": plain(match.resume.mentions)},
        "graph": plain(match.snapshots),
        "labels": dict(sorted(match.labels.items())),
        "parameters": plain(match.parameters),
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


def _document(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "digest": side.digest,
        "pages": list(side.pages),
        "words": side.words,
    }

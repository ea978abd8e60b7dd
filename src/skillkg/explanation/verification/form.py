"""Whether a file is a record: canonical, of this version, whole, with digests that are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillkg.explanation.canonical import HASHES, canonical, sealed
from skillkg.explanation.differences import differences
from skillkg.explanation.record import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.model.match import Match


def form_differences(data: bytes, record: Mapping[str, Any], match: Match) -> Iterator[str]:
    """A record is written as it was, and is the record of the match that it describes."""
    if canonical(record) != data:
        yield "not canonical JSON (RFC 8785)"
    for key, value in sealed(dict(record)).items():
        if record.get(key) != value:
            yield f"{key} is {record.get(key)!r:.90}, and recomputes to {value}"
    yield from differences(without_hashes(record), content(match))


def without_hashes(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without digests of its own."""
    return {key: value for key, value in record.items() if key not in HASHES}

"""What a format's reader hands over, as JSON: from the process that parses to the one that asks.

JSON and not pickle: what comes from the process that parsed an untrusted file is untrusted.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from skillkg.documents.document import Box, Place, Section
from skillkg.documents.formats.parsed import ParsedFile
from skillkg.model.document import Position, Span


def dump(reading: ParsedFile) -> str:
    """Write a reading as one line of JSON."""
    places = [
        (p.start, p.end, p.box.page, p.box.left, p.box.top, p.box.right, p.box.bottom)
        for p in reading.places
    ]
    return json.dumps({**asdict(replace(reading, places=())), "places": places})


def load(record: dict[str, Any]) -> ParsedFile:
    """Read what :func:`dump` wrote, once it is parsed."""
    sections, titles = record.pop("sections"), record.pop("titles")
    positions, places = record.pop("positions"), record.pop("places")
    return ParsedFile(
        **record,
        sections=None if sections is None else tuple(Section(**section) for section in sections),
        titles=None if titles is None else tuple(Span(**title) for title in titles),
        positions=tuple(_position(**position) for position in positions),
        places=tuple(Place(start, end, Box(*box)) for start, end, *box in places),
    )


def _position(title: dict[str, Any], employer: dict[str, Any] | None, **dates: str) -> Position:
    return Position(Span(**title), **dates, employer=None if employer is None else Span(**employer))

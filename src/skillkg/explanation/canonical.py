"""Canonical JSON (RFC 8785), and the digests of a record that are taken over it.

What came from the documents word for word, and what they are called, is *personal*. A record binds
all of it by ``content_digest``; ``record_hash`` is taken without it, so that it can be erased, and
what is left can still be checked.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any, Final

import rfc8785

PERSONAL: Final = frozenset(("began", "ended", "file_name", "note", "notes", "quote"))
"""Keys, wherever they stand, of what came from the documents word for word."""
HASHES: Final = ("content_digest", "record_hash")
"""Keys of a record's own digests, in the order in which they are taken."""

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def canonical(value: Any) -> bytes:
    """Write a value as canonical JSON.

    Raises:
        ValueError: a number is not finite, or too large for JSON; a text has lone surrogates.
    """
    return rfc8785.dumps(value)


def without_surrogates(value: Any) -> Any:
    """Replace lone surrogates, which no UTF-8 can hold, by U+FFFD, one for one."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {without_surrogates(key): without_surrogates(each) for key, each in value.items()}
    return [without_surrogates(each) for each in value] if isinstance(value, list) else value


def without_personal(value: Any) -> Any:
    """Leave out of a record what is personal: what is left is kept when that is erased."""
    if isinstance(value, dict):
        left = {key: each for key, each in value.items() if key not in PERSONAL}
        return {key: without_personal(each) for key, each in left.items()}
    return [without_personal(each) for each in value] if isinstance(value, list) else value


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON."""
    return f"sha256:{sha256(canonical(value)).hexdigest()}"


def sealed(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record its digests; those that it has are not looked at."""
    content = {key: value for key, value in record.items() if key not in HASHES}
    content["content_digest"] = digest(content)
    return {**content, "record_hash": digest(without_personal(content))}

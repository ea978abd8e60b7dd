"""Reads records of matches again: what is written is what is read, and nothing else is."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields, replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from skillkg.arguments import as_path
from skillkg.errors import RecordError
from skillkg.explanation.canonical import canonical
from skillkg.explanation.codec import read_as
from skillkg.explanation.differences import differences
from skillkg.explanation.record import SCHEMA_VERSION, schema, to_record
from skillkg.matching.gates.judging import recomputed
from skillkg.model.decision import Decision, Tool
from skillkg.model.explanation import Explanation
from skillkg.model.graph import LearnedEdge, Relating, Snapshot
from skillkg.model.match import (
    AdSentence,
    BlockScale,
    Contribution,
    Coverage,
    Gate,
    Match,
    Repetition,
    Side,
)
from skillkg.model.mention import Block
from skillkg.model.parameters import MatchParameters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")

MAX_BYTES: Final = 64 << 20
"""Longest record that is read; those of long documents have some MiB."""
_LARGEST: Final = (1 << 53) - 1
"""Whole number of JSON that every reader takes for the same (RFC 8785)."""


def from_record(record: Mapping[str, Any]) -> Match:
    """Read the match that a record describes: ``to_record`` gives that very record of it.

    Raises:
        RecordError: it is of another version, lacks something, has something that no record has,
            is in another order, or its fit, a status, or a gate does not follow from the rest.
    """
    match = described(record)
    try:
        known = to_record(replace(match, gates=tuple(map(recomputed, match.gates))))
        difference = next(differences(record, known), None)
    except RecursionError:
        raise RecordError("no record: nested too deep") from None
    if difference:
        raise RecordError(f"{difference}\n  a record is read as it was written, and not otherwise")
    return match


def read_record(file: str | Path) -> Match:
    """Read the match that a file of a record describes.

    Raises:
        RecordError: it cannot be read, is not JSON, or no record; see ``from_record``.
        QueryError: the path is none.
    """
    data = read_bytes(as_path(file, "file"))
    try:
        record = load(data)
        match = from_record(record)
    except RecordError as error:
        raise RecordError(f"{file}: {error}") from error
    if canonical(record) != data:
        raise RecordError(
            f"{file}: not canonical JSON (RFC 8785)\n"
            "  other spaces, orders of keys or spellings of numbers are not as it was written"
        )
    return match


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise RecordError(f"the key {twice!r:.80} stands twice in one object")
    return values


def _no_number(name: str) -> float:
    raise RecordError(f"{name:.40} is no number that JSON knows")


def _whole(digits: str) -> int:
    return number if abs(number := int(digits)) <= _LARGEST else int(_no_number(digits))


def _fraction(digits: str) -> float:
    return number if isfinite(number := float(digits)) else _no_number(digits)


def read_bytes(file: str | Path) -> bytes:
    """Read a file, as long as a record may be.

    Raises:
        RecordError: it cannot be read, or is longer.
    """
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RecordError(f"{file}: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise RecordError(
            f"{file}: more than {MAX_BYTES >> 20} MiB\n  no record of two documents is so long"
        )
    return data


def load(data: bytes | str) -> dict[str, Any]:
    """Read JSON as the object that it is: a key twice, or a number that is none, is an error.

    So is a number that canonical JSON cannot write: not finite, or whole and beyond 2^53.

    Raises:
        RecordError: it is not.
    """
    try:
        value = json.loads(
            data.decode() if isinstance(data, bytes) else data,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except UnicodeDecodeError as error:
        raise RecordError("not UTF-8\n  a record is written as UTF-8") from error
    except json.JSONDecodeError as error:
        raise RecordError(
            f"not JSON from line {error.lineno}, column {error.colno} on: {error.msg}\n"
            "  the file may have been cut off"
        ) from error
    except RecordError:
        raise
    except (ValueError, RecursionError) as error:
        raise RecordError(f"not JSON as records are: {error!s:.200}") from error
    if not isinstance(value, dict):
        raise RecordError("no record: not a JSON object")
    return value


def described(record: Mapping[str, Any]) -> Match:
    """The match that a record describes, whether or not its figures follow from each other.

    Raises:
        RecordError: it is of another version, or lacks something, or has what no record has, such
            as the name of a concept that is no IRI.
    """
    version = record.get("schema_version", 1)
    if version != SCHEMA_VERSION:
        raise RecordError(
            f"a record of version {version!r:.20}, where this is version {SCHEMA_VERSION}\n"
            "  read it with the release of skillkg that wrote it: its key `tool` says which"
        )
    match = Match(
        ad=_side(record, "ad"),
        resume=_side(record, "resume"),
        contributions=_read(record, "contributions", tuple[Contribution, ...]),
        coverage=_read(record, "coverage", tuple[Coverage, ...]),
        gates=_read(record, "gates", tuple[Gate, ...]),
        snapshots=_read(record, "graph", tuple[Snapshot, ...]),
        parameters=_read(record, "parameters", MatchParameters),
        labels=_read(record, "labels", dict[str, str]),
        notes=_read(record, "notes", tuple[str, ...]),
        abstained=_read(record, "abstained", tuple[str, ...]),
        sentences=_read(record, "sentences", tuple[AdSentence, ...]),
        scales=_read(record, "scales", dict[Block, BlockScale]),
        repetitions=_read(record, "repetitions", tuple[Repetition, ...]),
        learned=_read(record, "learned", tuple[LearnedEdge, ...]),
        relating=_read(record, "relating", tuple[Relating, ...]),
        tool=_read(record, "tool", Tool),
        decision=_decision(record),
        explanation=_read(record, "explanation", Explanation | None),  # type: ignore[arg-type]
    )
    _check_iris(record)
    return match


def _check_iris(record: Mapping[str, Any]) -> None:
    """Names of concepts, properties and graphs become terms of queries: they are IRIs."""
    pattern = schema()["$defs"]["iri"]["pattern"]
    try:
        odd = next(
            (each for each in _iris(record, schema()) if not re.fullmatch(pattern, each)), None
        )
    except RecursionError:
        raise RecordError("no record: nested too deep") from None
    if odd is not None:
        raise RecordError(f"no record: {odd!r:.80} is no IRI")


def _iris(value: Any, of: Mapping[str, Any]) -> Iterator[str]:
    """What a schema says is an IRI, wherever it stands in a value."""
    name = of.get("$ref", "").removeprefix("#/$defs/")
    if name == "iri" and isinstance(value, str):
        yield value
    of = schema()["$defs"].get(name, of)
    for choice in of.get("anyOf", ()):
        yield from _iris(value, choice)
    if isinstance(value, dict):
        known, others = of.get("properties", {}), of.get("additionalProperties") or {}
        for key, each in value.items():
            yield from _iris(key, of.get("propertyNames", {}))
            yield from _iris(each, known.get(key, others))
    elif isinstance(value, list) and "items" in of:
        for each in value:
            yield from _iris(each, of["items"])


def _decision(record: Mapping[str, Any]) -> Decision:
    told = {field.name: record[field.name] for field in fields(Decision) if field.name in record}
    return _read({"decision": told}, "decision", Decision)


def _side(record: Mapping[str, Any], side: str) -> Side:
    try:
        profile, mentions = (record[key][side] for key in ("profiles", "mentions"))
        document = {key: value for key, value in record[side].items() if key != "file_name"}
        name = record[side]["file_name"]
        whole = {side: {**document, "name": name, "profile": profile, "mentions": mentions}}
    except (AttributeError, KeyError, TypeError) as error:
        raise RecordError(f"no record: nothing is told of its {side}: {error!s:.80}") from error
    return _read(whole, side, Side)


def _read(record: Mapping[str, Any], key: str, cls: type[T]) -> T:
    """Read what stands at a key."""
    if key not in record:
        raise RecordError(f"no record: it has no {key}")
    try:
        return read_as(record[key], cls)
    except Exception as error:  # whatever a converter meets in what is no record
        raise RecordError(f"no record: {key} cannot be read: {error!s:.200}") from error

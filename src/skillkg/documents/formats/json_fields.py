"""Typed fields of JSON records; a wrong type is an error that names the field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.html_text import html_to_text
from skillkg.documents.formats.parsed import clean
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, object]
MOST_ESCAPED: Final = 3
"""How often HTML may have been escaped."""
_PARTS: Final = ("name", "description", "credentialCategory")
"""Texts of a thing that stands for a field."""


def not_read(record: Record, known: set[str], prefix: str = "") -> list[str]:
    """A note on the fields of a record that are not known; none where all are."""
    unknown = [clean(prefix + key) for key in record if key not in known]
    return [f"fields not read: {', '.join(sorted(unknown))}"] if unknown else []


class Fields:
    """Reads typed fields of a record; ``what`` says what the record is.

    Raises:
        DocumentError: a field has a wrong type; says which.
    """

    def __init__(self, path: Path, what: str) -> None:
        self._path, self._what = path, what

    def text(self, record: Record, key: str) -> str:
        """A text; empty where there is none."""
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, "a text", value)
        return value or ""

    def texts(self, record: Record, key: str) -> list[str]:
        """A list of texts, or a single one."""
        value = record.get(key)
        if isinstance(value, str):
            return [value]
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "a list of texts", value)
        return value

    def record(self, record: Record, key: str) -> Record:
        """An object; an empty one where there is none."""
        value = record.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.wrong(key, "an object", value)
        return value or {}

    def records(self, record: Record, key: str) -> list[Record]:
        """A list of objects; a text in it is an object's name."""
        value = record.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict | str) for item in value):
            raise self.wrong(key, "a list of objects", value)
        return [{"name": item} if isinstance(item, str) else item for item in value]

    def name(self, record: Record, key: str) -> str:
        """A text, or the name of the thing that stands for it."""
        value = record.get(key)
        return self.text(value, "name") if isinstance(value, dict) else self.text(record, key)

    def paragraphs(self, record: Record, key: str) -> list[str]:
        """Texts of a field that schema.org leaves open: a text, a thing, or several."""
        value = record.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        texts = []
        for item in values:
            if isinstance(item, dict):
                texts += [self.text(item, part) for part in _PARTS]
                texts += self._months(item)
            elif isinstance(item, str):
                texts.append(self._plain(item))
            else:
                raise self.wrong(key, "a text, an object, or a list of these", item)
        return [text for text in texts if text]

    def _plain(self, text: str) -> str:
        """HTML as text; some sites escape it more than once."""
        for _ in range(MOST_ESCAPED):
            if "<" not in text and "&" not in text:
                break
            text = html_to_text(text, self._path)
        return text

    def _months(self, thing: Record) -> list[str]:
        months = thing.get("monthsOfExperience")
        if months is None:
            return []
        if isinstance(months, bool) or not isinstance(months, int | float | str):
            raise self.wrong("monthsOfExperience", "a number", months)
        return [f"{months} months of experience"]

    def wrong(self, key: str, expected: str, value: object) -> DocumentError:
        """The error that a field is not what it should be."""
        return DocumentError(
            f"{self._path}: {self._what}: {key!r} should be {expected}, found "
            f"{type(value).__name__} {json.dumps(value)[:60]}\n  correct the field or leave it out"
        )

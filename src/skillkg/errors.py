"""The errors that skillkg raises.

    SkillkgError
    ├── SourceError      a release on disk cannot be read as what it should be
    ├── StoreError       a store is missing, broken, busy or of another version
    ├── QueryError       a query, its name or a parameter is wrong
    ├── ConceptError     no concept, or more than one, answers to a name
    ├── DocumentError    a job ad or a resume cannot be read
    ├── RecordError      a file is no record of a match, or not as it was written
    ├── ModelError       an encoder is missing, damaged, or not the one that is asked for
    ├── FetchError       a download failed, or the site wants a person
    ├── OutputError      a file cannot be written: no room, no right, no such folder
    └── ExtraError       packages are missing that an extra of skillkg installs

Each message says what is wrong, where, and what to do about it; the command line prints it as
it is and exits with status 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class SkillkgError(Exception):
    """Base of all errors that a user can do something about."""


class SourceError(SkillkgError):
    """A release on disk cannot be read: says the file, the line, what was expected, what to do."""

    def __init__(
        self, message: str, *, file: str | Path, line: int | None = None, hint: str
    ) -> None:
        where = f"{file}:{line}" if line is not None else str(file)
        super().__init__(f"{where}: {message}\n  {hint}")
        self.reason, self.file, self.line, self.hint = message, str(file), line, hint


class StoreError(SkillkgError):
    """A store is missing, broken, busy, or was written by another version."""


class QueryError(SkillkgError, ValueError):
    """A query, its name or one of its parameters is wrong."""


def check_limit(value: object, name: str, most: int | None = None, *, least: int = 1) -> None:
    """Check a number of things that somebody asks for.

    Raises:
        QueryError: it is no whole number, below ``least``, or above ``most``.
    """
    is_count = isinstance(value, int) and not isinstance(value, bool)
    if not is_count or value < least or (most is not None and value > most):  # type: ignore[operator]
        wanted = f"a whole number from {least}" + (f" to {most:,}" if most is not None else "")
        raise QueryError(f"{name} takes {wanted}, not {value!r:.80}")


class ConceptError(SkillkgError, LookupError):
    """No concept, or more than one, answers to a name."""


class DocumentError(SkillkgError):
    """A job ad or a resume cannot be read: says the file, what was found, what to do."""


class RecordError(SkillkgError, ValueError):
    """A file is no record of a match, or not as it was written."""


class ModelError(SkillkgError):
    """An encoder's folder is missing or damaged, or its vectors are not those that are needed."""


class FetchError(SkillkgError):
    """A download failed or was refused, or the site wants a person to fill in a form."""


class OutputError(SkillkgError, OSError):
    """A file cannot be written: says which and why; what was there before is unchanged."""


class ExtraError(SkillkgError, ImportError):
    """A package is missing that an extra of skillkg installs; ```name`` is the package's."""

    def __init__(self, extra: str, package: str | None) -> None:
        super().__init__(
            f"{package} is not installed; the extra {extra!r} brings it: "
            f"pip install 'skillkg[{extra}]'",
            name=package,
        )
        self.extra = extra

"""Vacancies with the skills that somebody tagged in them: more contexts to count in."""

from __future__ import annotations

from hashlib import file_digest
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.errors import SourceError
from skillkg.file_kinds import why_no_file
from skillkg.graph.labels import ROLE_NAMES, same_whatever_case
from skillkg.relatedness.folds import fold
from skillkg.sources.release import SourceFile
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.arrays import Ints
    from skillkg.relatedness.corpus import Corpus

COLUMNS: Final = ("title", "skill_name")
_HINT: Final = f"Give a Parquet file with the columns {' and '.join(COLUMNS)}."


def read_vacancies(file: Path, corpus: Corpus) -> tuple[Ints, Ints]:
    """Read a Parquet file with a title and a list of preferred labels of skills in each row.

    Only titles of the fold ``train`` count: the others are there to test with.

    Returns:
        Numbers of vacancies, and of the skills that they ask for; pairs are distinct.

    Raises:
        SourceError: the file is not Parquet, or lacks a column, or names no skill of the graph.
    """
    training = [(title, skills) for title, skills in read_rows(file) if fold(title) == "train"]
    names = _by_name(corpus)
    pairs = {
        (number, names[name])
        for number, (_, skills) in enumerate(sorted(training))
        for name in map(same_whatever_case, skills)
        if name in names
    }
    if not pairs:
        raise SourceError(
            "names no skill of the graph",
            file=file,
            hint="Give preferred labels of skills in the column skill_name.",
        )
    vacancies, asked = np.array(sorted(pairs), dtype=np.int64).T
    return vacancies, asked


def read_rows(file: Path) -> list[tuple[str, list[str]]]:
    """Read titles with the labels of their skills; of every fold, in the order of the file.

    Raises:
        SourceError: the file is not Parquet, or lacks a column.
    """
    import polars as pl

    if found := why_no_file(file):
        raise SourceError(found, file=file, hint=_HINT)
    try:
        frame = pl.read_parquet(file, columns=list(COLUMNS), glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(
            f"cannot be read as vacancies: {error}",
            file=file,
            hint=_HINT,
        ) from error
    return [(title or "", skills or []) for title, skills in frame.iter_rows()]


def _by_name(corpus: Corpus) -> dict[str, int]:
    labels, skills = corpus.labels, set(corpus.of_kind("skill").tolist())
    preferred = np.flatnonzero(np.asarray(labels.roles) == ROLE_NAMES.index("preferred"))
    return {
        same_whatever_case(labels.text(int(position))): int(labels.concepts[position])
        for position in reversed(preferred)
        if int(labels.concepts[position]) in skills
    }


def source_file(file: Path) -> SourceFile:
    """Name the file's content."""
    with file.open("rb") as data:
        digest = file_digest(data, "sha256").hexdigest()
    return SourceFile(printable(file.name), file.stat().st_size, digest)

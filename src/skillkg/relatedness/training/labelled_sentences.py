"""Labelled sentences of job ads: which skills people saw in them, to learn from and to test on.

A file has a row a sentence, with the columns ``text`` and ``skills``: preferred labels or IRIs of
skills of the graph. In JSON lines (``.jsonl``) and Parquet ``skills`` is a list; in CSV they stand
beside each other with ``|`` between. Where there are none, people saw no skill in the sentence.
Rows with the same text are taken together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.errors import SourceError
from skillkg.file_kinds import why_no_file
from skillkg.graph.labels import ROLE_NAMES, same_whatever_case

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from skillkg.relatedness.corpus import Corpus

COLUMNS: Final = ("text", "skills")
BETWEEN: Final = "|"
"""What stands between skills in CSV."""
_HINT: Final = (
    f"Give CSV, JSON lines or Parquet with the columns {' and '.join(COLUMNS)}; "
    f"skills are a list, in CSV with {BETWEEN} between them."
)
_MOST_NAMED: Final = 3
"""How many unknown skills an error names."""


class Sentence(NamedTuple):
    """A sentence, and the IRIs of the skills that people saw in it."""

    text: str
    skills: frozenset[str]


def read_sentences(file: Path, corpus: Corpus) -> list[Sentence]:
    """Read labelled sentences, in the order of the file.

    Args:
        file: ``.csv``, ``.jsonl`` or ``.parquet``; see the module.
        corpus: has the skills.

    Raises:
        SourceError: the file cannot be read, lacks a column, has a row without text, or names
            something that is no skill of the graph, or more than one.
    """
    known = _by_name(corpus)
    unknown: list[tuple[int, str]] = []
    skills_of: dict[str, set[str]] = {}
    for number, (text, names) in enumerate(_rows(file), start=1):
        if not (plain := " ".join((text or "").split())):
            raise SourceError(f"row {number} has no text", file=file, hint=_HINT)
        skills = skills_of.setdefault(plain, set())
        for name in filter(None, (each.strip() for each in names)):
            matches = known.get(same_whatever_case(name), set())
            if len(matches) != 1:
                unknown.append((number, name))
            skills |= matches
    if unknown:
        raise _unknown(file, unknown, known)
    if not any(skills_of.values()):
        raise SourceError("has no skill in any row", file=file, hint=_HINT)
    return [Sentence(text, frozenset(skills)) for text, skills in skills_of.items()]


def _unknown(
    file: Path, names: list[tuple[int, str]], known: Mapping[str, set[str]]
) -> SourceError:
    def reason(name: str) -> str:
        return "is the name of several" if same_whatever_case(name) in known else "is none"

    listed = "; ".join(f"row {row}: {name!r} {reason(name)}" for row, name in names[:_MOST_NAMED])
    return SourceError(
        f"names what is not exactly one skill of the graph: {listed}; {len(names):,} in all",
        file=file,
        hint="Give preferred labels or IRIs of skills in view, IRIs where a label is not one's own;"
        " build the release of ESCO that the sentences were labelled with, or leave them out.",
    )


def _rows(file: Path) -> list[tuple[str | None, list[str]]]:
    import polars as pl

    if found := why_no_file(file):
        raise SourceError(found, file=file, hint=_HINT)
    try:
        frame = _frame(file).select(
            pl.col("text").cast(pl.String), pl.col("skills").cast(pl.List(pl.String))
        )
    except (pl.exceptions.PolarsError, OSError) as error:
        first = str(error).partition("\n")[0]
        message = f"cannot be read as labelled sentences: {first}"
        raise SourceError(message, file=file, hint=_HINT) from error
    return [(text, [name or "" for name in names or ()]) for text, names in frame.iter_rows()]


def _frame(file: Path) -> pl.DataFrame:
    """Read a file; skills are lists."""
    import polars as pl

    match file.suffix.lower():
        case ".parquet":
            return pl.read_parquet(file, columns=list(COLUMNS), glob=False)
        case ".jsonl" | ".ndjson":
            return pl.read_ndjson(file.read_bytes(), infer_schema_length=None)
        case ".csv":
            frame = pl.read_csv(file, columns=list(COLUMNS), infer_schema=False, glob=False)
            return frame.with_columns(pl.col("skills").str.split(BETWEEN))
    raise SourceError("is of no kind that is read", file=file, hint=_HINT)


def _by_name(corpus: Corpus) -> dict[str, set[str]]:
    """IRIs of the skills by their IRIs and preferred labels, as ``same_whatever_case`` has them."""
    labels, iris = corpus.labels, corpus.arrays.iris
    skills = set(corpus.of_kind("skill").tolist())
    by_name: dict[str, set[str]] = {same_whatever_case(iris[n]): {iris[n]} for n in sorted(skills)}
    for position, (concept, role) in enumerate(zip(labels.concepts, labels.roles, strict=True)):
        if int(concept) in skills and ROLE_NAMES[int(role)] == "preferred":
            name = same_whatever_case(labels.text(position))
            by_name.setdefault(name, set()).add(iris[int(concept)])
    return by_name

"""Documents as they were read over one graph, a row each: what ranking needs, to be kept on disk.

So a document is read once, however often it is ranked. What readings depend on stands in every
row: readings over another graph, by another scoring or encoder are refused, not compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.errors import QueryError
from skillkg.file_kinds import why_no_file
from skillkg.matching.scoring import UNIT, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import polars as pl
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from skillkg.matching.profile import Profile

CONTEXT: Final = ("skillkg", "graph", "scoring", "encoders", "without", "kind")
"""What readings depend on: the release of skillkg; digests of the graph, of the scoring and of the
encoders; the kinds of edges that are left out; and what kind of documents they are."""


def schema() -> pl.Schema:
    """Columns with their types.

    ``document`` and ``digest`` (SHA-256) name a document, ``file`` is the path of what it came
    from, in bytes, as those of a path need be no text; ``words`` counts those of its titles and
    statements, which ``statements`` has by a hash of their words. ``skills`` and ``occupations``
    are what it asks for as a job ad; ``attested``, by the numbers of occupations, ``stated`` and
    ``denied`` skills what it offers as a resume. Weights are in units of 1/4,096. ``context`` is
    what all of it depends on.
    """
    import polars as pl

    text, weight = pl.String(), pl.UInt16()
    weights = pl.List(pl.Struct({"key": text, "weight": weight}))
    return pl.Schema(
        {
            "document": text,
            "file": pl.Binary(),
            "digest": text,
            "words": pl.UInt32(),
            "statements": pl.List(pl.Struct({"key": pl.Int64(), "weight": pl.UInt32()})),
            **dict.fromkeys(("skills", "occupations"), weights),
            "attested": pl.List(weight),
            "stated": weights,
            "denied": pl.List(text),
            "context": pl.Struct(dict.fromkeys(CONTEXT, text)),
        }
    )


def row_of(profile: Profile, context: Mapping[str, str]) -> dict[str, Any]:
    """Take what ranking needs from a profile.

    Args:
        profile: of the document.
        context: what the reading depends on, by the names of ``CONTEXT``.
    """
    document = profile.reading.document
    statements = {
        _hash(words): len(spans) * (1 + words.count(" "))
        for words, spans in profile.statements.items()
    }
    stated = {concept: units(entry.weight) for concept, entry in profile.stated_skills.items()}
    asked: dict[str, list[dict[str, Any]]] = {
        block: _cells({concept: units(share) for concept, share in shares.items()})
        for block, shares in profile.asked.items()
    }
    return {
        "document": document.name,
        "file": document.name.encode(),
        "digest": document.digest,
        "words": profile.words,
        "statements": _cells(statements),
        **asked,
        "attested": np.rint(profile.occupations * UNIT).astype(np.uint16).tolist(),
        "stated": _cells(stated),
        "denied": sorted(profile.denied),
        "context": dict(context),
    }


def _cells(weights: Mapping[Any, int]) -> list[dict[str, Any]]:
    return [{"key": key, "weight": weight} for key, weight in weights.items()]


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little") >> 1


@dataclass(frozen=True, eq=False)
class Readings:
    """Documents of one kind that were read over one graph; ``frame`` has a row for each."""

    frame: pl.DataFrame

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Readings:
        """Lay out rows that ``row_of`` gave."""
        import polars as pl

        return cls(pl.DataFrame(list(rows), schema=schema(), orient="row"))

    @classmethod
    def joined(cls, several: Iterable[Readings]) -> Readings:
        """Those of several, in order."""
        import polars as pl

        return cls(pl.concat([pl.DataFrame(schema=schema()), *(each.frame for each in several)]))

    @staticmethod
    def are_in(file: Path) -> bool:
        """Whether a file has readings, and not the texts of documents."""
        import polars as pl

        if file.suffix.lower() != ".parquet" or why_no_file(file):
            return False
        try:
            return "attested" in pl.read_parquet_schema(file)
        except (OSError, pl.exceptions.PolarsError):
            return False  # whoever reads it as a table says why

    @classmethod
    def read_parquet(cls, file: str | Path) -> Readings:
        """Read what ``write_parquet`` wrote.

        Raises:
            QueryError: it is no file of readings.
        """
        import polars as pl

        try:
            frame = pl.read_parquet(file, glob=False)
        except (OSError, pl.exceptions.PolarsError) as error:
            said = str(error).partition("\n")[0]
            raise QueryError(f"{file}: it cannot be read as Parquet ({said})") from error
        if frame.schema != schema():
            raise QueryError(f"{file}: these are no readings; `skillkg read` writes them")
        return cls(frame)

    def write_parquet(self, file: str | Path) -> None:
        """Write them to a file; what was there is replaced at once, or stays."""
        from pathlib import Path

        from skillkg.atomic import new_file

        with new_file(Path(file)) as stream:
            self.frame.write_parquet(stream, compression="zstd")

    def __len__(self) -> int:
        return len(self.frame)

    def replaced(self, others: Iterable[Readings]) -> Readings:
        """These and others; of documents of the same file and name, the others."""
        added = Readings.joined(others)
        same = added.frame.select("file", "document")
        return Readings.joined(
            [Readings(self.frame.join(same, on=["file", "document"], how="anti")), added]
        )

    def from_files(self, files: Sequence[bytes]) -> Readings:
        """The same, with the files that the documents are from."""
        import polars as pl

        return Readings(self.frame.with_columns(pl.Series("file", files, dtype=pl.Binary)))

    def sorted(self) -> Readings:
        """The same in the order of their names."""
        return Readings(self.frame.sort("document", maintain_order=True))

    @property
    def names(self) -> Sequence[str]:
        """What the documents are called."""
        names: list[str] = self.frame["document"].to_list()
        return names

    @property
    def digests(self) -> frozenset[tuple[str, str]]:
        """Names and digests of the documents."""
        return frozenset(self.frame.select("document", "digest").iter_rows())

    def check(self, context: Mapping[str, str]) -> None:
        """Compare what they depend on.

        Raises:
            QueryError: some were read in another context.
        """
        for found in self.frame["context"].unique():
            if changed := [name for name in CONTEXT if found[name] != context[name]]:
                name = changed[0]
                raise QueryError(
                    f"these readings have another {name} ({found[name] or 'none'}) than is asked "
                    f"for ({context[name] or 'none'})\n  read the documents again"
                )

    def attested(self, occupations: int) -> NDArray[np.uint16]:
        """How far they attest each occupation, in units: shape (documents, occupations)."""
        if not occupations:
            return np.zeros((len(self), 0), dtype=np.uint16)
        weights = self.frame["attested"].explode().to_numpy()
        return weights.reshape(len(self), occupations)

    def weights(self, column: str, numbers: Mapping[Any, int]) -> csr_array:
        """A column of weights as a matrix: shape (documents, keys); other keys are left out.

        Args:
            column: its name; of ``denied``, every weight is 1.
            numbers: of the keys.
        """
        from scipy.sparse import csr_array

        cells = self._cells(column)
        places = cells["key"].replace_strict(
            list(numbers), list(numbers.values()), default=-1, return_dtype=cells["row"].dtype
        )
        known = (places >= 0).to_numpy()
        rows, weights = cells["row"].to_numpy()[known], cells["weight"].to_numpy()[known]
        shape = (len(self), len(numbers))
        return csr_array((weights, (rows, places.to_numpy()[known])), shape=shape)

    def keys(self, column: str) -> list[Any]:
        """All keys of a column of weights, in order."""
        keys: list[Any] = self._cells(column)["key"].unique().sort().to_list()
        return keys

    def _cells(self, column: str) -> pl.DataFrame:
        """Row, key and weight of each cell of a column."""
        import polars as pl

        row = pl.int_range(pl.len(), dtype=pl.Int64)
        cells = self.frame.select(row.alias("row"), cell=column).explode("cell").drop_nulls("cell")
        if isinstance(cells.schema["cell"], pl.Struct):
            return cells.unnest("cell")
        return cells.select("row", key="cell", weight=pl.lit(1, pl.UInt16))

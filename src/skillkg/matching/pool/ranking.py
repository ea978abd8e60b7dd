"""The best resumes of a pool for each of many ads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

    from skillkg.arrays import Float64s, Ints


@dataclass(frozen=True)
class Ranking:
    """Resumes for ads, best fit first; ties in the order of names."""

    ads: Sequence[str]
    resumes: Sequence[str]
    ad: Ints
    """Of each row, the place of the ad among ``ads``; rows of an ad stand together."""
    resume: Ints
    """The place of the resume among ``resumes``."""
    rank: Ints
    """From 1; equal fits share a rank."""
    fit: Float64s

    def __len__(self) -> int:
        return len(self.fit)

    def to_polars(self) -> pl.DataFrame:
        """Give a data frame with the columns ``ad``, ``resume``, ``rank`` and ``fit``."""
        import polars as pl

        return pl.DataFrame(
            {
                "ad": pl.Series(list(self.ads), dtype=pl.String)[self.ad],
                "resume": pl.Series(list(self.resumes), dtype=pl.String)[self.resume],
                "rank": self.rank,
                "fit": self.fit,
            }
        )

    def write_parquet(self, file: str | Path) -> None:
        """Write the data frame as Parquet; a file that was there is replaced at once, or stays."""
        from pathlib import Path

        from skillkg.atomic import new_file

        with new_file(Path(file)) as stream:
            self.to_polars().write_parquet(stream)

"""What to see of a store, and through which encoder, in plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from skillkg.errors import QueryError
from skillkg.matching.scoring import DEFAULT, Scoring

_TAG: Final = re.compile(r"\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}")
"""BCP 47, without asking which tags are registered."""


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """Says which view to open; it can be pickled, so that another process opens the same one."""

    location: str
    """Path of the store, or the http(s) address of a SPARQL 1.1 endpoint that serves one."""
    language: str = "en"
    """Of labels, for lookup, search and linking; all of them where ``*``."""
    releases: frozenset[str] | None = None
    """Which to see, as ``source/version``; where None, of each source the newest complete one and
    what supplements it."""
    without: frozenset[str] = frozenset()
    """What to leave out: sources, which are then not in view, and kinds of edges, which no path
    then walks."""
    model: str | None = None
    """The encoder, as ``encoding.models.open_encoder`` takes it; the default where None."""
    services: frozenset[str] = frozenset()
    """Hosts that SERVICE in a query may send to, as ``host`` or ``host:port``."""
    scoring: Scoring = DEFAULT
    """How documents are matched."""

    def __post_init__(self) -> None:
        """Check the language: it is part of names of files.

        Raises:
            QueryError: it is no tag.
        """
        if not _TAG.fullmatch(self.language):
            raise QueryError(
                f"language takes a tag such as en or en-GB, or * for all, not {self.language!r:.80}"
            )

    @property
    def is_remote(self) -> bool:
        """Whether the location is the address of an endpoint."""
        return self.location.startswith(("http://", "https://"))

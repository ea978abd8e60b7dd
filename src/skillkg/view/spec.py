"""What to see of a store, and through which encoder, in plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """Says which view to open; it can be pickled, so that another process opens the same one."""

    location: str
    """Path of the store, or the http(s) address of a SPARQL 1.1 endpoint that serves one."""
    language: str = "en"
    """Of labels, for lookup, search and linking."""
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

    @property
    def is_remote(self) -> bool:
        """Whether the location is the address of an endpoint."""
        return self.location.startswith(("http://", "https://"))

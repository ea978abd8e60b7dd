"""The form of a query, told before it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.store.isolated import MAX_SECONDS, Request, ask_apart

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillkg.store.services import Form


def form_of(sparql: str, services: Collection[str] = ()) -> Form:
    """Tell what a query would give; it is parsed in another process, which it could break down.

    Args:
        sparql: the text.
        services: hosts that SERVICE may send to.

    Raises:
        QueryError: it is no query, or sends to a host that is not allowed.
    """
    return ask_apart(Request(sparql, sorted(services)), MAX_SECONDS).form

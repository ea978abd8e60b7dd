"""What rdflib may ask a store: queries that were checked, and no updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from skillkg.errors import QueryError
from skillkg.store.isolated import check_apart

if TYPE_CHECKING:
    from collections.abc import Sequence


class CheckedQueries:
    """Stands before one of rdflib's stores among the bases of a class."""

    services: Sequence[str] = ()
    """Hosts that SERVICE may send to."""

    def query(self, query: object, *args: Any, **options: Any) -> Any:
        """Answer the text of a query.

        Raises:
            QueryError: it is no query, no text, or sends to a host that is not allowed.
        """
        if not isinstance(query, str):
            # rdflib would go on and evaluate it itself: hundreds of times slower, SERVICE included.
            raise QueryError("give the text of a query, not one that was prepared")
        check_apart(query, self.services)
        return super().query(query, *args, **options)  # type: ignore[misc]

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse updates.

        Raises:
            QueryError: always.
        """
        raise QueryError("the graph is open for reading: it takes no updates")

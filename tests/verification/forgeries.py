"""All forgeries of a record, and the record that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forged_documents import FORGED_DOCUMENTS
from forged_figures import FORGED_FIGURES
from forged_given import FORGED_GIVEN
from forged_graph import FORGED_GRAPH

if TYPE_CHECKING:
    from forging import Forgery

FORGERIES: Final[list[Forgery]] = [
    *FORGED_FIGURES,
    *FORGED_GRAPH,
    *FORGED_DOCUMENTS,
    *FORGED_GIVEN,
]
ONLY_DOCUMENTS_SHOW: Final = frozenset(e.name for e in FORGERIES if e.shown == "documents")
"""Forgeries of what was read, which neither the record nor the graph can show."""

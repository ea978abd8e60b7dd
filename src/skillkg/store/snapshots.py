"""Read the catalog graph back: which releases a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.errors import StoreError
from skillkg.model.graph import Snapshot
from skillkg.vocabulary import CATALOG

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from skillkg.store.results import Table

FORMAT: Final = "3"
"""Of the graphs in a store; raised when what was built before would be misread."""
FORMATS: Final = f"SELECT ?format {{ <{CATALOG}> skg:storeFormat ?format }}"
"""Asks the catalog for the form of the store."""

SNAPSHOTS: Final = """
SELECT ?graph ?source ?version ?digest ?statements ?attribution ?licence ?complete
       ?ended ?model (GROUP_CONCAT(DISTINCT COALESCE(?table, ""); separator="\\t") AS ?tables)
       (GROUP_CONCAT(DISTINCT COALESCE(?input, ""); separator="\\t") AS ?inputs)
WHERE {
  ?graph skg:digest ?digest ; skg:source ?source ; dcat:version ?version ;
         void:triples ?statements ; skg:complete ?complete .
  OPTIONAL { ?graph skg:attribution ?words }
  OPTIONAL { ?graph dct:license ?link }
  OPTIONAL { ?graph skg:table ?table }
  OPTIONAL { ?graph skg:inputDigest ?input }
  OPTIONAL { ?graph skg:modelDigest ?name }
  OPTIONAL { ?graph prov:wasGeneratedBy/prov:endedAtTime ?time }
  BIND(COALESCE(?name, "") AS ?model)
  BIND(COALESCE(STR(?time), "") AS ?ended)
  BIND(COALESCE(?words, "") AS ?attribution)
  BIND(COALESCE(STR(?link), "") AS ?licence)
}
GROUP BY ?graph ?source ?version ?digest ?statements ?attribution ?licence ?complete ?ended ?model
ORDER BY ?graph
"""
"""Asks the catalog for every release; its columns are the fields of ``Snapshot``."""
_SETS: Final = ("tables", "inputs")
_TYPES: Final = {"statements": int, "complete": bool}
"""Of columns; all others are texts."""


def check_format(formats: Collection[str], location: str) -> None:
    """Check that a store has the form that is read here.

    Raises:
        StoreError: it has none, or another one.
    """
    if set(formats) == {FORMAT}:
        return
    told = ", ".join(sorted(formats)) or "none"
    raise StoreError(
        f"{location}: another version of skillkg wrote this, or it is no graph of skillkg's: the "
        f"format of the store is {told[:50]}; this version reads {FORMAT}\n"
        "  build it again, in a new folder: skillkg build STORE --esco PATH --onet PATH"
    )


def to_snapshots(rows: Table, location: str) -> Sequence[Snapshot]:
    """Turn the solutions of ``SNAPSHOTS`` into releases, ordered by graph.

    Raises:
        StoreError: they are not what a catalog says of releases.
    """
    try:
        return tuple(map(_snapshot, rows.rows()))
    except (TypeError, KeyError) as error:
        raise StoreError(
            f"{location}: its catalog does not say what is in it ({error})\n"
            "  build it again; of an endpoint, load its catalog graph as it was built"
        ) from error


def _snapshot(row: dict[str, Any]) -> Snapshot:
    for name, value in row.items():
        if type(value) is not _TYPES.get(name, str):
            raise TypeError(f"{name} is {value!r:.50}")
    return Snapshot(**row | {name: frozenset(row[name].split("\t")) - {""} for name in _SETS})

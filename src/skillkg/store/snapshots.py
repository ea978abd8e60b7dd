"""Read the catalog graph back: which releases a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.model.graph import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.store.results import Table

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
_SETS = ("tables", "inputs")


def to_snapshots(rows: Table) -> Sequence[Snapshot]:
    """Turn the solutions of ``SNAPSHOTS`` into releases, ordered by graph."""
    return tuple(
        Snapshot(**row | {name: frozenset(row[name].split("\t")) - {""} for name in _SETS})
        for row in rows.rows()
    )

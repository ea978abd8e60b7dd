"""The formats in which the answer of a query can be written, by the form of the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.store.services import Form

_TEXTS: Final = ("table", "csv", "json")
_RESULTS: Final = ("tsv", "srj", "srx")
"""SPARQL 1.1 Query Results as TSV, JSON and XML: terms as they are."""
_RDF: Final = ("ttl", "nt", "jsonld", "rdfxml")

FITTING: Final[Mapping[Form, tuple[str, ...]]] = {
    "SELECT": (*_TEXTS, "parquet", *_RESULTS),
    "ASK": (*_TEXTS, *_RESULTS),
    "CONSTRUCT": (*_TEXTS, "parquet", *_RDF),
}
"""What an answer can be written in; triples, as a table, have three columns."""
FORMATS: Final = (*FITTING["SELECT"], *_RDF)
UNIVERSAL: Final = _TEXTS
"""Those that any answer can be written in."""
NAMES: Final[Mapping[Form, str]] = {
    "SELECT": "SELECT",
    "ASK": "ASK",
    "CONSTRUCT": "CONSTRUCT or DESCRIBE",
}
"""What the forms are called in SPARQL."""

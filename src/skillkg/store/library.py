"""The named queries: one question per ``.rq`` file, described by its header.

    # title: Skills of an occupation
    # description: Which skills ESCO asks of an occupation, essential ones first.
    # param occupation (concept): an occupation's IRI, code or label
    # columns: skill, label, relation

A parameter is a VALUES block with one variable; its value in the file is an example, so that
every file runs as it is in any SPARQL tool that knows the prefixes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

import pyoxigraph as ox

from skillkg import resources
from skillkg.errors import QueryError
from skillkg.sources.statements import iri

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from skillkg.store.results import Term

ParameterType = Literal["concept", "iri", "text", "number"]
_FIELD = re.compile(r"^# (title|description|columns): (.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param (\w+) \((concept|iri|text|number)\): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks its user for."""

    name: str
    type: ParameterType
    description: str

    def term(self, value: str) -> Term:
        """Turn a value into the term that is bound; a concept must be given by its IRI here.

        Raises:
            QueryError: the value is not of the parameter's type.
        """
        if self.type == "text":
            return ox.Literal(value)
        try:
            if self.type == "number":
                return ox.Literal(float(value) if "." in value else int(value))
            return ox.NamedNode(iri(value)[1:-1])
        except ValueError as error:
            raise QueryError(f"parameter {self.name!r} must be a {self.type}: {error}") from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A competency question and its SPARQL."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Parameter]
    columns: tuple[str, ...]
    sparql: str


def parse(path: Path) -> NamedQuery:
    """Read a query file and its header."""
    sparql = path.read_text(encoding="utf-8")
    fields = dict(_FIELD.findall(sparql))
    parameters = {
        name: Parameter(name, cast("ParameterType", type_), text)
        for name, type_, text in _PARAM.findall(sparql)
    }
    columns = tuple(column.strip() for column in fields["columns"].split(","))
    return NamedQuery(
        path.stem, fields["title"], fields["description"], parameters, columns, sparql
    )


@lru_cache(maxsize=1)
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries, by name."""
    files = sorted(resources.folder("queries").glob("*.rq"))
    return {file.stem: parse(file) for file in files}


def named_query(name: str) -> NamedQuery:
    """One named query.

    Raises:
        QueryError: there is none of this name.
    """
    queries = named_queries()
    if name not in queries:
        near = get_close_matches(name, queries, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else "`skillkg query` lists them all."
        raise QueryError(f"there is no query called {name!r}; {hint}")
    return queries[name]

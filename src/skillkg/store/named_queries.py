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
from typing import TYPE_CHECKING, Any, Literal, cast

import pyoxigraph as ox

from skillkg import resources
from skillkg.errors import QueryError
from skillkg.sources.ntriples import iri
from skillkg.store.sparql import bind
from skillkg.text.printable import unicode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from skillkg.store.results import Term

ParameterType = Literal["concept", "iri", "text", "number"]
_NAME = re.compile(r"[\w-]+")
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
            return ox.Literal(unicode_text(value))
        try:
            if self.type == "number":
                return ox.Literal(int(value) if value.lstrip("+-").isdecimal() else float(value))
            return ox.NamedNode(iri(value)[1:-1])
        except ValueError as error:
            wanted = "a number" if self.type == "number" else "an absolute IRI"
            raise QueryError(f"parameter {self.name!r} takes {wanted}, not {value!r}") from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A competency question and its SPARQL."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Parameter]
    columns: tuple[str, ...]
    sparql: str

    def bound(self, values: Mapping[str, Any], find: Callable[[Any], str]) -> str:
        """Give the query's text with values for its parameters.

        Args:
            values: by parameter; those that are left out keep the example of the file.
            find: gives the IRI of the concept that a value names.

        Raises:
            QueryError: the query has no such parameter, or a value is not of its type.
        """
        if unknown := ", ".join(map(repr, sorted(values.keys() - self.parameters.keys()))):
            known = ", ".join(self.parameters) or "none"
            raise QueryError(f"{self.name} has no parameter {unknown}; its parameters: {known}")
        terms = {
            name: [parameter.term(find(value) if parameter.type == "concept" else str(value))]
            for name, parameter in self.parameters.items()
            if name in values
            for value in [values[name]]
        }
        return bind(self.sparql, terms)


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


def is_name(text: str) -> bool:
    """Whether a text can be the name of a query; SPARQL is never a single word."""
    return _NAME.fullmatch(text) is not None


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

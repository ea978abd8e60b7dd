"""The named queries: one question per ``.rq`` file, described by its header.

    # title: Skills of an occupation
    # description: Which skills ESCO asks of an occupation, essential ones first.
    # param occupation (occupation): an occupation's IRI, code or label
    # param language (text, default): language of the labels
    # columns: skill, label, relation

A parameter is a VALUES block with one variable; its value in the file is an example, so that
every file runs as it is in any SPARQL tool that knows the prefixes. Where the header says so, it is
the value of a parameter that is left out, too; without a default, a value must be given. A line
``# releases: any`` is in queries that are right where several releases of a source are in view.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast

import pyoxigraph as ox

from skillkg import resources
from skillkg.arguments import check_text
from skillkg.errors import QueryError
from skillkg.sources.ntriples import iri
from skillkg.store.html import html_table
from skillkg.store.results import to_python
from skillkg.store.sparql import bind, values
from skillkg.text.printable import unicode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from skillkg.store.results import Term

ParameterType = Literal[
    "concept", "occupation", "skill", "group", "graph", "scheme", "iri", "text", "number"
]
"""Any concept; an occupation, a skill or an ISCO group of ESCO; a release in the store; a concept
scheme; any IRI; a text; a number."""
_NAME = re.compile(r"[\w-]+")
_FIELD = re.compile(r"^# (title|description|columns): (.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param (\w+) \((\w+)(, default)?\): (.+)$", re.MULTILINE)
_ANY_RELEASES = re.compile(r"^# releases: any$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks its user for."""

    name: str
    type: ParameterType
    description: str
    example: str = ""
    """A value, as the file has it."""
    has_default: bool = False
    """Whether the example is the value where none is given."""

    @property
    def is_named(self) -> bool:
        """Whether its values are names of what has an IRI."""
        return self.type not in ("iri", "text", "number")

    def check(self, value: object) -> None:
        """Check that a value is one, of a type that the parameter may have.

        Raises:
            QueryError: it is not.
        """
        if self.is_named:
            return  # what finds what has a name says it
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise QueryError(f"parameter {self.name!r} takes one {self.type}, not {value!r:.80}")

    def term(self, value: str) -> Term:
        """Turn a value into the term that is bound; what has an IRI must be given by it here.

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


@dataclass(frozen=True, slots=True, repr=False)
class NamedQuery:
    """A competency question and its SPARQL."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Parameter]
    columns: tuple[str, ...]
    sparql: str
    is_of_one_release: bool = True
    """Whether it is right only where no two releases of one source are in view."""

    def __repr__(self) -> str:
        parameters = "".join(
            f"\n    {each.name} ({each.type}): {each.description}"
            + (f" [{each.example} if left out]" if each.has_default else "")
            for each in self.parameters.values()
        )
        return (
            f"{self.name}: {self.title}\n  {self.description}\n"
            f"  parameters:{parameters or ' none'}\n  columns: {', '.join(self.columns)}"
        )

    @property
    def examples(self) -> Mapping[str, str]:
        """A value for each parameter."""
        return {name: parameter.example for name, parameter in self.parameters.items()}

    def defaults(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """What parameters are taken to be that no value is given for."""
        return {
            name: parameter.example
            for name, parameter in self.parameters.items()
            if parameter.has_default and name not in values
        }

    def bound(self, values: Mapping[str, Any], find: Callable[[Any, Parameter], str]) -> str:
        """Give the query's text with values for its parameters.

        Args:
            values: by parameter; those that are left out have their defaults.
            find: gives the IRI of what a value names, as a parameter asks for it.

        Raises:
            QueryError: the query has no such parameter, one without a default is left out, or a
                value is not of its type.
        """
        if unknown := ", ".join(map(repr, sorted(values.keys() - self.parameters.keys()))):
            known = ", ".join(self.parameters) or "none"
            raise QueryError(f"{self.name} has no parameter {unknown}; its parameters: {known}")
        self._refuse_missing(values)
        for name, value in values.items():
            self.parameters[name].check(value)
        terms = {
            name: [parameter.term(find(value, parameter) if parameter.is_named else str(value))]
            for name, parameter in self.parameters.items()
            if name in values
            for value in [values[name]]
        }
        return bind(self.sparql, terms)

    def _refuse_missing(self, values: Mapping[str, Any]) -> None:
        missing = [
            parameter
            for name, parameter in self.parameters.items()
            if name not in values and not parameter.has_default
        ]
        if missing:
            listed = "".join(f"\n  {p.name}: {p.description}; e.g. {p.example}" for p in missing)
            raise QueryError(f"{self.name} needs a value for:{listed}")


def parse(path: Path) -> NamedQuery:
    """Read a query file and its header."""
    sparql = path.read_text(encoding="utf-8")
    fields = dict(_FIELD.findall(sparql))
    parameters = {
        name: Parameter(
            name, cast("ParameterType", type_), text, _example(sparql, name), bool(default)
        )
        for name, type_, default, text in _PARAM.findall(sparql)
    }
    columns = tuple(column.strip() for column in fields["columns"].split(","))
    is_of_one = _ANY_RELEASES.search(sparql) is None
    title, description = fields["title"], fields["description"]
    return NamedQuery(path.stem, title, description, parameters, columns, sparql, is_of_one)


def _example(sparql: str, name: str) -> str:
    """The value of a parameter in a file."""
    term = next(iter(values(sparql, name)), None)
    return str(to_python(term))


def is_name(text: str) -> bool:
    """Whether a text can be the name of a query; SPARQL is never a single word.

    Raises:
        QueryError: it is no text.
    """
    check_text(text, "query")
    return _NAME.fullmatch(text) is not None


class NamedQueries(dict[str, NamedQuery]):
    """Named queries by name."""

    def __missing__(self, name: object) -> NamedQuery:
        """Say which names are alike.

        Raises:
            QueryError: always.
        """
        near = get_close_matches(str(name), self, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else "`skillkg query` lists them all."
        raise QueryError(f"there is no query called {name!r:.80}; {hint}")

    def __repr__(self) -> str:
        width = max(map(len, self), default=0)
        return "\n".join(f"{name:{width}}  {query.title}" for name, query in self.items())

    def _repr_html_(self) -> str:
        """Show them in a notebook."""
        rows = [(q.name, q.title, ", ".join(q.parameters), q.description) for q in self.values()]
        return html_table(
            ("name", "title", "parameters", "description"), rows, len(rows), len(rows)
        )


@lru_cache(maxsize=1)
def named_queries() -> NamedQueries:
    """All named queries, by name."""
    files = sorted(resources.folder("queries").glob("*.rq"))
    return NamedQueries({file.stem: parse(file) for file in files})


def named_query(name: str) -> NamedQuery:
    """One named query.

    Raises:
        QueryError: there is none of this name.
    """
    return named_queries()[name]

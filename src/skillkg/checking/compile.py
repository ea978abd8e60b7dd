"""Turn SHACL constraints into SPARQL that finds all offending nodes of a graph at once.

A validator goes from node to node, which is too slow over a few million statements. Here each
constraint is one query: targets and values are those of the graph that is checked, and what
they refer to may stand in any graph that is read with it. The results are those that SHACL
defines (a test compares them with pyshacl's): ``?this`` is the focus node, ``?value`` the
offending value where the component reports one, ``?path`` the property where a SPARQL
constraint finds it out itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from skillkg.checking.shapes import Constraint, Shape, Target

    Query = Callable[["Compiler", Constraint], str]

_NUMERIC = {f"<{name}>" for name in (voc.XSD_DECIMAL, voc.XSD_INTEGER)}
_CAST = {
    f"<{name}>" for name in (voc.XSD_BOOLEAN, voc.XSD_DATE, voc.XSD_DATETIME, voc.XSD_GYEARMONTH)
}
"""Datatypes whose lexical forms are checked by casting, which SPARQL and Oxigraph can."""
_NODE_KINDS = {
    f"<{voc.SH_IRI}>": "isIRI(?value)",
    f"<{voc.SH_LITERAL}>": "isLiteral(?value)",
}


@dataclass(frozen=True, slots=True)
class Compiler:
    """Writes queries for one graph."""

    graph: str
    """IRI of the graph that has the focus nodes and their values."""
    subclasses: Mapping[str, Sequence[str]]
    """Of each class that has any, the subclasses at any depth."""

    def offenders(self, constraint: Constraint) -> str:
        """Find what offends a constraint, be it about a target of its shape or not.

        Few values offend, if any: looking up whether their nodes are targets is much faster than
        looking at the values of every target.
        """
        return f"SELECT DISTINCT * {{ {{ {_QUERIES[constraint.component](self, constraint)} }} }}"

    def targets(self, shape: Shape) -> str:
        """Find which nodes a shape is about; ``?this`` is a parameter, to be bound to some."""
        example = ox.NamedNode(self.graph)
        return f"SELECT DISTINCT ?this {{ VALUES ?this {{ {example} }} {self.focus(shape)} }}"

    def focus(self, shape: Shape) -> str:
        """Match the nodes that a shape is about."""
        patterns = " UNION ".join(f"{{ {self._target(target)} }}" for target in shape.targets)
        return f"GRAPH {ox.NamedNode(self.graph)} {{ {patterns} }}"

    def values(self, shape: Shape) -> str:
        """Match subjects and value nodes; of all subjects, where there is a path."""
        if not shape.path:
            return f"{self.focus(shape)} BIND(?this AS ?value)"
        patterns = " UNION ".join(f"{{ ?this {term} ?value }}" for term in shape.path)
        return f"GRAPH {ox.NamedNode(self.graph)} {{ {patterns} }}"

    def members(self, term: str) -> list[str]:
        """A class and its subclasses, as SPARQL terms."""
        return [term, *(str(ox.NamedNode(iri)) for iri in self.subclasses.get(term[1:-1], ()))]

    def _target(self, target: Target) -> str:
        node = str(ox.NamedNode(target.iri))
        if target.kind == "targetClass":
            return " UNION ".join(f"{{ ?this a {member} }}" for member in self.members(node))
        return f"?this {node} ?any" if target.kind == "targetSubjectsOf" else f"?any {node} ?this"


def _sparql(_: Compiler, constraint: Constraint) -> str:
    return constraint.parameter[0]


def _class(compiler: Compiler, constraint: Constraint) -> str:
    values = compiler.values(constraint.shape)
    types = " UNION ".join(f"{{ ?value a {t} }}" for t in compiler.members(constraint.parameter[0]))
    return f"SELECT ?this ?value {{ {values} MINUS {{ {types} }} }}"


def _each_value(condition: Callable[[Constraint], str]) -> Query:
    """Report the values for which a condition holds."""

    def write(compiler: Compiler, constraint: Constraint) -> str:
        values = compiler.values(constraint.shape)
        return f"SELECT ?this ?value {{ {values} FILTER({condition(constraint)}) }}"

    return write


def _datatype(constraint: Constraint) -> str:
    (datatype,) = constraint.parameter
    wrong = f"!isLiteral(?value) || DATATYPE(?value) != {datatype}"
    if datatype in _NUMERIC:
        return f"{wrong} || !isNumeric(?value)"
    if datatype in _CAST:
        return f"{wrong} || !COALESCE(isLiteral({datatype}(STR(?value))), false)"
    return wrong


def _pattern(constraint: Constraint) -> str:
    return f"isBlank(?value) || !REGEX(STR(?value), {ox.Literal(constraint.parameter[0])})"


def _compared(operator: str) -> Query:
    return _each_value(lambda c: f"!COALESCE(?value {operator} {c.parameter[0]}, false)")


def _min_count(compiler: Compiler, constraint: Constraint) -> str:
    if _number(constraint) != 1:
        raise NotImplementedError(f"{constraint.shape.iri}: sh:minCount other than 1")
    present = " UNION ".join(f"{{ ?this {term} ?one }}" for term in constraint.shape.path)
    return f"SELECT ?this {{ {compiler.focus(constraint.shape)} MINUS {{ {present} }} }}"


def _max_count(compiler: Compiler, constraint: Constraint) -> str:
    limit = f"HAVING(COUNT(DISTINCT ?value) > {_number(constraint)})"
    return f"SELECT ?this {{ {compiler.values(constraint.shape)} }} GROUP BY ?this {limit}"


def _number(constraint: Constraint) -> int:
    return int(constraint.parameter[0].split('"')[1])


def _disjoint(compiler: Compiler, constraint: Constraint) -> str:
    values = compiler.values(constraint.shape)
    return f"SELECT ?this ?value {{ {values} ?this {constraint.parameter[0]} ?value }}"


def _unique_language(compiler: Compiler, constraint: Constraint) -> str:
    """Report a language once for a node, by itself and not as an offending value."""
    values, language = compiler.values(constraint.shape), "BIND(LANG(?value) AS ?language)"
    limit = 'HAVING(?language != "" && COUNT(DISTINCT ?value) > 1)'
    return f"SELECT ?this ?language {{ {values} {language} }} GROUP BY ?this ?language {limit}"


_QUERIES: dict[str, Query] = {
    "class": _class,
    "datatype": _each_value(_datatype),
    "disjoint": _disjoint,
    "in": _each_value(lambda c: f"?value NOT IN ({', '.join(c.parameter)})"),
    "maxCount": _max_count,
    "maxInclusive": _compared("<="),
    "minCount": _min_count,
    "minExclusive": _compared(">"),
    "minInclusive": _compared(">="),
    "nodeKind": _each_value(lambda c: f"!{_NODE_KINDS[c.parameter[0]]}"),
    "pattern": _each_value(_pattern),
    "sparql": _sparql,
    "uniqueLang": _unique_language,
}

"""How the cells of ESCO's tables become statements, in the shape of ESCO's official RDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri, slug, text, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from skillkg.sources.release import Notes

    Cell = Callable[["CellWriter", str, str], Iterable[str]]
    """Writes a cell that is not blank: (writer, subject as a term, the cell) to statements."""

A = iri(voc.RDF_TYPE)
_CONCEPT = iri(voc.SKOS_CONCEPT)
_MEMBER = iri(voc.ESCO_MEMBER_CONCEPT)
_GROUPS = {"SkillGroup": voc.ESCO_SKILL_GROUP, "ISCOGroup": voc.ESCO_ISCO_GROUP}
_MEMBERS = {"KnowledgeSkillCompetence": voc.ESCO_SKILL, "Occupation": voc.ESCO_OCCUPATION}
CLASSES = {
    **{kind: (_CONCEPT, iri(name)) for kind, name in _GROUPS.items()},
    **{kind: (_CONCEPT, _MEMBER, iri(name)) for kind, name in _MEMBERS.items()},
    "ConceptScheme": (iri(voc.SKOS_CONCEPT_SCHEME),),
}
"""The classes of a concept, by what the column ``conceptType`` says."""


@dataclass(slots=True)
class CellWriter:
    """Knows which table and row is being written, and counts what has to be left out."""

    file: str
    language: str
    notes: Notes
    absent: frozenset[str] = frozenset()
    """Names of the tables that the release lacks."""
    line: int = 0
    tag: str = field(init=False)
    """What follows a label's closing quote."""

    def __post_init__(self) -> None:
        self.tag = text("", self.language).removeprefix('""')

    def left_out(self, kind: str, detail: str) -> None:
        """Count something of the current row that is not written."""
        self.notes.warn(kind, file=self.file, line=self.line, detail=detail)

    def term(self, value: str, what: str = "value") -> str | None:
        """Write an IRI as a term; None, and counted, where it is broken."""
        try:
            return iri(value)
        except ValueError:
            self.left_out(f"broken IRI, {what} left out", repr(value))
            return None

    def terms(self, cell: str, separator: str) -> Iterator[str]:
        """Write the IRIs of a cell as terms; ESCO puts a comma before some line breaks."""
        for value in cell.split(separator):
            if value := value.strip().removesuffix(","):
                term = self.term(value)
                if term is not None:
                    yield term


_RETURN: Final = "\r"


def types(writer: CellWriter, subject: str, cell: str) -> Iterable[str]:
    """State the classes of a concept; one of an unknown type is a concept, and counted."""
    classes = CLASSES.get(cell)
    if classes is None:
        writer.left_out("unknown conceptType, written as a plain skos:Concept", repr(cell))
        classes = (_CONCEPT,)
    return [f"{subject} {A} {name}" for name in classes]


def labels(predicate: str, separator: str | None = None) -> Cell:
    """State labels, one or several in a cell, each as it stands; blank ones are no labels.

    Where a tool wrote the table with other line ends, those of its cells are no part of labels.
    """
    middle = f" {iri(predicate)} "

    def write(writer: CellWriter, subject: str, cell: str) -> Iterator[str]:
        head, tag = subject + middle, writer.tag
        for label in cell.split(separator) if separator else (cell,):
            if label and not label.isspace():
                yield f"{head}{text(label.removesuffix(_RETURN))}{tag}"

    return write


def note(predicate: str) -> Cell:
    """State a text through an ``esco:NodeLiteral``, as the official RDF does.

    The tables do not give that node's IRI; it is minted from what it says of which concept.
    """
    middle = f" {iri(predicate)} "
    shape = f" {A} {iri(voc.ESCO_NODE_LITERAL)}"
    language, literal = f" {iri(voc.ESCO_LANGUAGE)} ", f" {iri(voc.ESCO_NODE_LITERAL_TEXT)} "

    def write(writer: CellWriter, subject: str, cell: str) -> Iterator[str]:
        node = f"<{voc.ESCO_NODE_LITERALS}{slug(subject, predicate, writer.language, cell)}>"
        yield f"{subject}{middle}{node}"
        yield f"{node}{shape}"
        yield f"{node}{language}{typed(writer.language, voc.XSD_LANGUAGE)}"
        yield f"{node}{literal}{text(cell)}"

    return write


def tagged(predicate: str) -> Cell:
    """State a text as a literal of the table's language."""
    middle = f" {iri(predicate)} "
    return lambda writer, subject, cell: [f"{subject}{middle}{text(cell)}{writer.tag}"]


def plain(predicate: str) -> Cell:
    """State a code or a status as a string."""
    middle = f" {iri(predicate)} "
    return lambda _, subject, cell: [f"{subject}{middle}{text(cell)}"]


def literal(predicate: str, datatype: str) -> Cell:
    """State a literal of a datatype; its form is kept, ``skillkg check`` looks at it."""
    middle = f" {iri(predicate)} "
    return lambda _, subject, cell: [f"{subject}{middle}{typed(cell, datatype)}"]


def links(predicate: str, separator: str, *, inverse: str | None = None) -> Cell:
    """State links to the IRIs in a cell, and the way back where ``inverse`` names it."""
    middle = f" {iri(predicate)} "
    back = f" {iri(inverse)} " if inverse else ""

    def write(writer: CellWriter, subject: str, cell: str) -> Iterator[str]:
        for target in writer.terms(cell, separator):
            yield f"{subject}{middle}{target}"
            if back:
                yield f"{target}{back}{subject}"

    return write


def coded(predicate: str, prefix: str, words: Mapping[str, str] | None = None) -> Cell:
    """State a link to the IRI that ends in the cell's code, or in what ``words`` has for it."""
    known = words or {}
    middle = f" {iri(predicate)} "

    def write(writer: CellWriter, subject: str, cell: str) -> Iterator[str]:
        target = writer.term(prefix + known.get(cell, cell))
        if target is not None:
            yield f"{subject}{middle}{target}"

    return write

"""The tables of ESCO's official CSV release: their columns, and what each becomes.

Versions 1.1.0 to 1.2.0; columns may come in any order. What a table repeats of another is
written all the same (a graph is a set), so a partial release loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.sources.esco import csv_cells as cells
from skillkg.sources.ntriples import iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from skillkg.sources.esco.csv_cells import Cell, CellWriter

    Rows = Iterable[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One official table: how it is called, what it must have, how its rows are written."""

    name: str
    columns: tuple[str, ...]
    write: Callable[[CellWriter, Rows], Iterator[str]]
    """Writes rows of columns + optional."""
    optional: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    """Columns that are known to say nothing of their own."""
    texts: bool = True
    """Whether it has texts of a language, or relations that are the same in all."""
    concepts: bool = True
    """Whether it says what the concepts are."""
    pad: bool = False
    """Whether its rows leave out empty cells at the end."""
    expected: bool = True
    """Whether a release that lacks it is said to."""


_IN_CELL, _BETWEEN = "\n", " | "
_PREFERRED = cells.labels(voc.SKOS_PREF_LABEL)
_NOTATION = cells.plain(voc.SKOS_NOTATION)
_SKILL_TYPE = cells.coded(voc.ESCO_SKILL_TYPE, voc.ESCO_SKILL_TYPES, {"skill/competence": "skill"})
_BROADER = f" {iri(voc.SKOS_BROADER)} "

_COMMON: dict[str, Cell] = {
    "conceptType": cells.types,
    "preferredLabel": _PREFERRED,
    "altLabels": cells.labels(voc.SKOS_ALT_LABEL, _IN_CELL),
    "status": cells.plain(voc.ISO_THES_STATUS),
    "description": cells.note(voc.DCT_DESCRIPTION),
}
_CONCEPT: dict[str, Cell] = {
    **_COMMON,
    "hiddenLabels": cells.labels(voc.SKOS_HIDDEN_LABEL, _IN_CELL),
    "modifiedDate": cells.literal(voc.DCT_MODIFIED, voc.XSD_DATETIME),
    "scopeNote": cells.note(voc.SKOS_SCOPE_NOTE),
    "inScheme": cells.links(voc.SKOS_IN_SCHEME, _IN_CELL),
}
_SKILL: dict[str, Cell] = {
    "skillType": _SKILL_TYPE,
    "reuseLevel": cells.coded(voc.ESCO_REUSE_LEVEL, voc.ESCO_REUSE_LEVELS),
}
_DEFINED: dict[str, Cell] = {"definition": cells.note(voc.SKOS_DEFINITION)}
_OCCUPATION: dict[str, Cell] = {
    "code": _NOTATION,
    "iscoGroup": cells.coded(voc.ESCO_ISCO_MEMBER, voc.ESCO_ISCO),
    "regulatedProfessionNote": cells.links(voc.ESCO_REGULATED, _IN_CELL),
}
_ISCO: dict[str, Cell] = {
    **_COMMON,
    "code": _NOTATION,
    "inScheme": cells.links(voc.SKOS_IN_SCHEME, _IN_CELL),
}
_SCHEME: dict[str, Cell] = {
    "conceptType": cells.types,
    "preferredLabel": _PREFERRED,
    "title": cells.tagged(voc.DCT_TITLE),
    "description": cells.note(voc.DCT_DESCRIPTION),
    "hasTopConcept": cells.links(
        voc.SKOS_HAS_TOP_CONCEPT, _IN_CELL, inverse=voc.SKOS_TOP_CONCEPT_OF
    ),
    "status": cells.plain(voc.ISO_THES_STATUS),
}


def _written(
    writer: CellWriter, subject: str, writers: tuple[Cell, ...], values: list[str]
) -> Iterator[str]:
    for write, cell in zip(writers, values, strict=True):
        if cell and not cell.isspace():
            yield from write(writer, subject, cell)


def _concepts(name: str, columns: Mapping[str, Cell], *, key: str = "conceptUri") -> CsvTable:
    writers = tuple(columns.values())

    def write(writer: CellWriter, rows: Rows) -> Iterator[str]:
        for writer.line, (uri, *values) in rows:
            subject = writer.term(uri, "row")
            if subject is not None:
                yield from _written(writer, subject, writers, values)

    return CsvTable(name, (key, *columns), write)


def _schemes() -> CsvTable:
    """Concept schemes; the column ``status`` came with 1.1.1."""
    table = _concepts("conceptSchemes", _SCHEME, key="conceptSchemeUri")
    columns, late = table.columns[:-1], table.columns[-1:]
    return CsvTable(table.name, columns, table.write, optional=late, concepts=False)


def _collection(
    name: str, scheme: str, columns: Mapping[str, Cell], *, expected: bool = True
) -> CsvTable:
    """A collection: members of a concept scheme, with what the tables of concepts say of them."""
    own = {**columns, "altLabels": cells.labels(voc.SKOS_ALT_LABEL, _BETWEEN)}
    writers = tuple(own.values())
    membership = f" {iri(voc.SKOS_IN_SCHEME)} {iri(voc.ESCO_SCHEMES + scheme)}"

    def write(writer: CellWriter, rows: Rows) -> Iterator[str]:
        for writer.line, (uri, *values, broader, names) in rows:
            subject = writer.term(uri, "row")
            if subject is not None:
                yield subject + membership
                yield from _written(writer, subject, writers, values)
                yield from _named_broader(writer, subject, broader, names)

    columns_read = ("conceptUri", *own, "broaderConceptUri", "broaderConceptPT")
    return CsvTable(name, columns_read, write, expected=expected)


def _named_broader(writer: CellWriter, subject: str, broader: str, names: str) -> Iterator[str]:
    terms = list(writer.terms(broader, _BETWEEN)) if broader else []
    for term in terms:
        yield f"{subject}{_BROADER}{term}"
    labels = names.split(_BETWEEN) if names else []
    if len(labels) != len(terms):
        writer.left_out("names of broader concepts are not as many as their IRIs, left out", names)
        return
    for term, label in zip(terms, labels, strict=True):
        yield from _PREFERRED(writer, term, label)


_RELATIONS = {
    "essential": (voc.ESCO_ESSENTIAL_SKILL, voc.ESCO_ESSENTIAL_SKILL_FOR),
    "optional": (voc.ESCO_OPTIONAL_SKILL, voc.ESCO_OPTIONAL_SKILL_FOR),
}
_WRITTEN_RELATIONS = {
    kind: (f" {iri(there)} ", f" {iri(back)} ") for kind, (there, back) in _RELATIONS.items()
}


def _relations(writer: CellWriter, rows: Rows) -> Iterator[str]:
    """Relations to skills, in both directions.

    The skills' types repeat the table of skills, and are written where a release lacks that.
    """
    lone = "skills" in writer.absent
    for writer.line, (source, kind, target, skill_type) in rows:
        subject, skill = writer.term(source, "row"), writer.term(target, "row")
        if kind not in _WRITTEN_RELATIONS:
            writer.left_out("unknown relationType, row left out", repr(kind))
        elif subject is not None and skill is not None:
            there, back = _WRITTEN_RELATIONS[kind]
            yield f"{subject}{there}{skill}"
            yield f"{skill}{back}{subject}"
            if lone and skill_type:
                yield from _SKILL_TYPE(writer, skill, skill_type)


_HOMES = {
    "KnowledgeSkillCompetence": "skills",
    "Occupation": "occupations",
    "SkillGroup": "skillGroups",
    "ISCOGroup": "ISCOGroups",
}


def _hierarchical(writer: CellWriter, rows: Rows) -> Iterator[str]:
    """Broader concepts.

    A concept's type is the business of its own table, so that a relation to a concept that this
    table lacks stays visible; types are read here only where a release lacks the table.
    """
    lone = {kind for kind, table in _HOMES.items() if table in writer.absent}
    for writer.line, (uri, broader_uri, kind, broader_kind) in rows:
        subject, broader = writer.term(uri, "row"), writer.term(broader_uri, "row")
        if subject is not None and broader is not None:
            yield f"{subject}{_BROADER}{broader}"
            if kind in lone:
                yield from cells.types(writer, subject, kind)
            if broader_kind in lone:
                yield from cells.types(writer, broader, broader_kind)


_LEVELS = range(4)
_LEVEL_COLUMNS = tuple(
    f"Level {level} {what}" for level in _LEVELS for what in ("URI", "preferred term", "code")
)
_GROUP_NOTES = (cells.note(voc.DCT_DESCRIPTION), cells.note(voc.SKOS_SCOPE_NOTE))
_GROUP = (_PREFERRED, _NOTATION)


def _hierarchy(writer: CellWriter, rows: Rows) -> Iterator[str]:
    """Skill groups, one a row under all that are above; the texts are of the deepest."""
    for writer.line, values in rows:
        above = None
        for place in range(0, len(_LEVEL_COLUMNS), 3):
            uri, *named = values[place : place + 3]
            subject = writer.term(uri) if uri else None
            if subject is None:
                break
            yield from cells.types(writer, subject, "SkillGroup")
            yield from _written(writer, subject, _GROUP, named)
            if above is not None:
                yield f"{subject}{_BROADER}{above}"
            above = subject
        if above is not None:
            yield from _written(writer, above, _GROUP_NOTES, list(values[-2:]))


def _broader(name: str) -> CsvTable:
    columns = ("conceptUri", "broaderUri", "conceptType", "broaderType")
    return CsvTable(name, columns, _hierarchical, texts=False, concepts=False)


_SKILL_COLLECTION = {**_COMMON, **_SKILL}

TABLES = {
    table.name: table
    for table in (
        _concepts("skills", {**_CONCEPT, **_SKILL, **_DEFINED}),
        _concepts("skillGroups", {**_CONCEPT, "code": _NOTATION}),
        _concepts("occupations", {**_CONCEPT, **_OCCUPATION, **_DEFINED}),
        _concepts("ISCOGroups", _ISCO),
        _schemes(),
        CsvTable(
            "skillsHierarchy", (*_LEVEL_COLUMNS, "Description", "Scope note"), _hierarchy, pad=True
        ),
        _collection(
            "digitalSkillsCollection", "6c930acd-c104-4ece-acf7-f44fd7333036", _SKILL_COLLECTION
        ),
        # 1.1.0 only; the digital collection took its place.
        _collection("ictSkillsCollection", "skill-ict-groups", _SKILL_COLLECTION, expected=False),
        _collection("digCompSkillsCollection", "digcomp", _SKILL_COLLECTION),
        _collection("greenSkillsCollection", "green", _SKILL_COLLECTION),
        _collection("languageSkillsCollection", "skill-language-groups", _SKILL_COLLECTION),
        _collection("researchSkillsCollection", "research", _SKILL_COLLECTION),
        _collection(
            "researchOccupationsCollection", "8ae4b9f3-507e-4057-a145-2f96f0132613", _COMMON
        ),
        _collection("transversalSkillsCollection", "skill-transversal-groups", _SKILL_COLLECTION),
        _broader("broaderRelationsOccPillar"),
        _broader("broaderRelationsSkillPillar"),
        CsvTable(
            "occupationSkillRelations",
            ("occupationUri", "relationType", "skillUri", "skillType"),
            _relations,
            texts=False,
            concepts=False,
        ),
        CsvTable(
            "skillSkillRelations",
            ("originalSkillUri", "relationType", "relatedSkillUri", "relatedSkillType"),
            _relations,
            # In every release it is the related skill's type once more, whatever the original's.
            repeats=("originalSkillType",),
            texts=False,
            concepts=False,
        ),
    )
}
"""The official tables, by name."""

"""O*NET's occupations: their titles, job zones, relatives, and how they were surveyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri, slug
from skillkg.sources.onet.cells import decimal, english, flag, integer, node, string
from skillkg.sources.onet.row_writer import (
    DATE,
    DEFINITION,
    DOMAIN_SOURCE,
    IS_CONCEPT,
    NOTATION,
    OF_OCCUPATION,
    PREF_LABEL,
    A,
    OnetTable,
    column,
)
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter

_IS_OCCUPATION = f"{A}{iri(onet.OCCUPATION)}"
_COLLECTED = (DATE, DOMAIN_SOURCE)


def _see_code(writer: RowWriter, row: Row) -> None:
    writer.occupations.add(row[0])


def _occupation(writer: RowWriter, row: Row) -> Iterator[str]:
    code, title, definition = row
    term = writer.occupation(code)
    yield f"{term}{IS_CONCEPT}"
    yield f"{term}{_IS_OCCUPATION}"
    cells = title, code, definition
    yield from writer.describe(term, (PREF_LABEL, NOTATION, DEFINITION), cells)


_IS_LABEL = f"{A}{iri(voc.SKOSXL_LABEL)}"
_ALT_LABEL, _XL_LABEL = f" {iri(voc.SKOS_ALT_LABEL)} ", f" {iri(voc.SKOSXL_ALT_LABEL)} "
_LITERAL_FORM = f" {iri(voc.SKOSXL_LITERAL_FORM)} "
_SHORT_TITLE = (column(onet.SHORT_TITLE, english),)
_TITLE_SOURCE = column(onet.TITLE_SOURCE, string)
_SHOWN = (column(onet.SHOWN_IN_MY_NEXT_MOVE, flag),)


def _title(occupation: str, label: str, title: str) -> Iterator[str]:
    literal = english(title)
    if not literal:
        raise ValueError("no title")
    yield f"{occupation}{_ALT_LABEL}{literal}"
    yield f"{occupation}{_XL_LABEL}{label}"
    yield f"{label}{_IS_LABEL}"
    yield f"{label}{_LITERAL_FORM}{literal}"


def _alternate_title(writer: RowWriter, row: Row) -> Iterator[str]:
    code, title, short, sources = row
    label = f"<{onet.TITLE_IRI}{code}/{slug(title)}>"
    yield from _title(writer.occupation(code), label, title)
    yield from writer.describe(label, _SHORT_TITLE, (short,))
    codes = [source.strip() for source in sources.split(",")]
    yield from writer.describe(label, [_TITLE_SOURCE] * len(codes), codes)


def _reported_title(writer: RowWriter, row: Row) -> Iterator[str]:
    code, title, shown = row
    label = f"<{onet.TITLE_IRI}{code}/{slug(title)}>"
    yield from _title(writer.occupation(code), label, title)
    yield from writer.describe(label, _SHOWN, (shown,))


_ZONE = (
    PREF_LABEL,
    NOTATION,
    column(onet.EXPERIENCE, english),
    column(onet.EDUCATION, english),
    column(onet.JOB_TRAINING, english),
    column(onet.EXAMPLES, english),
    column(onet.SVP_RANGE, string),
)
_JOB_ZONE, _IN_ZONE = f" {iri(onet.JOB_ZONE)} ", f" {iri(onet.IN_ZONE)} "


def _job_zone(writer: RowWriter, row: Row) -> Iterator[str]:
    number, name, *described = row
    term = node(onet.JOB_ZONE_IRI, number)
    yield f"{term}{IS_CONCEPT}"
    yield f"{term}{A}{iri(onet.JOB_ZONE_CLASS)}"
    yield from writer.describe(term, _ZONE, (name, number, *described))


def _zone_rating(writer: RowWriter, row: Row) -> Iterator[str]:
    code, number, *collected = row
    ends = writer.occupation(code), node(onet.JOB_ZONE_IRI, number)
    occupation, zone = ends
    term = f"<{onet.RATING_IRI}{writer.version}/{code}/job-zone>"
    yield _JOB_ZONE.join(ends)
    yield f"{term}{A}{iri(onet.JOB_ZONE_RATING)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield f"{term}{_IN_ZONE}{zone}"
    yield from writer.describe(term, _COLLECTED, collected)


_RELATION = (
    column(onet.RELATEDNESS_TIER, string),
    column(onet.RELATEDNESS_INDEX, integer),
)


def _relation(writer: RowWriter, row: Row) -> Iterator[str]:
    code, other, *described = row
    occupation, related = writer.occupation(code), writer.occupation(other)
    term = f"<{onet.RELATION_IRI}{writer.version}/{code}/{other}>"
    yield f"{occupation} {iri(onet.RELATED_OCCUPATION)} {related}"
    yield f"{term}{A}{iri(onet.OCCUPATION_RELATION)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield f"{term} {iri(onet.RELATES_TO)} {related}"
    yield from writer.describe(term, _RELATION, described)


_STATISTIC = (
    column(onet.ITEM, string),
    column(onet.RESPONSE, string),
    column(onet.SAMPLE_SIZE, integer),
    column(onet.PERCENT, decimal),
    DATE,
)


def _statistic(writer: RowWriter, row: Row) -> Iterator[str]:
    code, *described = row
    occupation = writer.occupation(code)
    item = slug(*map(string, described[:2]))
    term = f"<{onet.SURVEY_STATISTIC_IRI}{writer.version}/{code}/{item}>"
    yield f"{term}{A}{iri(onet.SURVEY_STATISTIC)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield from writer.describe(term, _STATISTIC, described)


_CODE = "O*NET-SOC Code"
_SURVEYED = ("Date", "Domain Source")

OCCUPATION_DATA = OnetTable(
    "Occupation Data", (_CODE, "Title", "Description"), _occupation, look=_see_code
)
TABLES = (
    OnetTable(
        "Alternate Titles", (_CODE, "Alternate Title", "Short Title", "Source(s)"), _alternate_title
    ),
    OnetTable(
        "Sample of Reported Titles",
        (_CODE, "Reported Job Title", "Shown in My Next Move"),
        _reported_title,
    ),
    OnetTable(
        "Job Zone Reference",
        ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"),
        _job_zone,
    ),
    OnetTable("Job Zones", (_CODE, "Job Zone", *_SURVEYED), _zone_rating),
    OnetTable(
        "Related Occupations",
        (_CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
        _relation,
    ),
    OnetTable(
        "Occupation Level Metadata",
        (_CODE, "Item", "Response", "N", "Percent", "Date"),
        _statistic,
    ),
)

"""Typed literals are written in the form that a store gives back, and keep their value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import parse_term, typed, written
from skillkg.sources.portable import is_portable

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SIGNS, ZEROS = st.sampled_from(["", "+", "-"]), st.sampled_from(["", "0", "000"])
DIGITS = st.integers(0, 10**15).map(str)
INTEGERS = st.tuples(SIGNS, ZEROS, DIGITS).map("".join)
DECIMALS = st.one_of(INTEGERS, st.tuples(INTEGERS, st.just("."), DIGITS, ZEROS).map("".join))
REALS = st.one_of(
    st.floats().map(lambda x: {"nan": "NaN", "inf": "INF", "-inf": "-INF"}.get(str(x), str(x))),
    st.tuples(DECIMALS, st.sampled_from("eE"), st.integers(-30, 30).map(str)).map("".join),
)
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-5, minutes=-30))])
MOMENTS = st.tuples(
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES),
    st.sampled_from(["auto", "milliseconds", "microseconds"]),
).map(lambda moment: moment[0].isoformat(timespec=moment[1]))
MONTHS = st.tuples(st.integers(1000, 9999), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02}")
VALUES: dict[str, tuple[st.SearchStrategy[str], Callable[[str], Any]]] = {
    voc.XSD_BOOLEAN: (
        st.sampled_from(["true", "false", "1", "0"]),
        {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    ),
    voc.XSD_INTEGER: (INTEGERS, int),
    voc.XSD_DECIMAL: (DECIMALS, Decimal),
    voc.XSD_DOUBLE: (REALS, lambda form: "NaN" if isnan(float(form)) else float(form)),
    voc.XSD_DATETIME: (MOMENTS, datetime.fromisoformat),
    voc.XSD_GYEARMONTH: (MONTHS, str),
    voc.XSD_LANGUAGE: (st.sampled_from(["en", "EN", "de-CH"]), str),
}
"""How the values of each datatype are spelt, and what a spelling means, as Python has it."""
LITERALS = st.one_of(
    *(st.tuples(forms, st.just(datatype)) for datatype, (forms, _) in VALUES.items())
)
DATATYPES = st.sampled_from(
    [*VALUES, voc.XSD_DURATION, voc.XSD_DATE, voc.XSD_TIME, voc.XSD + "int"]
)


def stored(term: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    """What a store gives for a term that was loaded as builds load it."""
    quads = ox.Store()
    quads.bulk_load(f"<urn:s> <urn:p> {term} .", ox.RdfFormat.N_TRIPLES, lenient=True)
    (quad,) = quads
    return quad.object


@given(LITERALS)
def test_what_is_written_is_given_back_and_keeps_its_value(literal: tuple[str, str]) -> None:
    form, datatype = literal
    term = typed(form, datatype)
    found = stored(term)
    assert str(found) == term == written(found)
    assert isinstance(found, ox.Literal)
    assert found.datatype.value == datatype
    value = VALUES[datatype][1]
    assert value(found.value) == value(form)


@given(TEXTS, DATATYPES)
@example("abc", voc.XSD_INTEGER)
@example(" 1", voc.XSD_INTEGER)
@example("170141183460469231732.50", voc.XSD_DECIMAL)
@example("0" * 100 + "1", voc.XSD_INTEGER)
@example("2026-02-30T00:00:00", voc.XSD_DATETIME)
def test_whatever_is_written_is_given_back(form: str, datatype: str) -> None:
    term = typed(form, datatype)
    assert str(stored(term)) == term
    assert parse_term(term)[1] == ""


@pytest.mark.parametrize(
    ("form", "datatype", "canonical"),
    [
        ("1", "boolean", "true"),
        ("-007", "integer", "-7"),
        ("0.6000", "decimal", "0.6"),
        ("-0.0000", "decimal", "0"),
        ("2.", "decimal", "2"),
        ("1.0E1", "double", "10"),
        ("1e-7", "double", "0.0000001"),
        ("16777217", "float", "16777216"),
        ("2026-11-28T24:00:00.00+00:00", "dateTime", "2026-11-29T00:00:00Z"),
        ("2026-11-28T10:00:00.50+01:00", "dateTime", "2026-11-28T10:00:00.5+01:00"),
        ("2026-11-28-00:00", "date", "2026-11-28Z"),
        ("P13M", "duration", "P1Y1M"),
        ("EN", "language", "EN"),
        (" 1", "integer", " 1"),
        ("abc", "integer", "abc"),
    ],
)
def test_canonical_forms_never_change(form: str, datatype: str, canonical: str) -> None:
    """Another form is another digest of the same release: raise the store's format then."""
    assert typed(form, voc.XSD + datatype) == f'"{canonical}"^^<{voc.XSD}{datatype}>'


@pytest.mark.parametrize("datatype", ["int", "unsignedByte", "positiveInteger", "dateTimeStamp"])
def test_derived_types_become_those_that_a_store_has(datatype: str) -> None:
    form, basic = (
        ("7", "integer") if datatype != "dateTimeStamp" else ("2026-11-28T10:00:00Z", "dateTime")
    )
    assert typed(form, voc.XSD + datatype) == f'"{form}"^^<{voc.XSD}{basic}>'


@pytest.mark.parametrize(
    ("term", "portable"),
    [
        ('"1"^^<{xsd}integer>', True),
        ('"abc"^^<{xsd}integer>', False),
        ('"a \\"^^<{xsd}integer>"', True),
        ('"a"@en', True),
        ('"a"@en--ltr', False),
        ('"x"^^<urn:datatype>', True),
        ("<urn:x>", True),
    ],
)
def test_tells_what_virtuoso_changes(term: str, portable: bool) -> None:
    assert is_portable(f"<urn:s> <urn:p> {term.format(xsd=voc.XSD)}") is portable


@pytest.mark.parametrize("place", range(3))
def test_tells_what_virtuoso_cuts_off(place: int) -> None:
    for size, portable in ((1_700, True), (1_900, False)):
        terms = ["<urn:s>"] * 3
        terms[place] = f"<urn:{'ä' * (size // 2)}>"
        assert is_portable(" ".join(terms)) is portable

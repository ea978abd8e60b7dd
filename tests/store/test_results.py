"""Answers as Python values, data frames and files."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import polars as pl
import pyoxigraph as ox
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from skillkg.errors import QueryError
from skillkg.store.export import write
from skillkg.store.results import Table, to_python, to_term

if TYPE_CHECKING:
    from pathlib import Path

XSD = "http://www.w3.org/2001/XMLSchema#"
NOON = datetime(2024, 1, 31, 12, tzinfo=UTC)
words = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00"))
cells = st.none() | words | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.floats(-9, 9)


def literal(text: str, type_: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + type_))


def table(*columns: list[Any]) -> Table:
    terms = [[None if cell is None else ox.Literal(cell) for cell in column] for column in columns]
    names = tuple(f"c{number}" for number in range(len(columns)))
    return Table(names, tuple(zip(*terms, strict=True)))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (ox.NamedNode("https://example.org/a"), "https://example.org/a"),
        (ox.BlankNode("b"), "b"),
        (ox.Literal("1"), "1"),
        (ox.Literal("eins", language="de"), "eins"),
        (literal("1", "integer"), 1),
        (literal("99999999999999999999", "integer"), 99999999999999999999),
        (literal("1.50", "decimal"), 1.5),
        (literal("1e3", "double"), 1000.0),
        (literal("true", "boolean"), True),
        (literal("0", "boolean"), False),
        (literal("2024-01-31", "date"), date(2024, 1, 31)),
        (literal("2024-01-31Z", "date"), "2024-01-31Z"),
        (literal("20240131", "date"), "20240131"),
        (literal("2024-02-31", "date"), "2024-02-31"),
        (literal("2024-01-31T10:20:30", "dateTime"), datetime(2024, 1, 31, 10, 20, 30)),
        (literal("2024-01-31T10:20:30Z", "dateTime"), NOON.replace(hour=10, minute=20, second=30)),
        (literal("2024-01-31", "dateTime"), "2024-01-31"),
        (literal("many", "integer"), "many"),
        (literal("maybe", "boolean"), "maybe"),
    ],
)
def test_terms_become_plain_values(term: ox.Literal | None, value: object) -> None:
    assert to_python(term) == value
    assert type(to_python(term)) is type(value)


@given(value=cells.filter(lambda cell: cell is not None) | st.dates() | st.datetimes())
def test_plain_values_become_terms_and_back(value: Any) -> None:
    assert to_python(to_term(value)) == value


def test_addresses_become_iris_and_terms_stay() -> None:
    assert to_term("https://example.org/a") == ox.NamedNode("https://example.org/a")
    assert to_term("http") == ox.Literal("http")
    assert to_term(ox.Literal("x", language="en")) == ox.Literal("x", language="en")


@pytest.mark.parametrize("value", ["http://a b", "https://example.org/>", None, [1], object()])
def test_what_is_no_term_is_refused(value: object) -> None:
    with pytest.raises(QueryError, match="cannot be a term"):
        to_term(value)


def test_a_table_gives_rows_columns_and_frames() -> None:
    answer = table([1, None], ["a", "b"])
    assert len(answer) == 2
    assert list(answer) == [(1, "a"), (None, "b")]
    assert answer.rows() == [{"c0": 1, "c1": "a"}, {"c0": None, "c1": "b"}]
    assert answer.column("c1") == ["a", "b"]
    assert answer.to_polars().to_dicts() == answer.rows()
    with pytest.raises(QueryError, match=r"column takes one of c0, c1, not 'C1'; .* 'c1'"):
        answer.column("C1")
    assert repr(answer) == "<Table of 2 rows: c0, c1>"


@pytest.mark.parametrize(
    ("column", "type_", "held"),
    [
        ([1, 2], pl.Int64, [1, 2]),
        ([1, 2.5, None], pl.Float64, [1.0, 2.5, None]),
        ([True, None], pl.Boolean, [True, None]),
        ([True, 1], pl.String, ["True", "1"]),
        ([1, "a", None], pl.String, ["1", "a", None]),
        ([None, None], pl.String, [None, None]),
        ([], pl.String, []),
        ([None] * 200 + ["late"], pl.String, [None] * 200 + ["late"]),
        ([2**63, 1], pl.String, [str(2**63), "1"]),
        ([2**63, 0.5], pl.Float64, [float(2**63), 0.5]),
        ([NOON.date(), None], pl.Date, [NOON.date(), None]),
        ([NOON, None], pl.Datetime("us", "UTC"), [NOON, None]),
        ([NOON.astimezone(timezone(timedelta(hours=2)))], pl.Datetime("us", "UTC"), [NOON]),
        ([NOON.replace(tzinfo=None)], pl.Datetime("us"), [NOON.replace(tzinfo=None)]),
        ([NOON.date(), 1], pl.String, ["2024-01-31", "1"]),
        (
            [NOON.replace(tzinfo=None), NOON],
            pl.String,
            ["2024-01-31T12:00:00", "2024-01-31T12:00:00+00:00"],
        ),
    ],
)
def test_columns_of_mixed_types_keep_every_value(
    column: list[Any], type_: type[pl.DataType], held: list[Any]
) -> None:
    terms = [literal(str(c), "integer") if c == 2**63 else c for c in column]
    rows = tuple((None if t is None else to_term(t),) for t in terms)
    series = Table(("c",), rows).to_polars()["c"]
    assert (series.dtype, series.to_list()) == (type_, held)


def written(answer: Table | bool, format_: str, folder: Path) -> bytes:
    file = folder / "answer"
    write(answer, format_, file)
    return file.read_bytes()


@given(rows=st.lists(st.tuples(cells, words, st.integers(0, 9)), max_size=5))
def test_files_hold_what_the_answer_holds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("answer")
    answer = table(*(list(column) for column in zip(*rows, strict=True))) if rows else table([], [])
    assert json.loads(written(answer, "json", folder)) == answer.rows()
    parquet = pl.read_parquet(io.BytesIO(written(answer, "parquet", folder)))
    assert parquet.equals(answer.to_polars())
    text = io.StringIO(written(answer, "csv", folder).decode(), newline="")
    found = list(csv.DictReader(text))
    for row, text in zip(found, answer.column("c1"), strict=True):
        runs = text.lstrip(" \t\r\n\"'")[:1] in set("=+-@＝＋－＠") or text[:1] in set("\t\r")
        assert row["c1"] in ({f"'{text}", text} if runs else {text})
    assert len(found) == len(answer)


def test_numbers_that_json_has_not_become_words(tmp_path: Path) -> None:
    odd = [literal("INF", "double"), literal("-INF", "double"), literal("NaN", "double")]
    data = written(Table(("x",), tuple((term,) for term in odd)), "json", tmp_path)
    assert json.loads(data, parse_constant=pytest.fail) == [
        {"x": "inf"},
        {"x": "-inf"},
        {"x": "nan"},
    ]


def test_a_table_to_read_keeps_brackets_and_counts_rows(tmp_path: Path) -> None:
    shown = written(table(["[bold]x[/]", None]), "table", tmp_path).decode()
    assert "[bold]x[/]" in shown
    assert "2 rows" in shown


@pytest.mark.parametrize("format_", ["table", "csv", "json", "parquet"])
def test_the_truth_of_a_question_is_a_word(tmp_path: Path, format_: str) -> None:
    assert written(True, format_, tmp_path) == b"true\n"
    assert written(False, format_, tmp_path) == b"false\n"


def test_parquet_is_not_thrown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(QueryError, match="--output"):
        write(table([1]), "parquet", None)


def test_dates_are_written_as_dates_are(tmp_path: Path) -> None:
    terms = (literal("2024-01-31", "date"), literal("2024-01-31T12:00:00Z", "dateTime"))
    answer = Table(("day", "time"), (terms, (None, None)))
    said = [term.value for term in terms]
    for text in (answer.to_json(), written(answer, "json", tmp_path)):
        assert [*json.loads(text)[0].values()] == said
    assert said[1] in written(answer, "table", tmp_path).decode()
    with (tmp_path / "answer").open("wb") as stream:
        stream.write(written(answer, "csv", tmp_path))
    found = pl.read_csv(tmp_path / "answer", try_parse_dates=False)
    assert found.row(0) == ("2024-01-31", "2024-01-31T12:00:00+00:00")


def test_json_has_what_the_rows_have() -> None:
    odd = Table(("x",), ((literal("NaN", "double"),), (literal("1.5", "decimal"),), (None,)))
    assert json.loads(odd.to_json()) == [{"x": "nan"}, {"x": 1.5}, {"x": None}]
    assert json.loads(table([1, None], ["ä", "b"]).to_json()) == table([1, None], ["ä", "b"]).rows()


def test_pandas_has_what_polars_has() -> None:
    pandas = pytest.importorskip("pandas")
    columns: dict[str, list[Any]] = {
        "whole": [1, 2],
        "missing": [None, 2],
        "share": [0.5, None],
        "text": ["a", None],
        "truth": [True, None],
        "day": [NOON.date(), None],
        "time": [NOON, None],
        "local": [NOON.replace(tzinfo=None), None],
    }
    rows = zip(*columns.values(), strict=True)
    terms = tuple(tuple(None if c is None else to_term(c) for c in row) for row in rows)
    frame = Table(tuple(columns), terms).to_pandas()
    kinds = {name: frame[name].dtype for name in frame}
    assert list(frame) == list(columns)
    assert (kinds["whole"], kinds["missing"], kinds["truth"]) == ("int64", "Int64", "boolean")
    assert kinds["share"] == "float64"
    assert all(pandas.api.types.is_datetime64_any_dtype(kinds[n]) for n in ("day", "time", "local"))
    assert (frame["day"][0].date(), frame["time"][0], frame["local"][0]) == (
        NOON.date(),
        NOON,
        NOON.replace(tzinfo=None),
    )
    assert frame[[*columns][1:]].isna().any().all()
    assert Table(("a", "b"), ()).to_pandas().shape == (0, 2)


def test_a_notebook_shows_the_first_rows_escaped_and_counts_all() -> None:
    answer = table([f"<b>{number}</b>" for number in range(1234)], ["x" * 300] * 1234)
    page = BeautifulSoup(answer._repr_html_(), "html.parser")
    cells = [cell.text for cell in page.find_all("td")]
    assert cells[:2] == ["<b>0</b>", "x" * 200 + "…"]
    assert len(cells) == 40
    assert page.find("b") is None
    assert "the first 20 of 1,234 rows × 2 columns" in page.text
    assert "1 row × 1 column" in table([None])._repr_html_()

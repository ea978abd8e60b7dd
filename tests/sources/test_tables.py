"""Delimited tables: columns by name, exact lines, and every way they can be wrong."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillkg.errors import SourceError
from skillkg.sources.files import Member, members
from skillkg.sources.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path


def table(tmp_path: Path, content: bytes | str) -> Member:
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return members(path)[0]


def test_columns_come_in_the_order_asked(tmp_path: Path) -> None:
    member = table(tmp_path, "a,b,c\n1,2,3\n")
    assert list(read_table(member, ["c", "a"], optional=["x", "b"])) == [(2, ("3", "1", "", "2"))]


def test_one_column_is_still_a_tuple(tmp_path: Path) -> None:
    member = table(tmp_path, "a,b\n1,2\n")
    assert list(read_table(member, ["b"])) == [(2, ("2",))]


def test_line_is_where_a_row_starts(tmp_path: Path) -> None:
    member = table(tmp_path, 'a,b\n1,"x\ny\nz"\n\n2,w\n')
    assert [line for line, _ in read_table(member, ["a"])] == [2, 6]


def test_tab_separated_has_no_quoting(tmp_path: Path) -> None:
    member = table(tmp_path, 'a\tb\n"one\t5" disk\n')
    rows = list(read_table(member, ["a", "b"], delimiter="\t"))
    assert rows == [(2, ('"one', '5" disk'))]


def test_cell_beyond_the_csv_modules_limit(tmp_path: Path) -> None:
    member = table(tmp_path, "a\n" + "x" * 700_000 + "\n")
    ((_, (cell,)),) = read_table(member, ["a"])
    assert len(cell) == 700_000


def test_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    member = table(tmp_path, "\N{BYTE ORDER MARK}a\n1\n")
    assert list(read_table(member, ["a"])) == [(2, ("1",))]


def test_short_rows_are_padded_only_where_asked(tmp_path: Path) -> None:
    member = table(tmp_path, "a,b,c\n1\n")
    assert list(read_table(member, ["a", "c"], pad=True)) == [(2, ("1", ""))]
    with pytest.raises(SourceError, match=r"table.csv:2: has 1 cells where the header has 3"):
        list(read_table(member, ["a", "c"]))


def test_long_row_is_an_error_even_where_padded(tmp_path: Path) -> None:
    member = table(tmp_path, "a\n1,2\n")
    with pytest.raises(SourceError, match="has 2 cells"):
        list(read_table(member, ["a"], pad=True))


def test_missing_column_names_what_is_there_and_the_nearest(tmp_path: Path) -> None:
    member = table(tmp_path, "conceptURI,code\n")
    with pytest.raises(SourceError) as caught:
        list(read_table(member, ["conceptUri"]))
    assert "lacks the column 'conceptUri'; found: 'conceptURI', 'code'" in str(caught.value)
    assert "Perhaps 'conceptURI' for 'conceptUri'?" in str(caught.value)


def test_empty_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="an empty file"):
        list(read_table(table(tmp_path, ""), ["a"]))


def test_latin_1_names_byte_and_line(tmp_path: Path) -> None:
    member = table(tmp_path, b"a\n" + b"ok\n" * 5000 + "caf\xe9\n".encode("latin-1"))
    with pytest.raises(SourceError, match="byte 0xE9 at column 4") as caught:
        list(read_table(member, ["a"]))
    assert caught.value.line == 5002


@pytest.mark.parametrize(
    ("encoding", "message"), [("utf-16", "is UTF-16, not UTF-8"), ("utf-16-le", "is not UTF-8")]
)
def test_utf_16(tmp_path: Path, encoding: str, message: str) -> None:
    member = table(tmp_path, "a,b\n\xe9,2\n".encode(encoding))
    with pytest.raises(SourceError, match=message):
        list(read_table(member, ["a", "b"]))


def test_table_that_stops_inside_a_cell(tmp_path: Path) -> None:
    member = table(tmp_path, 'a,b\n1,"never clos')
    with pytest.raises(SourceError, match="unexpected end of data"):
        list(read_table(member, ["a"]))


@given(rows=st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_comes_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    member = table(tmp_path, buffer.getvalue())
    assert [values for _, values in read_table(member, ["a", "b"])] == rows

"""Files, folders and tables as documents in a fixed order; what cannot be read stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from document_files import docx, pdf

from skillkg.documents import parquet_table as table
from skillkg.documents.many import Many
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good documents in three formats and in a folder inside, among bad ones and hidden ones."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name, data in {
        "b.txt": b"Baker",
        "a.pdf": pdf(["Cook"]),
        "broken.pdf": b"%PDF-1.4 and nothing more",
        "empty.txt": b"",
        "z.odt": b"?",
        ".hidden.txt": b"Hidden",
        ".git/c.txt": b"Hidden",
        "sub/a.docx": docx(["Driver"]),
        "sub/.DS_Store": b"\0",
    }.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def write(path: Path, **columns: list[object]) -> Path:
    pl.DataFrame(columns).write_parquet(path)
    return path


def read(many: Many) -> tuple[list[tuple[str, str]], list[str]]:
    """Names and texts of the documents, and what was told of the others."""
    told: list[str] = []
    documents = [(d.name, d.text) for d in many.read(lambda error: told.append(str(error)))]
    assert many.count() == len(documents) + len(told)
    assert all("\n  " in each for each in told), "says what to do"
    return documents, told


def test_a_folder_by_name_and_then_the_folders_in_it(folder: Path) -> None:
    documents, told = read(Many((folder,)))
    assert documents == [
        (f"{folder}/a.pdf", "Cook"),
        (f"{folder}/b.txt", "Baker"),
        (f"{folder}/sub/a.docx", "Driver"),
    ]
    assert [each.split(":")[0] for each in told] == [
        f"{folder}/{name}" for name in ("broken.pdf", "empty.txt", "z.odt")
    ]


def test_files_come_as_they_are_given(folder: Path) -> None:
    documents, told = read(Many((folder / "sub", folder / ".hidden.txt", folder / "a.pdf")))
    assert [text for _, text in documents] == ["Driver", "Hidden", "Cook"]
    assert told == []


def test_what_cannot_be_read_is_raised_where_nobody_is_told(folder: Path) -> None:
    documents = Many((folder,)).read()
    assert [next(documents).text, next(documents).text] == ["Cook", "Baker"]
    with pytest.raises(DocumentError, match=r"broken\.pdf: a broken PDF"):
        next(documents)


def test_a_document_is_read_when_its_turn_comes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("Cook")
    documents = Many((first, second)).read()
    assert next(documents).text == "Cook"
    second.write_text("Baker")
    assert next(documents).text == "Baker"


def test_links_out_of_a_folder_are_told_and_those_inside_are_followed(folder: Path) -> None:
    (folder / "sub" / "in.txt").symlink_to("../b.txt")
    (folder / "sub" / "out.txt").symlink_to("../../elsewhere.txt")
    (folder / "sub" / "up").symlink_to("../..")
    (folder / "sub" / "self").symlink_to(".")
    documents, told = read(Many((folder / "sub",)))
    assert [text for _, text in documents] == ["Driver"]
    assert [each.split(":")[0] for each in told] == [
        f"{folder}/sub/{name}" for name in ("in.txt", "out.txt", "up")
    ]
    assert (f"{folder}/sub/in.txt", "Baker") in read(Many((folder,)))[0]


def test_all_are_of_one_kind_where_it_is_said(folder: Path) -> None:
    write(folder / "t.parquet", text=["Cook"])
    kinds = {d.kind for d in Many((folder,), "resume").read(lambda _: None)}
    assert kinds == {"resume"}


def test_rows_of_a_table_and_those_without_text(tmp_path: Path) -> None:
    path = write(tmp_path / "ads.PARQUET", text=["Cook", None, " ", "Baker"], other=[1, 2, 3, 4])
    documents, told = read(Many((path,)))
    assert documents == [(f"{path}:1", "Cook"), (f"{path}:4", "Baker")]
    assert [each.split("\n")[0] for each in told] == [
        f"{path}:2: no text in it",
        f"{path}:3: no text in it",
    ]


def test_columns_of_a_table(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", ad=["Cook", "Baker", None], key=[7, None, 9])
    documents, told = read(Many((path,), column="ad", id_column="key"))
    assert documents == [("7", "Cook"), (f"{path}:2", "Baker")]
    assert told[0].startswith(f"{path}:3: no text")


def test_a_table_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROWS", 2)
    path = write(tmp_path / "t.parquet", text=[f"Cook {n}" for n in range(5)])
    documents = Many((path,)).read()
    first = next(documents)
    path.unlink()  # the next part is asked for when it is its turn
    assert [first.text, next(documents).text] == ["Cook 0", "Cook 1"]
    with pytest.raises(DocumentError, match="cannot be read as Parquet"):
        next(documents)
    write(path, text=[f"Cook {n}" for n in range(5)])
    assert [d.text for d in Many((path,)).read()] == [f"Cook {n}" for n in range(5)]


@pytest.mark.parametrize(
    ("column", "id_column", "said"),
    [
        ("text", "list", "column 'list' is List(Int64), and no id"),
        ("ad", None, "no column 'ad'; it has: text, number, list"),
        ("text", "key", "no column 'key'; it has: text, number, list"),
        ("number", None, "column 'number' is Int64, and no text"),
    ],
)
def test_a_table_without_such_texts(
    tmp_path: Path, column: str, id_column: str | None, said: str
) -> None:
    path = write(tmp_path / "t.parquet", text=["Cook"], number=[1], list=[[1]])
    documents, (told,) = read(Many((path,), column=column, id_column=id_column))
    assert documents == []
    assert told.startswith(f"{path}: {said}\n")


def test_a_table_that_is_none_does_not_stop_the_rest(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.parquet", write(tmp_path / "good.parquet", text=["Cook"])
    bad.write_bytes(b"PAR1 and nothing more")
    absent = tmp_path / "absent.parquet"
    documents, told = read(Many((bad, absent, good)))
    assert documents == [(f"{good}:1", "Cook")]
    assert [each.split(":")[0] for each in told] == [str(bad), str(absent)]


def test_an_empty_table_has_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame(schema={"text": pl.String}).write_parquet(path)
    assert read(Many((path,))) == ([], [])

"""Files of a release: in folders, in archives, damaged or absent."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

import pytest

from skillkg.errors import SourceError
from skillkg.sources.files import members, source_files

if TYPE_CHECKING:
    from pathlib import Path


def write_zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def contents(path: Path) -> dict[str, bytes]:
    found = {}
    for member in members(path):
        with member.open() as stream:
            found[member.name] = stream.read()
    return found


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "plain.csv").write_bytes(b"a,b\n")
    (folder / ".hidden").write_bytes(b"x")
    entries = {"top/in.csv": b"c\n", "__MACOSX/top/in.csv": b"x", "top/.DS_Store": b"x"}
    write_zip(folder / "archive.zip", entries)
    return folder


def test_folder_of_files_and_zips(release: Path) -> None:
    assert contents(release) == {"in.csv": b"c\n", "plain.csv": b"a,b\n"}


def test_one_file_is_a_release_of_one_member(release: Path) -> None:
    (member,) = members(release / "deep" / "plain.csv")
    assert (member.name, member.size) == ("plain.csv", 4)


def test_origin_names_the_archive_and_the_entry(release: Path) -> None:
    (member,) = members(release / "archive.zip")
    assert member.origin == f"{release / 'archive.zip'}!/top/in.csv"


def test_source_files_are_what_lies_on_disk(release: Path) -> None:
    files = {file.name: file for file in source_files(release)}
    assert set(files) == {"archive.zip", "deep/plain.csv"}
    assert files["deep/plain.csv"].sha256 == hashlib.sha256(b"a,b\n").hexdigest()
    assert files["archive.zip"].size == (release / "archive.zip").stat().st_size


def test_progress_adds_up_to_the_size(tmp_path: Path) -> None:
    (member,) = members(write_zip(tmp_path / "a.zip", {"big.csv": bytes(3_000_000)}))
    told: list[int] = []
    with member.open(told.append) as stream:
        stream.read()
    assert sum(told) == member.size == 3_000_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 and nothing more", "truncated zip"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"conceptUri,code\n", "is not a zip"),
    ],
)
def test_what_calls_itself_a_zip_and_is_none(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "esco.zip"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        members(path)
    assert caught.value.file == str(path)


def test_zip_with_a_damaged_entry(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.csv": b"0123456789" * 1000})
    damaged = bytearray(path.read_bytes())
    damaged[40:60] = bytes(20)
    path.write_bytes(damaged)
    (member,) = members(path)
    with pytest.raises(SourceError, match="damaged archive"), member.open() as stream:
        stream.read()


def test_zip_with_a_password(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.csv": b"a"})
    (member,) = members(path)
    assert member.entry is not None
    member.entry.flag_bits |= 1
    with pytest.raises(SourceError, match="password"), member.open():
        pass


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        members(tmp_path / "absent")
    with pytest.raises(SourceError, match="empty folder"):
        members(tmp_path)

"""Finding O*NET's releases on disk, and telling which one it is."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from onet_samples import IMPORTANCE, OCCUPATIONS, RATED, folder

from skillkg.errors import SourceError
from skillkg.sources.onet.database import open_onet
from skillkg.sources.release import Notes

if TYPE_CHECKING:
    from pathlib import Path

SKILLS = {"Skills": [RATED, IMPORTANCE]}
READ_ME = "O*NET 29.3 Database\nMay 2025 Release"


def versions(*paths: Path, version: str | None = None) -> list[str]:
    return [release.version for release in open_onet(paths, version=version)]


def test_read_me_tells_the_version(tmp_path: Path) -> None:
    path = folder(tmp_path, {**SKILLS, "Read Me": READ_ME}).rename(tmp_path / "anything")
    (release,) = open_onet([path])
    assert (release.version, release.title) == ("29.3", "O*NET 29.3 Database")
    assert "O*NET 29.3 Database" in release.rights.attribution
    assert release.tables == {"Skills"}
    assert not release.complete


@pytest.mark.parametrize("name", ["db_29_3_text", "29.3", "skills_29_3_text"])
def test_folder_tells_the_version(tmp_path: Path, name: str) -> None:
    assert versions(folder(tmp_path, SKILLS).rename(tmp_path / name)) == ["29.3"]


def test_archive_tells_the_version_and_is_the_source_file(tmp_path: Path) -> None:
    table = folder(tmp_path, SKILLS) / "Skills.txt"
    archive = tmp_path / "abilities_30_0_text.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.write(table, "Skills.txt")
    (release,) = open_onet([archive])
    assert release.version == "30.0"
    assert [file.name for file in release.files] == [archive.name]
    assert release.size == table.stat().st_size
    read: list[int] = []
    assert list(release.statements(Notes(), read.append))
    assert sum(read) == release.size


def test_given_version_is_taken_where_none_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, SKILLS).rename(tmp_path / "anything")
    with pytest.raises(SourceError, match="does not say which release") as caught:
        open_onet([path])
    assert "29.3=PATH" in caught.value.hint
    assert versions(path, version="30.1") == ["30.1"]


def test_versions_that_disagree_are_an_error(tmp_path: Path) -> None:
    path = folder(tmp_path, {**SKILLS, "Read Me": READ_ME}).rename(tmp_path / "db_30_0_text")
    with pytest.raises(SourceError, match=r"Read Me.txt says 29.3, the folder's name says 30.0"):
        open_onet([path])


def test_one_release_may_lie_in_several_places(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    one = folder(tmp_path, SKILLS)
    other = folder(tmp_path / "more", {"Occupation Data": OCCUPATIONS})
    (release,) = open_onet([one, other])
    assert release.tables == {"Skills", "Occupation Data"}
    assert release.complete


def test_a_folder_may_hold_several_releases(tmp_path: Path) -> None:
    folder(tmp_path, SKILLS).rename(tmp_path / "db_30_0_text")
    folder(tmp_path, SKILLS)
    assert versions(tmp_path) == ["29.3", "30.0"]


def test_table_that_is_there_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    paths = folder(tmp_path, SKILLS), folder(tmp_path / "more", SKILLS)
    with pytest.raises(SourceError, match=r"is there twice for O\*NET 29\.3"):
        open_onet(paths)


def test_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "Skills.xlsx").touch()
    with pytest.raises(SourceError, match=r"holds no O\*NET table"):
        open_onet([tmp_path])


def test_truncated_archive_is_an_error(tmp_path: Path) -> None:
    archive = tmp_path / "db_29_3_text.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("db_29_3_text/Skills.txt", f"{RATED}\n{IMPORTANCE}\n" * 100)
    archive.write_bytes(archive.read_bytes()[:-60])
    with pytest.raises(SourceError, match=r"db_29_3_text\.zip"):
        open_onet([archive])

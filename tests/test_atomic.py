"""Files are there whole or as they were; drafts go, but those of a living process stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from skillkg.atomic import new_file, new_folder, publish, scratch_file, write
from skillkg.drafts import clear, remove_folder
from skillkg.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, time
from pathlib import Path
from skillkg.atomic import new_file, new_folder
target = Path(sys.argv[1])
with new_file(target / "file") as stream, new_folder(target / "folder") as folder:
    (folder / "part").write_text("half")
    print(flush=True)
    time.sleep(60)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["a\0", "a\ud800"])
def test_names_that_no_system_takes_are_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="is in its name\n  It cannot be written"):
        write(tmp_path / name, "text")
    with pytest.raises(OutputError, match="is in its name"), new_folder(tmp_path / name):
        pass
    assert not names(tmp_path)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_file_has_the_mode_that_any_has_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    file, plain = tmp_path / "file", tmp_path / "plain"
    plain.touch()
    write(file, "é")
    assert (mode(file), file.read_bytes()) == (mode(plain), "é".encode())
    file.chmod(0o640)
    write(file, b"new")
    assert (mode(file), file.read_bytes()) == (0o640, b"new")


def test_a_link_stays_and_leads_to_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("old", "new"):
        (tmp_path / name).symlink_to(tmp_path / "sub" / name)
    (tmp_path / "sub" / "old").write_text("old")
    for name in ("old", "new"):
        write(tmp_path / name, "text")
        assert (tmp_path / name).is_symlink()
    assert names(tmp_path / "sub") == ["new", "old"]
    assert (tmp_path / "sub" / "old").read_text() == "text"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError(28, "full")])
def test_what_fails_leaves_what_was_there_and_no_draft(
    tmp_path: Path, error: type[BaseException] | OSError
) -> None:
    (tmp_path / "file").write_text("old")

    def fail() -> None:
        with new_file(tmp_path / "file") as stream, new_folder(tmp_path / "folder") as folder:
            stream.write(b"half")
            (folder / "part").write_text("half")
            raise error

    with pytest.raises(OutputError if isinstance(error, OSError) else error):
        fail()
    assert names(tmp_path) == ["file"]
    assert (tmp_path / "file").read_text() == "old"


def test_a_folder_is_there_when_it_is_filled_and_replaces_none(tmp_path: Path) -> None:
    target = tmp_path / "made" / "folder"
    with new_folder(target) as folder:
        (folder / "file").write_text("whole")
        assert not target.exists()
    with pytest.raises(OutputError, match="folder"), new_folder(target) as folder:
        (folder / "other").write_text("whole")
    assert (names(target), names(tmp_path / "made")) == (["file"], ["folder"])


def test_a_scratch_file_goes_and_errors_of_its_block_are_not_its_own(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="elsewhere") as raised, scratch_file(tmp_path / "a"):
        raise OSError("elsewhere")
    assert not isinstance(raised.value, OutputError)
    assert names(tmp_path) == []
    with pytest.raises(OutputError, match="a: No such file"), scratch_file(tmp_path / "no" / "a"):
        pass


def test_what_was_finished_elsewhere_gets_its_name(tmp_path: Path) -> None:
    for name in ("a.part", "b.part"):
        (tmp_path / name).write_text(name)
        (tmp_path / name).chmod(0o444)
        publish(tmp_path / name, tmp_path / "a")
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a"], "b.part")


def test_drafts_of_a_living_process_stay_and_those_of_a_killed_one_go(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        write(tmp_path / "other", "text")
        drafts = [name for name in names(tmp_path) if name.startswith(".skillkg-")]
        assert len(drafts) == 2
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
    write(tmp_path / "other", "text")
    assert names(tmp_path) == ["other"]


def test_only_drafts_are_cleared(tmp_path: Path) -> None:
    kept = [".skillkg-", ".skillkg-a", "a.part", ".a.part", ".skillkg-link.part"]
    for name in [*kept[:-1], ".skillkg-1.part"]:
        (tmp_path / name).touch()
    (tmp_path / kept[-1]).symlink_to(tmp_path / "a.part")
    clear(tmp_path)
    assert names(tmp_path) == sorted(kept)
    clear(tmp_path / "absent")


def test_a_folder_is_removed_whole(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    remove_folder(tmp_path / "a")
    remove_folder(tmp_path / "a")
    assert names(tmp_path) == []

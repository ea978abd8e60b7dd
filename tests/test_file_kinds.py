"""What lies at a path is told without opening it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from skillkg.file_kinds import is_folder, leads_out, real, why_no_file

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, target in {"link": "file", "gone": "nothing", "circle": "circle"}.items():
        (tmp_path / name).symlink_to(target)
    names = ("file", "link", "folder", "pipe", "gone", "circle", "nothing", "file/in", "n" * 300)
    assert [why_no_file(tmp_path / name) for name in (*names, "\0", "/dev/zero")] == [
        "", "", "a folder", "a named pipe", "a link to nothing",
        "Too many levels of symbolic links", "no such file", "Not a directory",
        "File name too long", "no such file", "a device",
    ]  # fmt: skip
    assert [name for name in names if is_folder(tmp_path / name)] == ["folder"]


@pytest.mark.parametrize(
    ("target", "out"),
    [("x", False), (".", False), ("../in/x", False), ("..", True), ("/", True), ("../in2/x", True),
     ("circle", False), ("sub", False)],
)  # fmt: skip
def test_links_lead_out_where_what_they_lead_to_is_elsewhere(
    tmp_path: Path, target: str, *, out: bool
) -> None:
    for name in ("in", "in2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").touch()
    (tmp_path / "in" / "sub").symlink_to("x")
    (tmp_path / "in" / "circle").symlink_to(target)
    assert leads_out(tmp_path / "in" / "circle", tmp_path / "in") is out
    (tmp_path / "by-link").symlink_to("in")
    assert leads_out(tmp_path / "by-link" / "circle", tmp_path / "by-link") is out
    assert not leads_out(tmp_path / "in" / "x", tmp_path / "in")
    assert real(tmp_path / "by-link") == real(tmp_path / "in")

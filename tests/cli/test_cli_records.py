"""A match shown again from its record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_a_match_is_shown_again_from_its_record(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, first, again = (tmp_path / name for name in ("r.json", "first.html", "again.html"))
    matched = run("match", ad, resume, "--json", record, "--html", first)
    shown = run("report", record, "--html", again, SKILLKG_STORE="")
    assert shown.exit_code == 0
    assert shown.output == matched.output
    assert again.read_bytes() == first.read_bytes()


def test_what_does_not_follow_is_said_and_nothing_is_written(
    run: Callable[..., Result], ad: Path, resume: Path, tmp_path: Path
) -> None:
    record, page = tmp_path / "r.json", tmp_path / "page.html"
    run("match", ad, resume, "--json", record)
    changed = json.loads(record.read_text(encoding="utf-8")) | {"fit": 0.99}
    record.write_text(json.dumps(changed), encoding="utf-8")
    result = run("report", record, "--html", page)
    assert result.exit_code == 1
    assert f"{record}: the record.fit is 0.99, not " in result.output
    assert not page.exists()

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
    record = tmp_path / "r.json"
    pages, graphs = ([tmp_path / f"{name}.{end}" for name in "ab"] for end in ("html", "nq"))
    matched = run("match", ad, resume, "--json", record, "--html", pages[0], "--rdf", graphs[0])
    shown = run("report", record, "--html", pages[1], "--rdf", graphs[1], SKILLKG_STORE="")
    assert shown.exit_code == 0
    assert shown.output == matched.output
    for first, again in (pages, graphs):
        assert first.stat().st_size > 0
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

"""Every forgery is shown by the least that can show it, and what can show it not says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from forgeries import FORGERIES

from skillkg.explanation.canonical import canonical
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Made
    from forging import Forgery

    from skillkg.explanation.verification.verdict import Verification

ALONE = Verifier()


def shown_by(what: str) -> list[Forgery]:
    return [each for each in FORGERIES if each.shown == what]


def verdict(verifier: Verifier, record: dict[str, Any], folder: Path) -> Verification:
    file = folder / "record.json"
    file.write_bytes(canonical(record))
    return verifier.verify(file)


def differences(found: Verification) -> str:
    return "\n".join(
        f"{check.name}: {said}" for check in found.of("differs") for said in check.said
    )


def test_there_are_many_of_all_kinds() -> None:
    names = [each.name for each in FORGERIES]
    assert len(set(names)) == len(names) >= 60
    assert all(shown_by(what) for what in ("record", "graph", "documents", "given"))


def test_a_genuine_record_holds(made: Made, verifier: Verifier, tmp_path: Path) -> None:
    found = verdict(verifier, made.record, tmp_path)
    assert found.holds, differences(found)
    unchecked = [check.name for check in found.of("unchecked")]
    assert unchecked == ["digests of the graphs", "what was given"]


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda each: each.name)
def test_what_is_forged_without_care_shows_by_itself(
    forgery: Forgery, made: Made, tmp_path: Path
) -> None:
    assert not verdict(ALONE, forgery.plain(made.record), tmp_path).holds


@pytest.mark.parametrize("forgery", shown_by("record"), ids=lambda each: each.name)
def test_the_record_itself_shows_it(forgery: Forgery, made: Made, tmp_path: Path) -> None:
    found = verdict(ALONE, forgery.forge(made.record), tmp_path)
    assert forgery.said in differences(found)


@pytest.mark.parametrize("forgery", shown_by("graph"), ids=lambda each: each.name)
def test_the_graph_shows_it(
    forgery: Forgery, made: Made, over_graph: Verifier, tmp_path: Path
) -> None:
    forged = forgery.forge(made.record)
    assert verdict(ALONE, forged, tmp_path).holds
    assert forgery.said in differences(verdict(over_graph, forged, tmp_path))


@pytest.mark.parametrize("forgery", shown_by("documents"), ids=lambda each: each.name)
def test_only_the_documents_show_it(
    forgery: Forgery, made: Made, over_graph: Verifier, verifier: Verifier, tmp_path: Path
) -> None:
    forged = forgery.forge(made.record)
    without = verdict(over_graph, forged, tmp_path)
    assert without.holds
    assert {"ad", "resume", "replay"} <= {check.name for check in without.of("unchecked")}
    assert forgery.said in differences(verdict(verifier, forged, tmp_path))


@pytest.mark.parametrize("forgery", shown_by("given"), ids=lambda each: each.name)
def test_what_was_given_is_said_to_be_unchecked(
    forgery: Forgery, made: Made, verifier: Verifier, tmp_path: Path
) -> None:
    found = verdict(verifier, forgery.forge(made.record), tmp_path)
    assert found.holds, differences(found)
    (unchecked,) = (check for check in found.checks if check.name == "what was given")
    assert forgery.said in " ".join(unchecked.said)

"""Ranks of several records of one ranking are checked against each other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from careful import resealed

from skillkg.explanation.canonical import canonical
from skillkg.explanation.record import to_json
from skillkg.matching.matcher import ranked
from skillkg.model.decision import Decision
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable

    import skillkg

EXAMPLES = Path(__file__).parents[2] / "examples"
AD = EXAMPLES / "ads" / "database-administrator.json"
RESUMES = [
    EXAMPLES / "resumes" / name
    for name in ("system-administrator.txt", "sound-technician.html", "career-changer.md")
]
TIME = "2026-11-28T09:30:00Z"


@pytest.fixture(scope="module")
def ranking(sample_graph: skillkg.KnowledgeGraph) -> list[dict[str, Any]]:
    """Records of the three best of a pool of four, best first, with different fits."""
    decision = Decision(TIME, position_ref="post-7")
    matches = [replace(each, decision=decision) for each in sample_graph.rank(AD, RESUMES)]
    return [json.loads(to_json(each)) for each in ranked(matches, 4)]


def differences(records: list[dict[str, Any]], folder: Path) -> list[str]:
    """What is said of the ranks of records that are checked together."""
    files = [folder / f"{number}.json" for number in range(len(records))]
    for file, record in zip(files, records, strict=True):
        file.write_bytes(canonical(resealed(record)))
    found = Verifier().verify_many(files)
    checks = [check for each in found for check in each.of("differs")]
    assert {check.name for check in checks} <= {"rank"}
    return [said for check in checks for said in check.said]


def copied(ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    copy: list[dict[str, Any]] = json.loads(json.dumps(ranking))
    return copy


def test_a_ranking_holds(ranking: list[dict[str, Any]], tmp_path: Path) -> None:
    fits = [record["fit"] for record in ranking]
    assert fits == sorted(set(fits), reverse=True)
    assert differences(copied(ranking), tmp_path) == []


@pytest.mark.parametrize(
    ("number", "forged", "said"),
    [
        (1, {"rank": 1}, "rank 1 is that of"),
        (0, {"rank": 4}, "rank 4 with a fit of"),
        (2, {"rank": 1, "pool_size": 40}, "a pool of 40, and of 4 in"),
        (0, {"rank": 5, "pool_size": 5}, "rank 5 with a fit of"),
        (2, {"pool_size": 300}, "a pool of 300, and of 4 in"),
        (2, {"cut": 0.01}, "a cut of 0.01, and of"),
        (1, {"rank": 1, "cut": None, "pool_size": 9}, "rank 1 is that of"),
    ],
)
@pytest.mark.parametrize("time", [TIME, None])
def test_one_standing_that_is_forged_shows(
    ranking: list[dict[str, Any]],
    number: int,
    forged: dict[str, Any],
    said: str,
    time: str | None,
    tmp_path: Path,
) -> None:
    records = [record | {"timestamp": time} for record in copied(ranking)]
    records[number]["standing"] |= forged
    assert any(said in each for each in differences(records, tmp_path))


def test_a_fit_that_is_none_is_compared_with_none(
    ranking: list[dict[str, Any]], tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.json" for number in range(3)]
    for file, record in zip(files, copied(ranking), strict=True):
        record["scales"]["skills"]["total"] = 0
        file.write_bytes(canonical(record))
    for found in Verifier().verify_many(files):
        assert "ZeroDivisionError" in str(found.of("differs"))


def other_time(record: dict[str, Any]) -> None:
    record["timestamp"] = "2026-12-01T09:30:00Z"


def other_position(record: dict[str, Any]) -> None:
    record["position_ref"] = "post-8"


@pytest.mark.parametrize("change", [other_time, other_position])
def test_other_rankings_have_pools_of_their_own(
    ranking: list[dict[str, Any]], change: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    others = copied(ranking)
    for rank, record in enumerate(reversed(others), start=1):
        record["standing"] = {"rank": rank, "pool_size": 9, "cut": None}
    assert differences([*copied(ranking), *others[:1]], tmp_path) != []
    change(others[0])
    assert differences([*copied(ranking), *others[:1]], tmp_path) == []


def test_a_ranking_by_another_view_is_another(
    ranking: list[dict[str, Any]], sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    decision = Decision(TIME, position_ref="post-7")
    rank = sample_graph.rank(AD, RESUMES[:2], without=["onet"])
    matches = [replace(each, decision=decision) for each in rank]
    others = [json.loads(to_json(each)) for each in ranked(matches, 2)]
    assert differences([*copied(ranking), *others], tmp_path) == []


def test_a_copy_with_a_review_contradicts_nothing(
    ranking: list[dict[str, Any]], tmp_path: Path
) -> None:
    reviewed = copied(ranking)[1]
    reviewed["human_review"] = [
        {"reviewer_ref": "reviewer-1", "action": "confirmed", "reason": "", "time": TIME}
    ]
    assert differences([*copied(ranking), reviewed], tmp_path) == []

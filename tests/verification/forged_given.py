"""Forgeries of what was only given with a match: nothing that was looked at can show them."""

from __future__ import annotations

from forging import Forgeries, Record

FORGED_GIVEN = Forgeries()
forged = FORGED_GIVEN.by


@forged("given", "timestamp")
def timestamp(record: Record) -> None:
    record["timestamp"] = "2025-01-01T00:00:00Z"


@forged("given", "subject_ref")
def who_was_matched(record: Record) -> None:
    record["subject_ref"] = "person-2"


@forged("given", "position_ref")
def what_they_were_matched_for(record: Record) -> None:
    record["position_ref"] = "job-2"


@forged("given", "standing")
def rank(record: Record) -> None:
    record["standing"]["rank"] = 2


@forged("given", "standing")
def size_of_the_pool(record: Record) -> None:
    record["standing"]["pool_size"] = 300


@forged("given", "standing")
def cut(record: Record) -> None:
    record["standing"]["cut"] = 0.1


@forged("given", "human_review")
def review_added(record: Record) -> None:
    record["human_review"].append(
        record["human_review"][0] | {"reviewer_ref": "reviewer-2", "action": "confirmed"}
    )


@forged("given", "human_review")
def review_changed(record: Record) -> None:
    record["human_review"][0] = {
        "reviewer_ref": "reviewer-3",
        "action": "escalated",
        "reason": "Was not sure.",
        "time": "2025-01-01T00:00:00Z",
    }


@forged("given", "human_review")
def review_removed(record: Record) -> None:
    record["human_review"] = []

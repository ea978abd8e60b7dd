"""A genuine record that has every key, and what it was made of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from papers import AD, RESUME

import skillkg
from skillkg.explanation.record import to_json
from skillkg.model.decision import Decision, HumanReview, Standing
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.store.build import Built

TIME = "2026-11-28T09:30:00Z"
DECISION = Decision(
    TIME,
    "person-1",
    "job-1",
    Standing(1, 3, 0.2),
    (HumanReview("reviewer-1", "overridden", "Has Ansible, too.", TIME),),
)


class Made(NamedTuple):
    """A record, and all that it rests on."""

    text: str
    store: Path
    documents: Path

    @property
    def record(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.text)
        return read


@pytest.fixture(scope="session")
def made(related_sample: tuple[Path, Built], tmp_path_factory: pytest.TempPathFactory) -> Made:
    store, _ = related_sample
    folder = tmp_path_factory.mktemp("papers")
    (folder / "database-developer.txt").write_text(AD, encoding="utf-8")
    (folder / "ada.txt").write_text(RESUME, encoding="utf-8")
    kg = skillkg.open(store)
    ad, resume = (
        kg.read(folder / "database-developer.txt", "ad"),
        kg.read(folder / "ada.txt", "resume"),
    )
    match = replace(kg.match(ad, resume), decision=DECISION)
    return Made(to_json(match), store, folder)


@pytest.fixture(scope="session")
def verifier(made: Made) -> Verifier:
    """Has everything."""
    return Verifier(made.store, [made.documents])


@pytest.fixture(scope="session")
def over_graph(made: Made) -> Verifier:
    """Has the graph, and no documents."""
    return Verifier(made.store)

"""Genuine records that have every key, and what they were made of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from papers import AD, DECISION, RESUME, SCORING

import skillkg
from skillkg.explanation.record import to_json
from skillkg.model.decision import Standing
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.model.match import Match
    from skillkg.store.build import Built


class Made(NamedTuple):
    """A record, and all that it rests on."""

    match: Match
    store: Path
    documents: Path

    @property
    def text(self) -> str:
        return to_json(self.match)

    @property
    def record(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.text)
        return read


@pytest.fixture(scope="session")
def made(related_sample: tuple[Path, Built], tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A match without an explanation."""
    store, _ = related_sample
    folder = tmp_path_factory.mktemp("papers")
    (folder / "database-developer.txt").write_text(AD, encoding="utf-8")
    (folder / "ada.txt").write_text(RESUME, encoding="utf-8")
    kg = skillkg.open(store, scoring=SCORING)
    match = kg.match(folder / "database-developer.txt", folder / "ada.txt")
    sides = {side: replace(getattr(match, side), name=name) for side, name in NAMES.items()}
    return Made(replace(match, decision=DECISION, **sides), store, folder)


SECOND = Standing(2, 3, 0.2)


@pytest.fixture(scope="session")
def genuine(made: Made) -> dict[str, Match]:
    """Matches with an explanation: one that reaches its cut, and one that does not."""
    kg = skillkg.open(made.store, scoring=SCORING)
    pair = [made.documents / name for name in NAMES.values()]
    fit = kg.match(*pair).fit
    explained = kg.explain(*pair, rivals={1: fit + 0.05, 3: fit - 0.05}, stability=True)
    aiming = kg.explain(*pair, cut=fit + 0.05)
    return {
        "explained": replace(explained, decision=replace(DECISION, standing=SECOND)),
        "aiming": replace(aiming, decision=DECISION),
    }


NAMES = {"ad": "database-developer.txt", "resume": "ada.txt"}


@pytest.fixture(scope="session")
def verifier(made: Made) -> Verifier:
    """Has everything."""
    return Verifier(made.store, [made.documents])


@pytest.fixture(scope="session")
def over_graph(made: Made) -> Verifier:
    """Has the graph, and no documents."""
    return Verifier(made.store)

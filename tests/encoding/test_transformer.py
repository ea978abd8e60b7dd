"""Transformers under onnxruntime against sentence-transformers, on folders that it saved."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from small_models import DIMENSION

from skillkg.encoding.models import open_encoder
from skillkg.encoding.transformer import OnnxEncoder
from skillkg.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("onnxruntime")
library = pytest.importorskip("sentence_transformers")
TEXTS = ["web developer", "Developing databases", "c++", "manage a project", "data " * 40, "软件"]


@pytest.fixture(scope="module")
def saved(tiny_bert: Path) -> Path:
    return tiny_bert


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return shutil.copytree(saved, tmp_path / "saved")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of this module keep exported models."""
    return tmp_path_factory.mktemp("cache")


def theirs(folder: Path, texts: list[str] = TEXTS) -> Any:
    model = library.SentenceTransformer(str(folder), device="cpu")
    return model.encode(texts, normalize_embeddings=True)


@pytest.mark.parametrize(
    "pooling",
    [
        {"pooling_mode": "mean"},
        {"pooling_mode": "cls"},
        {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False},
        {"pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True},
    ],
)
def test_agrees_with_sentence_transformers(
    folder: Path, cache: Path, pooling: dict[str, Any]
) -> None:
    config = {"word_embedding_dimension": DIMENSION, **pooling}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(config))
    encoder = OnnxEncoder.load(folder, cache)
    assert encoder.dimension == DIMENSION
    assert encoder.encode(TEXTS) == pytest.approx(theirs(folder), abs=1e-4)


@pytest.mark.parametrize("limit", [5, 17])
def test_reads_as_many_tokens_as_the_folder_says(folder: Path, cache: Path, limit: int) -> None:
    settings = {"max_seq_length": limit, "do_lower_case": False}
    (folder / "sentence_bert_config.json").write_text(json.dumps(settings))
    encoder = OnnxEncoder.load(folder, cache)
    assert encoder.encode(TEXTS) == pytest.approx(theirs(folder), abs=1e-4)
    long, cut = encoder.encode(["data " * 60, "data " * (limit - 2)])
    assert (long == cut).all()


def test_a_vector_does_not_depend_on_the_texts_beside_it(saved: Path, cache: Path) -> None:
    encoder = OnnxEncoder.load(saved, cache)
    texts = [" ".join(TEXTS[: n % 4 + 1])[: n + 3] for n in range(150)] + [""]
    together = encoder.encode(texts)
    apart = np.concatenate([encoder.encode([text]) for text in texts])
    assert together.tobytes() == apart.tobytes()
    assert np.linalg.norm(together[:-1], axis=1) == pytest.approx(1, abs=1e-6)
    assert not together[-1].any()
    assert encoder.encode([]).shape == (0, DIMENSION)


def test_is_exported_once_and_named_by_what_is_in_it(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = OnnxEncoder.load(folder, cache)
    (kept,) = cache.iterdir()
    assert kept.stem == first.digest.removeprefix("sha256:")
    written = kept.stat().st_mtime_ns
    again = OnnxEncoder.load(shutil.copytree(folder, tmp_path / "copy"), cache)
    assert again.digest == first.digest
    assert [(file, file.stat().st_mtime_ns) for file in cache.iterdir()] == [(kept, written)]


def test_takes_the_onnx_file_of_the_folder(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    expected = OnnxEncoder.load(folder, cache).encode(TEXTS)
    (folder / "onnx").mkdir()
    shutil.move(next(cache.iterdir()), folder / "onnx" / "model.onnx")
    (folder / "model.safetensors").unlink()
    encoder = open_encoder(folder)
    assert (encoder.encode(TEXTS) == expected).all()
    assert not list(cache.iterdir())


def test_minilm_from_its_package(minilm: Path, cache: Path) -> None:
    encoder = OnnxEncoder.load(minilm, cache)
    texts = ["web developer", "Softwareentwickler", "", "C++ / .NET", "project " * 300]
    expected = theirs(minilm, texts)
    expected[2] = 0  # blank: related to nothing
    assert encoder.encode(texts) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("1_Pooling/config.json", '{"pooling_mode": "lasttoken"}', "not one of mean, cls"),
        ("1_Pooling/config.json", '{"pooling_mode": ["mean", "cls"]}', "not one of mean, cls"),
        ("1_Pooling/config.json", None, "config.json: missing"),
        ("config.json", None, "config.json: missing"),
        ("tokenizer.json", None, "tokenizer.json: missing"),
        ("tokenizer.json", "{", "tokenizer.json: damaged"),
        ("model.safetensors", None, "model.safetensors: missing"),
        ("model.safetensors", "\x00" * 99, "saved: damaged"),
        ("onnx/model.onnx", "no model", "model.onnx: damaged"),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(
    folder: Path, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True) if content is None else file.write_text(content)
    with pytest.raises(ModelError, match=said) as caught:
        OnnxEncoder.load(folder, tmp_path / "cache")
    assert str(folder) in str(caught.value)
    assert not list(tmp_path.glob("cache/*"))


def test_a_part_is_the_mean_of_its_tokens_within_the_text(saved: Path, cache: Path) -> None:
    encoder = OnnxEncoder.load(saved, cache)
    texts = ["manage a web project", "data", "develop a data base", " "]
    parts = [[(0, 20), (9, 20), (0, 6)], [(0, 4)], [(8, 14)], [(0, 1)]]
    encoded = encoder.encode_parts(texts, parts)
    assert np.allclose(encoded[[0, 3]], encoder.encode(texts[:2]), atol=1e-6)
    model = library.SentenceTransformer(str(saved), device="cpu")
    tokens = model.encode(texts[0], output_value="token_embeddings").numpy()
    # [CLS] manage a web project [SEP]
    for row, mean in ((1, tokens[3:5].mean(axis=0)), (2, tokens[1:2].mean(axis=0))):
        assert np.allclose(encoded[row], mean / np.linalg.norm(mean), atol=1e-5)
    assert not encoded[-1].any()
    alone = encoder.encode_parts(texts[2:3], parts[2:3])
    assert np.allclose(alone[0], encoded[4], atol=1e-6)


def test_a_part_beyond_what_is_read_has_no_direction(saved: Path, cache: Path) -> None:
    encoder = OnnxEncoder.load(saved, cache)
    text = "data " * 40
    encoded = encoder.encode_parts([text], [[(0, 4), (190, 199)]])
    assert np.linalg.norm(encoded[0]) == pytest.approx(1, abs=1e-6)
    assert not encoded[1].any()


def test_parts_of_a_text_whose_first_token_counts_are_read_by_themselves(
    folder: Path, cache: Path
) -> None:
    config = {"word_embedding_dimension": DIMENSION, "pooling_mode": "cls"}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(config))
    encoder = OnnxEncoder.load(folder, cache)
    encoded = encoder.encode_parts(["manage a web project"], [[(0, 20), (9, 20)]])
    assert np.allclose(encoded, encoder.encode(["manage a web project", "web project"]), atol=1e-6)

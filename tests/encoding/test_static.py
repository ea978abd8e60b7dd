"""The static encoder against sentence-transformers, and on what it cannot know or read."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from small_models import DIMENSION, VOCABULARY, make_static, make_tokenizer, make_weights

from skillkg.encoding.static import StaticEncoder
from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LABELS = [
    "web developer",
    "Developing databases",
    "manage a project",
    "C++",
    "",
    "软件",
    "data " * 700,
]
some_texts = st.lists(
    st.sampled_from(LABELS) | st.text(max_size=20) | st.sampled_from([*VOCABULARY]), max_size=12
)


def test_a_text_is_the_normalized_mean_of_its_tokens(tiny: StaticEncoder) -> None:
    weights = make_weights()
    mean = weights[[VOCABULARY[token] for token in ("web", "develop", "##er")]].mean(axis=0)
    expected = mean / np.linalg.norm(mean)
    assert tiny.encode(["Web developer"])[0] == pytest.approx(expected, abs=1e-6)
    assert tiny.dimension == DIMENSION


@given(texts=some_texts)
def test_rows_have_length_one_or_are_nought(tiny: StaticEncoder, texts: list[str]) -> None:
    vectors = tiny.encode(texts)
    assert vectors.shape == (len(texts), DIMENSION)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    known = [
        any(token for token in encoding.ids)
        for encoding in make_tokenizer().encode_batch(texts, add_special_tokens=False)
    ]
    assert lengths == pytest.approx(np.array(known, dtype=float), abs=1e-6)


@given(texts=some_texts, cut=st.integers(0, 12))
def test_a_vector_does_not_depend_on_the_texts_beside_it(
    tiny: StaticEncoder, texts: list[str], cut: int
) -> None:
    together = tiny.encode(texts)
    apart = np.concatenate([tiny.encode(texts[:cut]), tiny.encode(texts[cut:])])
    assert together.tobytes() == apart.tobytes()


@given(words=st.lists(st.sampled_from([*VOCABULARY, "C++", "🙂", "é"]), max_size=8), data=st.data())
def test_a_part_is_encoded_as_if_it_stood_alone(
    tiny: StaticEncoder, words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words)))
    last = data.draw(st.integers(first, len(words)))
    begin, part = len(" ".join([*words[:first], ""])), " ".join(words[first:last])
    spans = [(begin, begin + len(part)), (0, len(" ".join(words)))]
    encoded = tiny.encode_parts([" ".join(words), "data"], [spans, [(0, 4)]])
    assert encoded.tobytes() == tiny.encode([part, " ".join(words), "data"]).tobytes()


@pytest.mark.parametrize("text", ["", "  \n", "🙂", "软件开发", "программист"])
def test_what_it_does_not_know_is_nought(tiny: StaticEncoder, text: str) -> None:
    assert not tiny.encode([text]).any()


@pytest.mark.parametrize(("kind", "tolerance"), [(np.float32, 1e-6), (np.float16, 1e-3)])
def test_agrees_with_sentence_transformers_on_a_folder_that_it_saved(
    tmp_path: Path, kind: type[np.generic], tolerance: float
) -> None:
    library = pytest.importorskip("sentence_transformers")
    modules = pytest.importorskip("sentence_transformers.sentence_transformer.modules")
    static = modules.StaticEmbedding(make_tokenizer(), make_weights().astype(kind))
    library.SentenceTransformer(modules=[static], device="cpu").save(str(tmp_path / "saved"))
    theirs = library.SentenceTransformer(str(tmp_path / "saved"), device="cpu").encode(
        LABELS, normalize_embeddings=True
    )
    ours = StaticEncoder.load(tmp_path / "saved").encode(LABELS)
    # In half precision it divides a vector of noughts by its length.
    assert ours == pytest.approx(np.nan_to_num(theirs.astype(np.float32)), abs=tolerance)


def test_sentence_transformers_reads_what_these_tests_write(static_folder: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    theirs = library.SentenceTransformer(str(static_folder), device="cpu").encode(LABELS)
    assert StaticEncoder.load(static_folder).encode(LABELS) == pytest.approx(theirs, abs=1e-6)


def test_the_files_may_lie_in_a_folder_of_the_module(static_folder: Path) -> None:
    expected = StaticEncoder.load(static_folder).encode(LABELS)
    part = static_folder / "0_StaticEmbedding"
    part.mkdir()
    for name in ("tokenizer.json", "model.safetensors"):
        (static_folder / name).rename(part / name)
    modules = json.loads((static_folder / "modules.json").read_text())
    modules[0]["path"] = part.name
    (static_folder / "modules.json").write_text(json.dumps(modules))
    assert (StaticEncoder.load(static_folder).encode(LABELS) == expected).all()


def test_a_default_prompt_stands_before_every_text(static_folder: Path) -> None:
    expected = StaticEncoder.load(static_folder).encode(["web data"])
    digest = StaticEncoder.load(static_folder).digest
    config = {"prompts": {"query": "web "}, "default_prompt_name": "query"}
    (static_folder / "config_sentence_transformers.json").write_text(json.dumps(config))
    prompted = StaticEncoder.load(static_folder)
    assert (prompted.encode(["data"]) == expected).all()
    assert prompted.digest != digest


def test_the_digest_names_the_content_and_not_the_place(
    static_folder: Path, tmp_path: Path
) -> None:
    digest = StaticEncoder.load(static_folder).digest
    assert digest.startswith("sha256:")
    assert len(digest) == len("sha256:") + 64
    copied = shutil.copytree(static_folder, tmp_path / "elsewhere")
    (copied / "README.md").write_text("a word on it")
    assert StaticEncoder.load(copied).digest == digest
    other = make_static(tmp_path / "other", make_weights() * 2)
    assert StaticEncoder.load(other).digest != digest
    tokenizer = make_tokenizer()
    tokenizer.enable_truncation(3)
    tokenizer.save(str(copied / "tokenizer.json"))
    assert StaticEncoder.load(copied).digest != digest


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def keep(weights: dict[str, np.ndarray]) -> Callable[[Path], None]:
    return lambda file: save_file(weights, file)


@pytest.mark.parametrize(
    ("name", "damage", "said"),
    [
        ("modules.json", lambda file: file.unlink(), "modules.json: missing"),
        ("modules.json", cut, "modules.json: damaged"),
        ("modules.json", lambda file: file.write_text('{"a": 1}'), "modules.json: damaged"),
        ("tokenizer.json", lambda file: file.unlink(), "tokenizer.json: missing"),
        ("tokenizer.json", cut, "tokenizer.json: damaged"),
        ("model.safetensors", lambda file: file.unlink(), "model.safetensors: missing"),
        ("model.safetensors", cut, "model.safetensors: damaged"),
        ("model.safetensors", lambda file: file.write_bytes(b""), "model.safetensors: damaged"),
        ("model.safetensors", keep({"other": make_weights()}), "but other"),
        ("model.safetensors", keep({"embedding.weight": make_weights()[0]}), "no matrix"),
        ("model.safetensors", keep({"embedding.weight": make_weights(5)}), "vectors for 5"),
        (
            "model.safetensors",
            keep({"embedding.weight": make_weights() * np.float32("nan")}),
            "some weights are no numbers",
        ),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(
    static_folder: Path, name: str, damage: Callable[[Path], None], said: str
) -> None:
    damage(static_folder / name)
    with pytest.raises(ModelError, match=said) as caught:
        StaticEncoder.load(static_folder)
    assert str(static_folder) in str(caught.value)

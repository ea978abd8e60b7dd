"""Folders of models that are damaged or made to do harm: always told, by the name of the file."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from limits import run_python, run_skillkg
from safetensors.numpy import save

from skillkg.encoding.models import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULES, CONFIG = "modules.json", "config_sentence_transformers.json"
TOKENIZER, WEIGHTS, CLASSIFIER = "tokenizer.json", "model.safetensors", "skill_classifier.json"
STATIC = "x.StaticEmbedding"
TOKENS = json.loads((DEFAULT / TOKENIZER).read_bytes())
ANY_JSON: dict[str, Any] = {
    "no JSON": b"{",
    "empty": b"",
    "not UTF-8": b"\xff",
    "nested deeply": b"[" * 100_000,
    "null": None,
    "a number": 5,
    "a text": "x",
    "a list": ["a"],
}


def vocabulary(**words: int) -> dict[str, Any]:
    return TOKENS | {"model": TOKENS["model"] | {"vocab": words}}


def weights(name: str, array: np.ndarray[Any, Any]) -> bytes:
    return save({name: array})


DAMAGE: dict[str, tuple[str, Any]] = {
    **{f"modules: {name}": (MODULES, content) for name, content in ANY_JSON.items()},
    "modules: no type": (MODULES, [{}]),
    "modules: a number for a type": (MODULES, [{"type": 1, "path": ""}]),
    "modules: a number for a path": (MODULES, [{"type": STATIC, "path": 1}]),
    "modules: a way out": (MODULES, [{"type": STATIC, "path": "../../etc"}]),
    "modules: an absolute path": (MODULES, [{"type": STATIC, "path": "/etc"}]),
    "modules: a NUL": (MODULES, [{"type": STATIC, "path": "\0"}]),
    "modules: an unknown kind": (MODULES, [{"type": "x.Foo", "path": ""}]),
    "modules: none": (MODULES, []),
    **{f"config: {name}": (CONFIG, content) for name, content in ANY_JSON.items()},
    "config: no prompts": (CONFIG, {"default_prompt_name": "q"}),
    "config: prompts of null": (CONFIG, {"default_prompt_name": "q", "prompts": None}),
    "config: a list for a name": (CONFIG, {"default_prompt_name": ["q"], "prompts": {}}),
    **{f"tokenizer: {name}": (TOKENIZER, content) for name, content in ANY_JSON.items()},
    "tokenizer: no model": (TOKENIZER, {}),
    "tokenizer: a broken pattern": (
        TOKENIZER,
        TOKENS
        | {
            "pre_tokenizer": {
                "type": "Split",
                "pattern": {"Regex": "("},
                "behavior": "Removed",
                "invert": False,
            }
        },
    ),
    "tokenizer: a number below nought": (TOKENIZER, vocabulary(a=-1)),
    "tokenizer: a number beyond the vectors": (TOKENIZER, vocabulary(**{"[UNK]": 0, "a": 10**9})),
    "tokenizer: nothing for the unknown": (TOKENIZER, vocabulary(b=0)),
    "tokenizer: no words": (TOKENIZER, vocabulary()),
    "weights: none": (WEIGHTS, b""),
    "weights: another format": (WEIGHTS, b"xx"),
    "weights: a header without end": (WEIGHTS, b"\xff" * 100),
    "weights: half": (WEIGHTS, (DEFAULT / WEIGHTS).read_bytes()[:1000]),
    "weights: another name": (WEIGHTS, weights("x", np.zeros((2, 2), np.float32))),
    "weights: a row": (WEIGHTS, weights("embedding.weight", np.zeros(5, np.float32))),
    "weights: whole numbers": (
        WEIGHTS,
        weights("embedding.weight", np.zeros((30_000, 5), np.int32)),
    ),
    "weights: NaN": (
        WEIGHTS,
        weights("embedding.weight", np.full((30_000, 4), np.nan, np.float32)),
    ),
    "weights: of nothing": (WEIGHTS, weights("embedding.weight", np.zeros((0, 0), np.float32))),
    "weights: without length": (
        WEIGHTS,
        weights("embedding.weight", np.zeros((30_000, 0), np.float32)),
    ),
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(DEFAULT, folder)
    return folder


ENCODE = (
    "from skillkg.encoding.models import open_encoder\nopen_encoder(sys.argv[1]).encode(['a word'])"
)


@pytest.mark.parametrize("how", DAMAGE)
def test_damage_is_told(model: Path, how: str) -> None:
    file, content = DAMAGE[how]
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (model / file).write_bytes(data)
    run_python(ENCODE, model).assert_told("ModelError", str(model))


@pytest.mark.parametrize("file", [MODULES, TOKENIZER, WEIGHTS])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, None])
def test_what_is_no_file_is_told(
    model: Path, file: str, make: Callable[[Path], None] | None
) -> None:
    (model / file).unlink()
    if make is not None:
        make(model / file)
    run_python(ENCODE, model).assert_told("ModelError", file)


@pytest.mark.parametrize("how", ["modules: nested deeply", "config: a list", "weights: half"])
def test_the_command_line_tells_it_too(
    model: Path, sample_store: Path, tmp_path: Path, how: str
) -> None:
    file, content = DAMAGE[how]
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (model / file).write_bytes(data)
    (tmp_path / "ad.txt").write_text("Cook. You cook.")
    told = run_skillkg("link", tmp_path / "ad.txt", "--model", model, store=sample_store)
    told.assert_told(file)


@pytest.mark.parametrize("content", ANY_JSON)
def test_classifiers(model: Path, sample_store: Path, tmp_path: Path, content: str) -> None:
    data = ANY_JSON[content]
    encoded = data if isinstance(data, bytes) else json.dumps(data).encode()
    (model / CLASSIFIER).write_bytes(encoded)
    (tmp_path / "ad.txt").write_text("Cook. You cook.")
    told = run_skillkg("link", tmp_path / "ad.txt", "--model", model, store=sample_store)
    told.assert_told(CLASSIFIER)

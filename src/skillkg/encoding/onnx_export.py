"""A transformer's weights to ONNX, once: torch is needed for that and for nothing after."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillkg.atomic import new_file
from skillkg.encoding.folder import damaged
from skillkg.extras import needs

if TYPE_CHECKING:
    from torch import nn

INPUTS = ("input_ids", "attention_mask")
OUTPUT = "last_hidden_state"
_OPSET = 17


def exported(folder: Path, digest: str, cache: Path | None = None) -> Path:
    """Give the ONNX file of a transformer, from the cache or exported into it.

    Args:
        folder: the transformer's files.
        digest: what names them in the cache.
        cache: where exported models are kept; in the user's cache folder where None.

    Raises:
        ModelError: the extra is missing, or the weights cannot be read.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "skillkg" / "onnx"
    file = (cache or home) / f"{digest.removeprefix('sha256:')}.onnx"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        with new_file(file) as stream:
            _export(_load(folder), Path(stream.name))
    return file


def _load(folder: Path) -> nn.Module:
    """Load the weights as a module from ``INPUTS`` to ``OUTPUT``, ready for use."""
    from safetensors import SafetensorError

    with needs("transformers"):
        import torch
        from transformers import AutoModel

    class TokenVectors(torch.nn.Module):  # type: ignore[misc]
        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = self.model(input_ids, attention_mask)[OUTPUT]
            return result

    try:
        # Eager attention is the plain form that every exporter knows.
        model = AutoModel.from_pretrained(
            folder, attn_implementation="eager", local_files_only=True, use_safetensors=True
        )
    except (OSError, ValueError, SafetensorError) as error:
        raise damaged(folder, error) from error
    return TokenVectors(model.float()).eval()


def _export(model: nn.Module, file: Path) -> None:
    import torch

    example = torch.ones((2, 7), dtype=torch.long)
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():  # tracing is what torch calls legacy; it needs no more packages
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (example, example),
            file,
            input_names=[*INPUTS],
            output_names=[OUTPUT],
            dynamic_axes=dict.fromkeys((*INPUTS, OUTPUT), axes),
            opset_version=_OPSET,
            dynamo=False,
        )

"""Transformer encoders, run on the CPU by onnxruntime.

Any folder of sentence-transformers that is a transformer, a pooling (mean or first token) and
nothing else but a normalization. Where it has no ``onnx/model.onnx``, its weights are exported
once, which needs torch.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.folder import (
    ModelFolder,
    damaged,
    digest_of,
    missing,
    read_object,
    read_tokenizer,
)
from skillkg.encoding.onnx_export import OUTPUT, exported
from skillkg.encoding.vectors import normalize
from skillkg.errors import ModelError
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from onnxruntime import InferenceSession

    from skillkg.arrays import Bools, Float32s, Ints

KINDS = ("Transformer", "Pooling")
POOLINGS = ("mean", "cls")
_BATCH = 64
_MOST_TOKENS = 512
_INPUTS = {"input_ids": 0, "attention_mask": 1, "token_type_ids": 0}
"""What models ask for; beside the tokens it is one number everywhere, since nothing is padded."""
_LEGACY = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}


class OnnxEncoder:
    """A transformer with mean or first-token pooling."""

    def __init__(self, folder: ModelFolder, cache: Path | None = None) -> None:
        """Load a model whose modules are known; arguments and errors are those of ``load``."""
        if folder.kinds != KINDS:
            raise ModelError(
                f"{folder.path}: {', '.join(folder.kinds)} is no {' with '.join(KINDS)}"
            )
        self.name, self._prompt, part = folder.path.name, folder.prompt, folder.part(KINDS[0])
        self._pooling, limit = _pooling(folder.part(KINDS[1])), _max_tokens(part)
        self._tokenizer = read_tokenizer(part)
        self._tokenizer.enable_truncation(limit)
        own = part / "onnx" / "model.onnx"
        weights = [own] if own.is_file() else sorted(part.glob("model*.safetensors"))
        if not weights or not all(file.is_file() for file in weights):
            raise missing(part / "model.safetensors")
        files = (part / "tokenizer.json", *weights)
        self.digest = digest_of(files, *KINDS, self._pooling, limit, self._prompt)
        self._session = _session(own if own.is_file() else exported(part, self.digest, cache))
        self._inputs, self._output, self.dimension = _ends(self._session, own)

    @classmethod
    def load(cls, path: Path, cache: Path | None = None) -> OnnxEncoder:
        """Load a folder that sentence-transformers saved.

        Args:
            path: the folder.
            cache: where exported ONNX files are kept; in the user's cache folder where None.

        Raises:
            ModelError: it is missing or damaged, another kind of model, or the extra is missing.
        """
        return cls(ModelFolder.read(path), cache)

    def encode(self, texts: Sequence[str]) -> Float32s:
        """Encode texts: shape (texts, dimension), rows of length one; see ``Encoder``."""
        prompted = [self._prompt + text for text in texts]
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(prompted)]
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for batch in _batches(rows, texts):
            vectors[batch] = self._pooled(np.array([rows[number] for number in batch]))
        return normalize(vectors)

    def encode_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> Float32s:
        """Encode parts of texts; see ``Encoder``.

        A part is the mean of what its tokens mean within the text, which is read once: to read
        every phrase of a sentence by itself took three times as long, and found no more skills.
        """
        if self._pooling == "cls":  # a part has no first token that stands for it
            pairs = zip(texts, parts, strict=True)
            return self.encode([text[begin:end] for text, spans in pairs for begin, end in spans])
        encoded = self._tokenizer.encode_batch([self._prompt + text for text in texts])
        rows = [encoding.ids for encoding in encoded]
        means = [np.zeros((len(spans), self.dimension), dtype=np.float32) for spans in parts]
        for batch in _batches(rows, texts):
            states = self._states(np.array([rows[number] for number in batch]))
            for number, vectors in zip(batch, states, strict=True):
                offsets = np.array(encoded[number].offsets) - len(self._prompt)
                for place, span in enumerate(parts[number]):
                    whole = span == (0, len(texts[number]))
                    inside = vectors if whole else vectors[_inside(offsets, *span)]
                    if len(inside):  # else the part lies beyond what the model reads
                        means[number][place] = inside.mean(axis=0)
        return normalize(np.concatenate(means))

    def _states(self, tokens: Ints) -> Float32s:
        """Vectors of tokens: shape (texts, tokens, dimension)."""
        given = {name: np.full_like(tokens, _INPUTS[name]) for name in self._inputs}
        (vectors,) = self._session.run([self._output], given | {"input_ids": tokens})
        states: Float32s = vectors
        return states

    def _pooled(self, tokens: Ints) -> Float32s:
        vectors = self._states(tokens)
        return vectors[:, 0] if self._pooling == "cls" else vectors.mean(axis=1)


def _inside(offsets: Ints, begin: int, end: int) -> Bools:
    """Which tokens lie in a part; special ones, which have no characters, lie in none."""
    starts, ends = offsets.T
    inside: Bools = (starts >= begin) & (ends <= end) & (starts < ends)
    return inside


def _batches(rows: Sequence[Sequence[int]], texts: Sequence[str]) -> Iterator[list[int]]:
    """Put texts of the same number of tokens together, shortest first; blank ones are left out.

    So nothing is padded, and a vector does not depend on the texts that come with it.
    """
    order = sorted(
        (number for number in range(len(rows)) if texts[number].strip()), key=lambda n: len(rows[n])
    )
    for _, group in groupby(order, key=lambda number: len(rows[number])):
        alike = list(group)
        yield from (alike[start : start + _BATCH] for start in range(0, len(alike), _BATCH))


def _pooling(folder: Path) -> str:
    file = folder / "config.json"
    config = read_object(file)
    modes = config.get("pooling_mode") or [m for key, m in _LEGACY.items() if config.get(key)]
    active = modes if isinstance(modes, list) else [modes]
    others = [key for key in config if key.startswith("pooling_mode_") and config[key]]
    if len(active) != 1 or active[0] not in POOLINGS or len(others) > 1:
        raise ModelError(f"{file}: its pooling is not one of {', '.join(POOLINGS)}")
    return str(active[0])


def _max_tokens(folder: Path) -> int:
    """How many tokens are read of a text: what sentence-transformers would read."""
    bert, own = folder / "sentence_bert_config.json", folder / "tokenizer_config.json"
    limits = [
        read_object(file).get(key)
        for file, key in ((bert, "max_seq_length"), (own, "model_max_length"))
        if file.is_file()
    ]
    stated = next((limit for limit in limits if limit is not None), None)
    config = folder / "config.json"
    most = read_object(config).get("max_position_embeddings", _MOST_TOKENS)
    try:
        limit = int(min(stated or most, most))
    except (TypeError, ValueError, OverflowError) as error:
        raise damaged(config, error) from error
    if limit < 1:
        raise damaged(config, ValueError(f"it reads {limit} tokens of a text"))
    return limit


def _session(file: Path) -> InferenceSession:
    with needs("transformers"):
        from onnxruntime import InferenceSession
        from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidProtobuf
    try:
        return InferenceSession(file, providers=["CPUExecutionProvider"])
    except (Fail, InvalidProtobuf) as error:
        raise damaged(file, error) from error


def _ends(session: InferenceSession, file: Path) -> tuple[list[str], str, int]:
    """Names of what the model takes and of the token vectors that it gives, and their length."""
    inputs = [given.name for given in session.get_inputs()]
    outputs = {given.name: given.shape for given in session.get_outputs()}
    output = next((name for name in (OUTPUT, "token_embeddings") if name in outputs), None)
    if output is None or not set(inputs) <= _INPUTS.keys():
        raise ModelError(
            f"{file}: takes {', '.join(inputs)} and gives {', '.join(outputs)}, where {OUTPUT} for "
            f"{', '.join(_INPUTS)} was expected\n  Move it away to have the weights exported."
        )
    return inputs, output, int(outputs[output][2])

"""Nearest labelled examples: the skills that people labelled sentences like the one at hand with.

After NNOSE (Zhang, van der Goot, Kan and Plank, EACL 2024): an encoder's own labelled sentences lie
beside its weights, as vectors, and the nearest of them vote for the skills that they are labelled
with.
(Words of a sentence can be guessed from its vector: who may not read the sentences may not have
the file.)
A vote speaks for a skill and never against one; those that no sentence is labelled with still come
behind it. (With a skill's likeness to its nearest example they were hardly found any more.)
"""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from skillkg.arrays import kth_largest
from skillkg.atomic import write
from skillkg.encoding.folder import damaged
from skillkg.encoding.vectors import QuantisedVectors, quantise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from skillkg.arrays import Float32s, Float64s
    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.training.labelled_sentences import Sentence

FILE: Final = "examples.safetensors"
"""In a model's folder."""
_ABOUT: Final = "about"
NEIGHBOURS: Final = 32
"""Sentences that vote; more of them where the last ones are equally near."""
TEMPERATURE: Final = 0.05
"""A sentence whose cosine is so much less has 1/e of the vote (measured from .03 to .1: flat)."""


class Examples:
    """Vectors of labelled sentences.

    Args:
        vectors: as ``quantise`` gives them, shape (sentences, dimension).
        skills: IRIs of the skills that any is labelled with, each once.
        pairs: number of a sentence and of a skill that it is labelled with, shape (pairs, 2).
    """

    def __init__(
        self, vectors: NDArray[np.int16], skills: Sequence[str], pairs: NDArray[np.int32]
    ) -> None:
        from scipy.sparse import csr_array

        self.skills = list(skills)
        self._arrays: dict[str, NDArray[Any]] = {"vectors": vectors, "pairs": pairs}
        self._vectors = QuantisedVectors(vectors)
        sentences, labels = pairs.T
        shape = (len(vectors), len(self.skills))
        self._labels = csr_array((np.ones(len(pairs)), (sentences, labels)), shape=shape)

    @classmethod
    def of(cls, encoder: Encoder, sentences: Sequence[Sentence]) -> Self:
        """Encode labelled sentences; those without a skill vote for none."""
        skills = sorted({iri for sentence in sentences for iri in sentence.skills})
        numbers = {iri: number for number, iri in enumerate(skills)}
        pairs = [
            (row, numbers[iri])
            for row, sentence in enumerate(sentences)
            for iri in sorted(sentence.skills)
        ]
        vectors = quantise(encoder.encode([sentence.text for sentence in sentences]))
        return cls(vectors.astype(np.int16), skills, np.array(pairs, np.int32).reshape(-1, 2))

    @cached_property
    def digest(self) -> str:
        """What names the examples wherever a probability rests on them."""
        content = sha256("\n".join(self.skills).encode())
        for name, array in sorted(self._arrays.items()):
            content.update(name.encode() + array.tobytes())
        return f"sha256:{content.hexdigest()}"

    def votes(self, texts: Float32s) -> Float64s:
        """Let the nearest sentences vote, each by how near it is.

        Args:
            texts: their vectors, as ``quantise`` gives them.

        Returns:
            Share of the votes that each skill has: shape (texts, skills). None has any in a text
            of whose words the encoder knows none.
        """
        from scipy.sparse import csr_array

        cosines = np.nan_to_num(self._vectors.cosines(texts))
        nearest = cosines.max(axis=1, keepdims=True)
        voting = (cosines >= kth_largest(cosines, NEIGHBOURS)) & (nearest > 0)
        votes = np.exp((cosines - nearest) / TEMPERATURE, where=voting, out=np.zeros_like(cosines))
        votes /= np.maximum(votes.sum(axis=1, keepdims=True), 1)
        shares: Float64s = (csr_array(votes) @ self._labels).toarray()
        return shares

    def save(self, folder: Path, encoder: str) -> None:
        """Write them into the folder of the encoder of a digest."""
        from safetensors.numpy import save

        # One entry, as several stand in any order, and the same examples give the same file.
        about = json.dumps({"encoder": encoder, "skills": self.skills})
        write(folder / FILE, save(self._arrays, metadata={_ABOUT: about}))


def find_examples(folder: Path, encoder: str) -> Examples | None:
    """Read the examples in the folder of the encoder of a digest.

    Returns:
        None where there are none, or those of another encoder.

    Raises:
        ModelError: the file is damaged.
    """
    from safetensors import SafetensorError, safe_open

    file = folder / FILE
    if not file.is_file():
        return None
    try:
        with safe_open(file, framework="np") as tensors:
            about: dict[str, Any] = json.loads(tensors.metadata()[_ABOUT])
            vectors, pairs = tensors.get_tensor("vectors"), tensors.get_tensor("pairs")
            if about["encoder"] != encoder:
                return None
            _check(vectors, about["skills"], pairs)
            return Examples(vectors, about["skills"], pairs)
    except (OSError, SafetensorError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise damaged(file, error) from error


def _check(vectors: NDArray[Any], skills: Any, pairs: NDArray[Any]) -> None:
    """Make sure that the parts of examples fit together.

    Raises:
        ValueError: they do not.
    """
    named = isinstance(skills, list) and all(isinstance(iri, str) for iri in skills)
    if not named or len(set(skills)) < len(skills) or len(np.unique(pairs, axis=0)) < len(pairs):
        raise ValueError("skills are no names, or some stand twice")
    if (
        vectors.dtype != np.int16
        or vectors.ndim != 2
        or pairs.dtype != np.int32
        or not vectors.size
    ):
        raise ValueError("vectors are of another kind, or there are none")

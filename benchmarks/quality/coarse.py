"""Snippets of job ads to coarse codes of ESCO: by candidates, by nearest label, and learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.documents.document import Document
from skillkg.encoding.models import open_encoder
from skillkg.linking.classifier import find_classifier
from skillkg.linking.linker import Linker
from skillkg.linking.skills.skill_index import SkillIndex
from skillkg.linking.skills.skill_parts import skill_parts
from skillkg.model.document import Span
from skillkg.relatedness.corpus import Corpus
from skillkg.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from skillkg import KnowledgeGraph
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.concepts import Concepts
    from skillkg.linking.classifier import Classifier

    Floats = NDArray[np.floating[Any]]
    Snippets = Sequence[tuple[str, str]]

LEAST = 1e-3
"""Added to sums of probabilities before the logarithm is taken."""
VECTOR = 3.0
"""How much longer than one the vectors of snippets are made beside the sums."""


@dataclass(frozen=True)
class Codes:
    """The coarse codes of skills: ``shares[n, c]`` is what code c is of skill n."""

    names: Sequence[str]
    shares: Floats

    @classmethod
    def of(cls, iris: Sequence[str], concepts: Concepts) -> Codes:
        """Codes of skills, shared evenly where a skill has several."""
        found = [concepts.get(iri).coarse_codes for iri in iris]
        names = sorted({code for codes in found for code in codes})
        shares = np.zeros((len(iris), len(names)))
        for row, codes in enumerate(found):
            for code in codes:
                shares[row, names.index(code)] = 1 / len(codes)
        return cls(names, shares)

    def best(self, sums: Floats) -> list[str]:
        """The code with the largest sum for each snippet."""
        return [self.names[place] for place in sums.argmax(axis=1)]


@dataclass(frozen=True)
class Reader:
    """Reads snippets as the product's fast mode does: candidates and their probabilities."""

    codes: Codes
    labels: Sequence[str]
    """Preferred labels of the skills."""
    index: SkillIndex
    classifier: Classifier
    linker: Linker
    encoder: Encoder

    @classmethod
    def over(cls, kg: KnowledgeGraph) -> Reader:
        """Read with the skills of a graph, and what comes with skillkg."""
        encoder = open_encoder()
        classifier = find_classifier(encoder.digest)
        assert classifier is not None, "a classifier comes along for the encoder that comes along"
        corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
        index = SkillIndex(encoder, skill_parts(corpus, encoder))
        labels = [kg.concepts.label(iri) for iri in index.iris]
        linker = Linker(list(kg.concepts.labels))
        return cls(Codes.of(index.iris, kg.concepts), labels, index, classifier, linker, encoder)

    def read(self, snippets: Sequence[str]) -> tuple[Floats, Floats]:
        """Sums of the probabilities of the skills that each may mean, by code, and its vector."""
        return np.array([self._sums(text) for text in snippets]), self.encoder.encode(snippets)

    def _sums(self, text: str) -> Floats:
        passage = Span(0, len(text), text)
        (found,) = self.index.candidates([passage], [self._named(text)], tokenize(text))
        sums: Floats = (
            self.classifier.probabilities(found.features) @ self.codes.shares[found.skills]
        )
        return sums

    def _named(self, text: str) -> frozenset[int]:
        links = self.linker.link(Document("", "ad", "text/plain", text, ""))
        numbers = self.index.numbers
        return frozenset(numbers[m.concept] for m in links.mentions if m.concept in numbers)


def nearest(snippets: Sequence[str], labels: Sequence[str], encoder: Encoder) -> list[int]:
    """The label nearest to each snippet, by the cosine of their vectors."""
    targets = encoder.encode(labels)
    vectors = encoder.encode(snippets)
    parts = range(0, len(vectors), 512)
    return [int(n) for at in parts for n in (vectors[at : at + 512] @ targets.T).argmax(axis=1)]


def learned(
    train: tuple[Floats, Floats], codes: Sequence[str], asked: tuple[Floats, Floats]
) -> list[str]:
    """Re-rank: a multinomial logistic model over sums by code and the snippet's vector."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=1000).fit(_inputs(*train), list(codes))
    return [str(code) for code in model.predict(_inputs(*asked))]


def _inputs(sums: Floats, vectors: Floats) -> Floats:
    return np.concatenate([np.log(sums + LEAST), VECTOR * vectors], axis=1)


def weighted_f1(right: Sequence[str], given: Sequence[str], chosen: Sequence[int]) -> float:
    """F1 of each code among chosen snippets, averaged by how often the code is right there."""
    from sklearn.metrics import f1_score

    pairs = [(right[place], given[place]) for place in chosen]
    return float(f1_score(*zip(*pairs, strict=True), average="weighted", zero_division=0))

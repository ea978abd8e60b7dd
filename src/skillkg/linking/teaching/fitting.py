"""Fit a classifier on labelled sentences, and tell how well it does on others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.documents.document import Document
from skillkg.linking.classifier import Classifier
from skillkg.linking.linker import Linker
from skillkg.linking.skills.skill_index import FEATURES
from skillkg.model.document import Span
from skillkg.progress import silent
from skillkg.relatedness.calibration import beta_calibrated, expected_error, fit, reliability
from skillkg.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from skillkg.linking.skills.skill_index import SkillIndex
    from skillkg.model.graph import Label
    from skillkg.progress import Progress
    from skillkg.relatedness.training.labelled_sentences import Sentence

    Floats = NDArray[np.float64]

_READ: Final = ("skill", "technology")
_NEIGHBOURS: Final = FEATURES.index("neighbours")
FOLDS, SEED = 5, 0
SLACK: Final = 0.01
"""How far from the best micro-F1 a threshold may be."""
REAL: Final = 20
"""How much a sentence that somebody wrote for an ad counts beside a synthetic one."""


@dataclass(frozen=True)
class LabelledCandidates:
    """A sentence's candidates: numbers of skills, features, and which of them people saw."""

    skills: NDArray[np.int64]
    features: Floats
    seen: NDArray[np.bool_]
    known: int
    """How many skills people saw, candidates or not."""


@dataclass(frozen=True)
class Reader:
    """Turns sentences into candidates, as linking does."""

    index: SkillIndex
    linker: Linker

    @classmethod
    def over(cls, labels: Iterable[Label], index: SkillIndex) -> Reader:
        """Read over the skills of a graph, which has some labels."""
        return cls(index, Linker([label for label in labels if label.kind in _READ]))

    def read(
        self, sentences: Sequence[Sentence], progress: Progress = silent
    ) -> list[LabelledCandidates]:
        """Look at each sentence by itself."""
        found = []
        for number, sentence in enumerate(sentences, start=1):
            found.append(self._read(sentence))
            progress("reading sentences", number, len(sentences))
        return found

    def _read(self, sentence: Sentence) -> LabelledCandidates:
        whole = Span(0, len(sentence.text), sentence.text)
        numbers = self.index.numbers
        links = self.linker.link(Document("", "ad", "text/plain", sentence.text, ""))
        named = frozenset(numbers[m.concept] for m in links.mentions if m.concept in numbers)
        (found,) = self.index.candidates([whole], [named], tokenize(sentence.text))
        right = [numbers[iri] for iri in sentence.skills if iri in numbers]
        seen = np.isin(found.skills, right)
        return LabelledCandidates(found.skills, found.features, seen, len(sentence.skills))


def fit_classifier(judged: Sequence[LabelledCandidates]) -> Classifier:
    """Fit a classifier on some sentences; how well it does is told by fits on four fifths of them.

    Raises:
        ModelError: people saw none of the candidates.
    """
    return settled(fitted(judged), judged, crossed(judged))


def fitted(
    real: Sequence[LabelledCandidates], synthetic: Sequence[LabelledCandidates] = ()
) -> Classifier:
    """Fit a classifier: weights on all sentences, the curve on real ones.

    What threshold it needs and how far it can be trusted, ``settled`` says.
    """
    features, seen = _rows([*real] * (REAL if synthetic else 1) + [*synthetic])
    weights = fit(features, seen)
    if weights.weights[_NEIGHBOURS] < 0:  # votes speak for a skill, or are not counted
        features[:, _NEIGHBOURS] = 0
        weights = fit(features, seen)
    weights = beta_calibrated(weights, *_rows(real))
    return Classifier(weights, 0.5, len(real) + len(synthetic), 0.0, ())


def _rows(judged: Sequence[LabelledCandidates]) -> tuple[Floats, Floats]:
    features = np.concatenate([each.features for each in judged])
    return features, np.concatenate([each.seen for each in judged]).astype(float)


def folds(count: int) -> list[NDArray[np.int64]]:
    """Positions of the sentences that each fold holds out."""
    order = np.random.default_rng(SEED).permutation(count)
    return [np.sort(order[start::FOLDS]) for start in range(FOLDS)]


def crossed(
    real: Sequence[LabelledCandidates], synthetic: Sequence[LabelledCandidates] = ()
) -> list[Floats]:
    """Probabilities of each real sentence's candidates, by a classifier that never saw it."""
    found: dict[int, Floats] = {}
    for held_out in folds(len(real)):
        others = [real[n] for n in np.setdiff1d(np.arange(len(real)), held_out)]
        classifier = fitted(others, synthetic)
        found |= {n: classifier.probabilities(real[n].features) for n in held_out.tolist()}
    return [found[number] for number in range(len(real))]


def settled(
    classifier: Classifier, judged: Sequence[LabelledCandidates], probabilities: Sequence[Floats]
) -> Classifier:
    """Give a classifier a threshold, and the reliability of what it decides.

    Of the thresholds whose micro-F1 comes near the best it is the highest: a reader minds a wrong
    skill more than a missing one. The probabilities are those of judges that did not see the
    sentences.
    """
    bounds = np.arange(0.05, 0.95, 0.01).round(2).tolist()
    values = {bound: micro_f1(judged, probabilities, bound)[0] for bound in bounds}
    best = max(bound for bound in bounds if values[bound] >= max(values.values()) - SLACK)
    every, seen = np.concatenate(probabilities), _rows(judged)[1]
    decided = every >= best
    table = reliability(every[decided], seen[decided])
    error = round(expected_error(table), 4) if table else 0.0
    return replace(classifier, threshold=best, error=error, table=tuple(table))


def micro_f1(
    judged: Sequence[LabelledCandidates], probabilities: Sequence[Floats], bound: float
) -> tuple[float, float, float]:
    """F1, precision and recall of what is decided, over all sentences."""
    pairs = list(zip(judged, probabilities, strict=True))
    right = sum(int(each.seen[p >= bound].sum()) for each, p in pairs)
    given = sum(int((p >= bound).sum()) for _, p in pairs)
    wanted = sum(each.known for each in judged)
    return 2 * right / max(given + wanted, 1), right / max(given, 1), right / max(wanted, 1)

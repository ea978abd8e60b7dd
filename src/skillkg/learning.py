"""What is learned from a graph: edges between related concepts, and encoders."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from skillkg._version import __version__
from skillkg.errors import ModelError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from skillkg.api import KnowledgeGraph
    from skillkg.linking.teaching.candidates import CandidateGenerator
    from skillkg.linking.teaching.examples import Examples
    from skillkg.relatedness.edge_graph import Relatedness
    from skillkg.relatedness.relate import Progress
    from skillkg.relatedness.training.labelled_sentences import Sentence
    from skillkg.relatedness.training.objectives import Signal
    from skillkg.relatedness.training.settings import Method
    from skillkg.sources.release import Release
    from skillkg.store.build import Built


def relate(
    location: str | Path,
    *,
    model: str | Path | None = None,
    vacancies: str | Path | None = None,
    progress: Progress | None = None,
) -> tuple[Built, Relatedness]:
    """Learn which concepts of a store are related, and add the edges as a graph of their own.

    They are learned from what is in view, and are in view as long as that stays what it is; the
    same inputs give the same statements. Edges that were learned with other models or vacancies
    stay in the store, behind the new ones.

    Args:
        location: folder of the store.
        model: the encoder, as ``relatedness.opening.open_encoder`` takes it.
        vacancies: a Parquet file with the columns ``title`` and ``skill_name`` (a list of
            preferred labels of skills), for more co-occurrence.
        progress: told what is done, how much of it, and how much there is.

    Returns:
        What was built, and the edges with their calibration.

    Raises:
        StoreError: there is no store, or it cannot be written; it is unchanged.
        ModelError: the encoder is missing or damaged, or cannot be calibrated on this graph.
        SourceError: the vacancies cannot be read.
    """
    from skillkg.store.build import build as build_store

    if str(location).startswith(("http://", "https://")):
        raise StoreError(f"{location}: learned edges can only be added to a store on disk")
    tell = progress or _silent
    found = _learn(Path(location), model, None if vacancies is None else Path(vacancies), tell)

    def meter(release: Release) -> Callable[[int], None]:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            tell("writing", done, release.size)

        return advance

    (built,) = build_store(Path(location), [found], meter, tool=__version__)
    return built, found


def train(
    location: str | Path,
    target: str | Path,
    *,
    method: Method = "static",
    base: str | Path = "minilm",
    vacancies: str | Path | None = None,
    sentences: str | Path | None = None,
    language: str = "en",
    steps: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Path:
    """Train an encoder on what a store says belongs together; needs ``skillkg[learn]``.

    Args:
        location: folder of the store, or the address of a SPARQL endpoint.
        target: what to write, which must not be there: the folder of an encoder, as
            sentence-transformers lays it out, or with ``skill2vec`` a file of vectors.
        method: ``static`` distils a static encoder and trains it; ``transformer`` fine-tunes
            the base; ``skill2vec`` learns a vector per skill from the company it keeps.
        base: the transformer to start from, as ``open`` takes it; not used by skill2vec.
        vacancies: Parquet with titles and the skills tagged under them, to learn from too.
        sentences: sentences of job ads with the skills that people saw in them, for a
            transformer to learn from too, beside what the graph says of skills; see
            ``relatedness.training.labelled_sentences`` for how they are written. Two thirds train
            the encoder; with the last one it is taught to link, as ``teach`` says.
        language: of the labels.
        steps: how many batches an encoder learns from; the method's default where None.
        seed: the same inputs and seed give the same result on the same machine.
        progress: told how far the teaching is; training shows that itself.

    Raises:
        ModelError: the target is there, the base is not, the extra is missing, there is nothing
            to learn from, or another training was interrupted on its way to the same target.
        SourceError: the vacancies or the sentences cannot be read.
    """
    from skillkg.api import open as open_graph

    kg = open_graph(location, language=language, without=["relatedness"])
    if method == "skill2vec":
        from skillkg.relatedness.training.skill2vec import save, skill2vec, skill_lists

        return save(skill2vec(skill_lists(kg.view.corpus), seed=seed), Path(target))
    from skillkg.encoding.models import folder_of
    from skillkg.relatedness.training.batches import read_siblings
    from skillkg.relatedness.training.objectives import read_signals
    from skillkg.relatedness.training.run import train as run
    from skillkg.relatedness.training.settings import DEFAULTS, OF_SENTENCES

    file = None if vacancies is None else Path(vacancies)
    signals, complete = read_signals(kg.store, kg.graphs, language, file), None
    chosen = DEFAULTS[method] if sentences is None else OF_SENTENCES
    if sentences is not None:
        signals, complete = _of_sentences(kg, Path(sentences), signals, method, progress)
    return run(
        method,
        signals,
        read_siblings(kg.store, kg.graphs, language),
        Path(target),
        base=folder_of(base).path,
        settings=replace(chosen, steps=steps or chosen.steps, seed=seed),
        complete=complete,
    )


def _of_sentences(
    kg: KnowledgeGraph,
    file: Path,
    signals: Iterable[Signal],
    method: Method,
    progress: Progress | None,
) -> tuple[list[Signal], Callable[[Path], None]]:
    """Give what is learned with labelled sentences, and what teaches the encoder to read."""
    from skillkg.linking.teaching.teaching import split_sentences
    from skillkg.relatedness.training.labelled_sentences import read_sentences
    from skillkg.relatedness.training.sentence_objective import with_sentences

    if method != "transformer":
        raise ModelError(
            f"{file}: only transformers learn from sentences\n  Choose --method transformer, or "
            "train without them and teach the encoder to read: skillkg teach"
        )
    corpus = kg.view.corpus
    sentences = read_sentences(file, corpus)
    learned = with_sentences(signals, split_sentences(sentences).learned, corpus)
    return learned, partial(_add_skill_classifier, kg, sentences, progress)


def teach(
    location: str | Path,
    sentences: str | Path,
    target: str | Path,
    *,
    model: str | Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Teach an encoder to read as people do who labelled sentences; it stays what it is.

    The sentences become examples that go into probabilities (``linking.teaching.examples``), and a
    classifier is fitted: on a third of them, with the other two thirds for examples. Both lie in
    the folder that this gives. It needs no extra, and takes a minute for thousands of sentences.

    Args:
        location: folder of the store, or the address of a SPARQL endpoint.
        sentences: sentences of job ads with the skills that people saw in them;
            ``relatedness.training.labelled_sentences`` says how they are written.
        target: folder of the encoder to write; must not be there.
        model: the encoder, as ``open`` takes it; the one that comes with skillkg where None.
        progress: told what is done, how much of it, and how much there is.

    Raises:
        ModelError: the target is there, the model is not, or the sentences are too few.
        SourceError: the sentences cannot be read.
    """
    from skillkg.api import open as open_graph
    from skillkg.encoding.models import folder_of
    from skillkg.linking.teaching.teaching import copied_folder
    from skillkg.relatedness.training.labelled_sentences import read_sentences

    kg = open_graph(location, without=["relatedness"])
    labelled = read_sentences(Path(sentences), kg.view.corpus)
    with copied_folder(folder_of(model).path, Path(target)) as folder:
        _add_skill_classifier(kg, labelled, progress, folder)
    return Path(target)


def _add_skill_classifier(
    kg: KnowledgeGraph, sentences: Sequence[Sentence], progress: Progress | None, folder: Path
) -> None:
    from skillkg.linking.teaching.candidates import CandidateGenerator
    from skillkg.linking.teaching.teaching import add_skill_classifier

    view = replace(kg.view, model=folder)

    def generator(examples: Examples) -> CandidateGenerator:
        return CandidateGenerator.over(kg.concepts.labels, view.skill_index(examples))

    add_skill_classifier(folder, view.encoder, generator, sentences, progress or _silent)


def _learn(
    location: Path, model: str | Path | None, vacancies: Path | None, progress: Progress
) -> Relatedness:
    from skillkg.api import open as open_graph
    from skillkg.encoding.models import open_encoder
    from skillkg.relatedness.relate import relate as learn

    encoder, kg = open_encoder(model), open_graph(location, without=["relatedness"])
    return learn(kg.view.corpus, kg.snapshots, encoder, vacancies=vacancies, progress=progress)


def _silent(*_: object) -> None:
    """Tell nobody."""

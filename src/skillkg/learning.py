"""What is learned from a graph: edges between related concepts, and encoders."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from skillkg._version import __version__
from skillkg.arguments import check_name
from skillkg.errors import ModelError, StoreError, check_limit
from skillkg.progress import silent
from skillkg.relatedness.training.settings import Encoding
from skillkg.sources.release import LEARNED
from skillkg.view.spec import ViewSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from skillkg.linking.teaching.candidates import CandidateGenerator
    from skillkg.linking.teaching.examples import Examples
    from skillkg.progress import Progress
    from skillkg.relatedness.edge_graph import Relatedness
    from skillkg.relatedness.training.labelled_sentences import Sentence
    from skillkg.relatedness.training.objectives import Objective
    from skillkg.relatedness.training.settings import Method
    from skillkg.store.build import Built
    from skillkg.view.view import View


def relate(
    location: str | Path,
    *,
    model: str | Path | None = None,
    vacancies: str | Path | None = None,
    progress: Progress = silent,
) -> tuple[Built, Relatedness]:
    """Learn which concepts of a store are related, and add the edges as a graph of their own.

    They are learned from what is in view, and are in view as long as that stays what it is; the
    same inputs give the same statements. Edges that were learned with other models or vacancies
    stay in the store, behind the new ones.

    Args:
        location: folder of the store.
        model: the encoder, as ``encoding.models.open_encoder`` takes it.
        vacancies: a Parquet file with the columns ``title`` and ``skill_name`` (a list of
            preferred labels of skills), for more co-occurrence.
        progress: told how far each stage is.

    Returns:
        What was built, and the edges with their calibration.

    Raises:
        StoreError: there is no store, or it cannot be written; it is unchanged.
        ModelError: the encoder is missing or damaged, or cannot be calibrated on this graph.
        SourceError: the vacancies cannot be read.
    """
    from skillkg.store.build import build as build_store

    if ViewSpec(str(location)).is_remote:
        raise StoreError(f"{location}: learned edges can only be added to a store on disk")
    file = None if vacancies is None else Path(vacancies)
    edges = _learn(location, model, file, progress)

    def writing(_title: str, done: int, total: int | None) -> None:
        progress("writing", done, total)

    (built,) = build_store(Path(location), [edges], writing, tool=__version__)
    return built, edges


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
    progress: Progress = silent,
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
            transformer to learn from too, beside what the graph says of skills
            (``relatedness.training.labelled_sentences`` says how they are written). Two thirds
            train the encoder; with the last one it is taught to link, as ``teach`` says.
        language: of the labels.
        steps: how many batches an encoder learns from; the method's default where None.
        seed: the same inputs and seed give the same result on the same machine.
        progress: told how far the teaching is; training shows that itself.

    Raises:
        ModelError: the target is there, the base is not, the extra is missing, there is nothing
            to learn from, or another training was interrupted on its way to the same target.
        SourceError: the vacancies or the sentences cannot be read.
        QueryError: there is no such method, or ``steps`` is not positive.
    """
    check_name(method, "method", [*get_args(Encoding), "skill2vec"])
    if steps is not None:
        check_limit(steps, "steps")
    view = _unlearned(location, language)
    if method == "skill2vec":
        from skillkg.relatedness.training.skill2vec import save, skill2vec, skill_lists

        return save(skill2vec(skill_lists(view.indexes.corpus), seed=seed), Path(target))
    from skillkg.encoding.models import folder_of
    from skillkg.relatedness.training.batches import read_siblings
    from skillkg.relatedness.training.objectives import read_objectives
    from skillkg.relatedness.training.run import train as run
    from skillkg.relatedness.training.settings import DEFAULTS, OF_SENTENCES

    file = None if vacancies is None else Path(vacancies)
    objectives, complete = read_objectives(view.store, view.releases.graphs, language, file), None
    chosen = DEFAULTS[method] if sentences is None else OF_SENTENCES
    if sentences is not None:
        objectives, complete = _of_sentences(view, Path(sentences), objectives, method, progress)
    return run(
        method,
        objectives,
        read_siblings(view.store, view.releases.graphs, language),
        Path(target),
        base=folder_of(base).path,
        settings=replace(chosen, steps=steps or chosen.steps, seed=seed),
        complete=complete,
    )


def _of_sentences(
    view: View,
    file: Path,
    objectives: Iterable[Objective],
    method: Method,
    progress: Progress,
) -> tuple[list[Objective], Callable[[Path], None]]:
    """Give what is learned with labelled sentences, and what teaches the encoder to link."""
    from skillkg.linking.teaching.teaching import split_sentences
    from skillkg.relatedness.training.labelled_sentences import read_sentences
    from skillkg.relatedness.training.sentence_objective import with_sentences

    if method != "transformer":
        raise ModelError(
            f"{file}: only transformers learn from sentences\n  Choose --method transformer, or "
            "train without them and teach the encoder to read: skillkg teach"
        )
    corpus = view.indexes.corpus
    sentences = read_sentences(file, corpus)
    learned = with_sentences(objectives, split_sentences(sentences).learned, corpus)
    return learned, partial(_add_skill_classifier, view, sentences, progress)


def teach(
    location: str | Path,
    sentences: str | Path,
    target: str | Path,
    *,
    model: str | Path | None = None,
    progress: Progress = silent,
) -> Path:
    """Teach an encoder to link as people do who labelled sentences; it stays what it is.

    The sentences become examples that go into probabilities (``linking.teaching.examples``), and a
    classifier is fitted: on a third of them, with the other two thirds for examples. Both lie in
    the folder that this gives. It needs no extra, and takes a minute for thousands of sentences.

    Args:
        location: folder of the store, or the address of a SPARQL endpoint.
        sentences: sentences of job ads with the skills that people saw in them;
            ``relatedness.training.labelled_sentences`` says how they are written.
        target: folder of the encoder to write; must not be there.
        model: the encoder, as ``open`` takes it; the one that comes with skillkg where None.
        progress: told how far each stage is.

    Raises:
        ModelError: the target is there, the model is not, or the sentences are too few.
        SourceError: the sentences cannot be read.
    """
    from skillkg.encoding.models import folder_of
    from skillkg.linking.teaching.teaching import copied_folder
    from skillkg.relatedness.training.labelled_sentences import read_sentences

    view = _unlearned(location)
    labelled = read_sentences(Path(sentences), view.indexes.corpus)
    with copied_folder(folder_of(model).path, Path(target)) as folder:
        _add_skill_classifier(view, labelled, progress, folder)
    return Path(target)


def _add_skill_classifier(
    view: View, sentences: Sequence[Sentence], progress: Progress, folder: Path
) -> None:
    """Teach the encoder in a folder by labelled sentences."""
    from skillkg.linking.teaching.candidates import CandidateGenerator
    from skillkg.linking.teaching.teaching import add_skill_classifier
    from skillkg.view.view import View

    labels = view.indexes.concepts.labels
    indexes = View(replace(view.spec, model=str(folder)), view.store, view.folder).indexes

    def generator(examples: Examples) -> CandidateGenerator:
        return CandidateGenerator.over(labels, indexes.skills(examples))

    add_skill_classifier(folder, indexes.chosen.encoder, generator, sentences, progress)


def _learn(
    location: str | Path, model: str | Path | None, vacancies: Path | None, progress: Progress
) -> Relatedness:
    from skillkg.encoding.models import open_encoder
    from skillkg.relatedness.relate import relate as learn

    encoder, view = open_encoder(model), _unlearned(location)
    corpus, snapshots = view.indexes.corpus, view.releases.snapshots
    return learn(corpus, snapshots, encoder, vacancies=vacancies, progress=progress)


def _unlearned(location: str | Path, language: str = "en") -> View:
    """What there is to learn from: a store without the edges that were learned before."""
    from skillkg.view.view import View

    return View.open(ViewSpec(str(location), language, without=frozenset({LEARNED})))

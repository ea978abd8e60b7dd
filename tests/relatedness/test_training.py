"""Training on the bundled sample, for real: small, but the same code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from small_models import cut_bert

import skillkg
from skillkg.encoding.models import open_encoder
from skillkg.errors import ModelError, SourceError
from skillkg.relatedness.folds import fold
from skillkg.relatedness.training.batches import draw, read_siblings
from skillkg.relatedness.training.distillation import SPECIAL, field_tokenizer
from skillkg.relatedness.training.objectives import Objective, digest, read_objectives
from skillkg.relatedness.training.run import RECORD, train
from skillkg.relatedness.training.settings import Settings
from skillkg.relatedness.training.skill2vec import skill2vec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg import KnowledgeGraph

pytest.importorskip("torch")
SHORT = Settings(steps=30, batch=32, learning_rate=1e-2)


@pytest.fixture(scope="module")
def objectives(sample_graph: KnowledgeGraph) -> list[Objective]:
    return read_objectives(sample_graph.store, sample_graph.graphs)


@pytest.fixture(scope="module")
def base(minilm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A third of MiniLM's layers and a fifth of its tokens, each of which is distilled."""
    return cut_bert(minilm, tmp_path_factory.mktemp("base") / "cut", tokens=6_000, layers=2)


@pytest.fixture(scope="module")
def trained(
    objectives: list[Objective], base: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    target = tmp_path_factory.mktemp("trained") / "static"
    return train("static", objectives, {}, target, base=base, settings=SHORT)


def named(objectives: Sequence[Objective], name: str) -> Objective:
    return next(objective for objective in objectives if objective.name == name)


def test_objectives_are_pairs_of_the_graph(objectives: list[Objective]) -> None:
    texts = {pair[1:] for pair in named(objectives, "occupation labels").pairs}
    assert ("software developer", "software engineer") in texts or (
        "software developer",
        "software developers",
    ) in texts
    assert all(a and b for objective in objectives for _, a, b in objective.pairs)
    assert digest(objectives) == digest(list(objectives))
    assert digest(objectives) != digest(objectives[1:])


def test_no_mapping_and_no_held_out_relation_is_learned_from(full_graph: KnowledgeGraph) -> None:
    objectives = read_objectives(full_graph.store, full_graph.graphs)
    relations = full_graph.query(
        "SELECT ?one ?other ?a ?b { ?one a esco:Skill ; skos:prefLabel ?a ; "
        "(esco:relatedEssentialSkill|esco:relatedOptionalSkill) ?other . "
        "?other a esco:Skill ; skos:prefLabel ?b }"
    )
    assert not isinstance(relations, bool)
    rows = list(relations)
    learned = set(named(objectives, "related skills").pairs)
    assert rows
    for one, other, a, b in rows:
        pair = (one, " ".join(a.split()), " ".join(b.split()))
        assert (pair in learned) == (fold(one, other) == "train")
    assert not any("match" in objective.name for objective in objectives)


def test_draws_are_whole_batches_in_proportion_and_repeat(
    objectives: list[Objective], sample_graph: KnowledgeGraph
) -> None:
    siblings = read_siblings(sample_graph.store, sample_graph.graphs)
    first = draw(objectives, siblings, steps=60, batch=8, seed=3)
    again = draw(objectives, siblings, steps=60, batch=8, seed=3)
    other = draw(objectives, siblings, steps=60, batch=8, seed=4)
    assert {name: data.to_dict() for name, data in first.items()} == {
        name: data.to_dict() for name, data in again.items()
    }
    assert first["skill labels"].to_dict() != other["skill labels"].to_dict()
    assert all(len(data) % 8 == 0 for data in first.values())
    assert len(first["skill labels"]) > len(first["essential skills"])
    assert "negative" in first["skill labels"].column_names


def test_hard_negatives_share_a_broader_concept(sample_graph: KnowledgeGraph) -> None:
    siblings = read_siblings(sample_graph.store, sample_graph.graphs)
    iri, labels = next(iter(siblings.items()))
    around = sample_graph.query(
        "SELECT DISTINCT ?label { VALUES ?one { skos:Concept } ?one skos:broader ?group . "
        "?other skos:broader ?group ; skos:prefLabel ?label FILTER(?other != ?one) }",
        one=sample_graph.concept(iri),
    )
    assert not isinstance(around, bool)
    assert set(labels) <= set(around.column("label"))


def test_a_vocabulary_keeps_what_the_texts_use(base: Path) -> None:
    tokenizer = field_tokenizer(base, ["web design", "bank"], size=400)
    kept = tokenizer.get_vocab()
    assert len(kept) == 400
    assert {*SPECIAL, "web", "design", "bank", "a", "##a"} <= kept.keys()
    assert "king" not in kept
    assert tokenizer.encode("web design").tokens == ["web", "design"]


def test_training_brings_labels_of_a_concept_together(
    trained: Path, objectives: list[Objective], base: Path, tmp_path: Path
) -> None:
    start = train(
        "static",
        objectives,
        {},
        tmp_path / "start",
        base=base,
        settings=Settings(steps=1, batch=1, learning_rate=1e-9),
    )
    pairs = named(objectives, "essential skills").pairs[:500]
    assert margin(trained, pairs) > margin(start, pairs) + 0.005


def margin(folder: Path, pairs: Sequence[tuple[str, str, str]]) -> float:
    """How much closer labels of one concept are than labels of two."""
    encoder = open_encoder(folder)
    ones, others = (encoder.encode([pair[side] for pair in pairs]) for side in (1, 2))
    cosines = ones @ others.T
    return float(np.diag(cosines).mean() - cosines.mean())


def test_the_same_inputs_give_the_same_encoder(
    trained: Path, objectives: list[Objective], base: Path, tmp_path: Path
) -> None:
    again = train("static", objectives, {}, tmp_path / "again", base=base, settings=SHORT)
    assert open_encoder(again).digest == open_encoder(trained).digest
    record = json.loads((again / RECORD).read_text())
    assert record["data"] == digest(objectives)
    assert record["settings"]["seed"] == 0


def test_an_interrupted_training_goes_on_and_ends_the_same(
    trained: Path,
    objectives: list[Objective],
    base: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from skillkg.relatedness.training.optimizer import LazyAdam

    target, half = tmp_path / "cut", SHORT.steps // 2
    step, taken = LazyAdam.step, list[None]()

    def counted(optimizer: LazyAdam, *args: Any) -> Any:
        taken.append(None)
        if len(taken) == half:
            raise KeyboardInterrupt
        return step(optimizer, *args)

    monkeypatch.setattr(LazyAdam, "step", counted)
    with pytest.raises(KeyboardInterrupt):
        train("static", objectives, {}, target, base=base, settings=SHORT)
    assert not target.exists()
    work = tmp_path / ".cut.part"
    assert list(work.glob("checkpoint-*"))
    other = Settings(steps=31, batch=32, learning_rate=1e-2)
    with pytest.raises(ModelError, match="another training was interrupted here"):
        train("static", objectives, {}, target, base=base, settings=other)
    train("static", objectives, {}, target, base=base, settings=SHORT)
    assert len(taken) < half + SHORT.steps, "it began anew"
    assert open_encoder(target).digest == open_encoder(trained).digest
    assert not work.exists()


def test_nothing_is_overwritten(trained: Path, objectives: list[Objective], base: Path) -> None:
    before = open_encoder(trained).digest
    with pytest.raises(ModelError, match="is there already"):
        train("static", objectives, {}, trained, base=base, settings=SHORT)
    assert open_encoder(trained).digest == before


def test_the_folder_loads_in_sentence_transformers(trained: Path) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["web developer", "use SQL"]
    theirs = SentenceTransformer(str(trained), device="cpu").encode(texts)
    np.testing.assert_allclose(open_encoder(trained).encode(texts), theirs, atol=2e-3)


def test_a_transformer_is_fine_tuned(
    objectives: list[Objective], sample_graph: KnowledgeGraph, base: Path, tmp_path: Path
) -> None:
    siblings = read_siblings(sample_graph.store, sample_graph.graphs)
    few = [named(objectives, "occupation labels"), named(objectives, "skill labels")]
    settings = Settings(steps=4, batch=4, learning_rate=1e-4)
    folder = train("transformer", few, siblings, tmp_path / "t", base=base, settings=settings)
    tuned, stock = open_encoder(folder), open_encoder(base)
    texts = ["web developer", "database administrator"]
    assert tuned.digest != stock.digest
    assert 0.5 < float((tuned.encode(texts) * stock.encode(texts)).sum(axis=1).min()) < 1


def test_a_graph_without_labels_in_the_language_is_said(sample_graph: KnowledgeGraph) -> None:
    with pytest.raises(ModelError, match="nothing to learn from"):
        read_objectives(sample_graph.store, [sample_graph.graphs[-1]])


def test_vacancies_that_are_no_parquet_are_said(
    sample_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    file = tmp_path / "v.parquet"
    file.write_text("title,skill_name")
    with pytest.raises(SourceError, match=r"v\.parquet"):
        read_objectives(sample_graph.store, sample_graph.graphs, vacancies=file)


def test_skill2vec_knows_company_and_repeats(sample_store: Path, tmp_path: Path) -> None:
    pytest.importorskip("gensim")
    file = skillkg.train(sample_store, tmp_path / "skills.txt", method="skill2vec")
    again = skillkg.train(sample_store, tmp_path / "again.txt", method="skill2vec")
    assert file.read_bytes() == again.read_bytes()
    with pytest.raises(ModelError, match="is there already"):
        skillkg.train(sample_store, file, method="skill2vec")
    with pytest.raises(ModelError, match="nothing to learn from"):
        skill2vec([])
    vectors = skill2vec([["a", "b", "c"], ["d", "e", "f"]] * 500)
    assert vectors.similarity("a", "b") > vectors.similarity("a", "d")

"""Run a training: seeded, with checkpoints to go on from, finished in one step or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from skillkg.encoding.folder import ModelFolder, digest_of, read_json
from skillkg.errors import ModelError
from skillkg.extras import needs
from skillkg.relatedness.training.objectives import digest
from skillkg.relatedness.training.vocabulary import SPECIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sentence_transformers import SentenceTransformer

    from skillkg.relatedness.training.objectives import Signal
    from skillkg.relatedness.training.settings import Encoding, Settings

RECORD: Final = "training.json"
"""What a model was trained from and how; lies beside its weights."""


def train(
    method: Encoding,
    signals: Sequence[Signal],
    siblings: Mapping[str, Sequence[str]],
    target: Path,
    *,
    base: Path,
    settings: Settings,
    complete: Callable[[Path], None] | None = None,
) -> Path:
    """Train an encoder; the folder that it gives is one of sentence-transformers.

    A training that was interrupted goes on from its last checkpoint when it is asked for again.

    Args:
        method: ``static`` distils a static encoder from the base and trains that; ``transformer``
            fine-tunes the base itself.
        signals: what to learn from.
        siblings: labels that are hard negatives, by concept.
        target: folder to write; must not be there.
        base: folder of a sentence-transformers model of a transformer.
        settings: how long and how fast; see ``settings``.
        complete: adds to the folder of the trained encoder what belongs to it.

    Raises:
        ModelError: the target is there already, an interrupted training is another one, or the
            base is no such model.
        ExtraError: the extra ``learn`` is not installed.
    """
    if target.exists():
        raise ModelError(f"{target}: is there already; nothing was changed\n  Choose a new folder.")
    work = target.with_name(f".{target.name}.part")
    with needs("learn"):
        record = _record(method, signals, base, settings)
        _begin(work, record)
        model = _start(method, signals, base, settings)
        _learn(method, model, signals, siblings, work, settings)
        _settle(method, model, base, settings.kept)
    _finish(model, work, target, record, complete)
    return target


def _record(
    method: Encoding, signals: Sequence[Signal], base: Path, settings: Settings
) -> dict[str, Any]:
    """Everything that decides what comes out, and what it was made with."""
    weights = ModelFolder.read(base).path / "model.safetensors"
    return {
        "method": method,
        "base": digest_of([weights]),
        "data": digest(signals),
        "signals": {s.name: {"weight": s.weight, "pairs": len(s.pairs)} for s in signals},
        "settings": asdict(settings),
        "versions": {name: version(name) for name in ("torch", "sentence-transformers", "numpy")},
    }


def _begin(work: Path, record: Mapping[str, Any]) -> None:
    """Claim the working folder, or find the same training in it."""
    file = work / RECORD
    if not file.is_file():
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        file.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    elif read_json(file) != record:
        raise ModelError(
            f"{work}: another training was interrupted here: other data, settings or versions\n"
            "  Remove that folder to begin anew, or give another target."
        )


def _start(
    method: Encoding, signals: Sequence[Signal], base: Path, settings: Settings
) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.manual_seed(settings.seed)
    model = SentenceTransformer(str(base), local_files_only=True)
    if method == "transformer":
        model.max_seq_length = min(settings.tokens, model.max_seq_length or settings.tokens)
        return model
    return _static(
        model, base, sorted({text for s in signals for pair in s.pairs for text in pair[1:]})
    )


def _static(model: SentenceTransformer, base: Path, texts: Sequence[str]) -> SentenceTransformer:
    """Distil the start of a static encoder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    from skillkg.relatedness.training.vocabulary import field_tokenizer, token_vectors

    tokenizer = field_tokenizer(base, texts)
    embedding = StaticEmbedding(tokenizer, embedding_weights=token_vectors(model, tokenizer, texts))
    return SentenceTransformer(modules=[embedding, Normalize()], device="cpu")


def _learn(
    method: Encoding,
    model: SentenceTransformer,
    signals: Sequence[Signal],
    siblings: Mapping[str, Sequence[str]],
    work: Path,
    settings: Settings,
) -> None:
    import torch
    from sentence_transformers import SentenceTransformerTrainer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from transformers.trainer_utils import get_last_checkpoint

    from skillkg.relatedness.training.batches import draw

    # For static encoders siblings gained nothing on names, and cost a little on sentences.
    negatives = siblings if method == "transformer" else {}
    drawn = draw(signals, negatives, steps=settings.steps, batch=settings.batch, seed=settings.seed)
    trainer = SentenceTransformerTrainer(
        model=model,
        args=_arguments(method, work, settings),
        train_dataset=drawn,
        optimizer_cls_and_kwargs=_optimizer(method, settings),
        loss=MultipleNegativesRankingLoss(
            model, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
        ),
    )
    torch.set_flush_denormal(True)  # moments that fade to nothing would slow each step tenfold
    try:
        trainer.train(resume_from_checkpoint=get_last_checkpoint(str(work)))
    finally:
        torch.set_flush_denormal(False)  # it holds for the whole process


def _arguments(method: Encoding, work: Path, settings: Settings) -> Any:
    import torch
    from sentence_transformers import SentenceTransformerTrainingArguments

    # A text that stands twice in a batch would be its own negative. (Static encoders are trained
    # without: the one that comes along was.)
    sampler = "no_duplicates" if method == "transformer" else "batch_sampler"
    return SentenceTransformerTrainingArguments(
        output_dir=str(work),
        num_train_epochs=1,
        per_device_train_batch_size=settings.batch,
        learning_rate=settings.learning_rate,
        warmup_steps=0.05,
        max_grad_norm=0.0 if method == "static" else 1.0,
        bf16=method == "transformer",
        use_cpu=method == "static" or not torch.cuda.is_available(),
        seed=settings.seed,
        batch_sampler=sampler,
        save_strategy="steps",
        save_steps=max(1, settings.steps // 10),
        save_total_limit=1,
        logging_steps=max(1, settings.steps // 20),
        report_to=[],
    )


def _optimizer(method: Encoding, settings: Settings) -> tuple[Any, dict[str, Any]] | None:
    if method == "transformer":
        return None  # the trainer's own: AdamW
    from skillkg.relatedness.training.optimizer import LazyAdam

    return LazyAdam, {"lr": settings.learning_rate}


def _settle(method: Encoding, model: SentenceTransformer, base: Path, kept: float) -> None:
    """Make of what was learned what is used."""
    if method == "static":
        # What is unknown has no direction; in half precision vectors change in the fourth digit.
        model[0].embedding.weight.data[: len(SPECIAL)] = 0
        model.half()
        return
    from sentence_transformers import SentenceTransformer

    start = SentenceTransformer(str(base), device="cpu", local_files_only=True)
    model.max_seq_length = start.max_seq_length
    model.to("cpu")
    for weights, first in zip(model.parameters(), start.parameters(), strict=True):
        weights.data.lerp_(first.data, 1 - kept)


def _finish(
    model: SentenceTransformer,
    work: Path,
    target: Path,
    record: Mapping[str, Any],
    complete: Callable[[Path], None] | None,
) -> None:
    """Save beside, then give the folder its name: it is there whole, or not at all."""
    draft = work / "finished"
    shutil.rmtree(draft, ignore_errors=True)
    model.save_pretrained(str(draft), create_model_card=False)
    (draft / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    if complete is not None:
        complete(draft)
    draft.rename(target)
    shutil.rmtree(work)

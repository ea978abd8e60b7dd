"""Training with sentence-transformers: from a base to a model that has learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillkg.relatedness.training.distillation import SPECIAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sentence_transformers import SentenceTransformer

    from skillkg.relatedness.training.objectives import Objective
    from skillkg.relatedness.training.settings import Encoding, Settings


def start(
    method: Encoding, objectives: Sequence[Objective], base: Path, settings: Settings
) -> SentenceTransformer:
    """Give the model that learns: the base, or a static encoder that is distilled from it."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.manual_seed(settings.seed)
    model = SentenceTransformer(str(base), local_files_only=True)
    if method == "transformer":
        model.max_seq_length = min(settings.tokens, model.max_seq_length or settings.tokens)
        return model
    pairs = (pair for objective in objectives for pair in objective.pairs)
    return _static(model, base, sorted({text for _, *texts in pairs for text in texts}))


def _static(model: SentenceTransformer, base: Path, texts: Sequence[str]) -> SentenceTransformer:
    """Distil the start of a static encoder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    from skillkg.relatedness.training.distillation import field_tokenizer, token_vectors

    tokenizer = field_tokenizer(base, texts)
    embedding = StaticEmbedding(tokenizer, embedding_weights=token_vectors(model, tokenizer, texts))
    return SentenceTransformer(modules=[embedding, Normalize()], device="cpu")


def learn(
    method: Encoding,
    model: SentenceTransformer,
    objectives: Sequence[Objective],
    siblings: Mapping[str, Sequence[str]],
    work: Path,
    settings: Settings,
) -> None:
    """Let a model learn; with checkpoints in a working folder, from the last one there on."""
    import torch
    from sentence_transformers import SentenceTransformerTrainer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from transformers.trainer_utils import get_last_checkpoint

    from skillkg.relatedness.training.batches import draw

    # For static encoders siblings gained nothing on names, and cost a little on sentences.
    negatives = siblings if method == "transformer" else {}
    drawn = draw(
        objectives, negatives, steps=settings.steps, batch=settings.batch, seed=settings.seed
    )
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


def settle(method: Encoding, model: SentenceTransformer, base: Path, kept: float) -> None:
    """Make of the model that has learned the one that is used."""
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

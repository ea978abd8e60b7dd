"""Real models, small enough to make in a moment."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors.numpy import load_file, save_file

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WORDS = ["web", "data", "develop", "##er", "##ing", "manage", "project", "base", "c", "+", "a"]
VOCABULARY = {word: number for number, word in enumerate(["[UNK]", "[CLS]", "[SEP]", *WORDS])}
MODULES = """[
 {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
 {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"}
]"""
DIMENSION = 16


def make_tokenizer() -> Any:
    """Lower-case word pieces of a few words, with the special tokens of BERT."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordPiece(VOCABULARY, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    return tokenizer


def make_weights(rows: int = len(VOCABULARY)) -> NDArray[np.float32]:
    """A vector a token; what is unknown has none."""
    weights = np.random.default_rng(7).normal(size=(rows, DIMENSION)).astype(np.float32)
    weights[VOCABULARY["[UNK]"]] = 0
    return weights


def make_static(folder: Path, weights: NDArray[Any] | None = None) -> Path:
    """Write a static model as sentence-transformers lays it out."""
    (folder / "1_Normalize").mkdir(parents=True)
    (folder / "modules.json").write_text(MODULES)
    make_tokenizer().save(str(folder / "tokenizer.json"))
    wanted = make_weights() if weights is None else weights
    save_file({"embedding.weight": wanted}, folder / "model.safetensors")
    return folder


def make_bert(folder: Path) -> Path:
    """Save a tiny BERT with random weights and mean pooling, by sentence-transformers."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=DIMENSION,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=32,
        pad_token_id=0,
    )
    BertModel(config).save_pretrained(folder / "plain")
    PreTrainedTokenizerFast(
        tokenizer_object=make_tokenizer(),
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        pad_token="[UNK]",
        model_max_length=24,
    ).save_pretrained(folder / "plain")
    SentenceTransformer(str(folder / "plain"), device="cpu").save(str(folder / "saved"))
    return folder / "saved"


def cut_bert(source: Path, folder: Path, *, tokens: int, layers: int) -> Path:
    """Copy a model of a BERT without its rarer tokens and upper layers: it still knows English."""
    shutil.copytree(source, folder)
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    tokenizer["model"]["vocab"] = {t: number for t, number in vocabulary.items() if number < tokens}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    (folder / "vocab.txt").unlink()  # the same again
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config |= {"vocab_size": tokens, "num_hidden_layers": layers}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    weights = load_file(folder / "model.safetensors")
    dropped = tuple(f"encoder.layer.{n}." for n in range(layers, 99))
    kept = {name: array for name, array in weights.items() if not name.startswith(dropped)}
    words = "embeddings.word_embeddings.weight"
    save_file(kept | {words: kept[words][:tokens]}, folder / "model.safetensors", {"format": "pt"})
    return folder

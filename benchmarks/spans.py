"""Spans of skills and knowledge in sentences of job ads: SkillSpan, dev.

A span counts where its kind and both its ends are right. The tagger is trained on SkillSpan's
training split, without the sentences that ``extraction.py`` measures with; ``--ship`` pins it.
"""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

from common import Figure, Table, report, store
from quality.data import read_extraction, read_skillspan
from quality.reporting import options_of
from quality.tagging import given, gold, overlapping, strict, tag

import skillkg
from skillkg.documents.document import Document
from skillkg.encoding.models import open_encoder
from skillkg.linking.linker import Linker
from skillkg.linking.spans.network import Network
from skillkg.linking.spans.tagger import FILE, KINDS, SkillSpan, SpanTagger
from skillkg.linking.spans.training import save, train

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from skillkg.graph.concepts import Concepts
    from skillkg.linking.spans.tagged_sentences import TaggedSentence
    from skillkg.linking.spans.tagger import SpanKind

SPEED = 20_000
"""Words a second that are wanted."""
PUBLISHED = (
    "Published, on the test split, which is not at hand: .626 for both kinds by ESCOXLM-R, a "
    "fine-tuned XLM-R large."
)


def training(options: Namespace) -> list[TaggedSentence]:
    """SkillSpan's training split without the sentences of TECH and HOUSE."""
    measured = [read_extraction(options.data, name) for name in ("tech", "house")]
    held = {_plain(sentence.text) for sentences in measured for sentence in sentences}
    every = read_skillspan(options.data, "train")
    unseen = [each for each in every if _plain(each.text) not in held]
    return unseen[: 400 if options.sample else None]


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def by_labels(dev: Sequence[TaggedSentence], concepts: Concepts) -> list[list[SkillSpan]]:
    """The baseline: where labels of skills stand; knowledge, languages and technologies by code."""
    linker = Linker(list(concepts.labels))
    spans = []
    for each in dev:
        links = linker.link(Document("", "ad", "text/plain", each.text, ""))
        mentions = [mention for mention in links.mentions if mention.block == "skills"]
        spans.append([SkillSpan(m.span, _kind(m.concept, concepts)) for m in mentions])
    return spans


def _kind(iri: str, concepts: Concepts) -> SpanKind:
    codes = concepts.get(iri).coarse_codes
    return "skill" if codes and codes[0][0] in "ST" else "knowledge"


def _row(
    name: str, dev: Sequence[TaggedSentence], tagged: Sequence[Sequence[SkillSpan]]
) -> list[str | float]:
    pairs = [(given(each, spans), gold(each)) for each, spans in zip(dev, tagged, strict=True)]
    exact = (value for kind in (*KINDS, "") for value in strict(pairs, kind))
    return [name, *exact, overlapping(pairs)]


def main() -> None:
    options = options_of(__doc__ or "", ship="pin the tagger that comes with skillkg")
    dev = read_skillspan(options.data, "dev")[: 100 if options.sample else None]
    encoder = open_encoder()
    weights = train(training(options), encoder)
    if options.ship:
        save(weights, encoder.digest, FILE)
    tagger = SpanTagger(encoder, Network(weights))
    begin = process_time()
    tagged = tag(dev, tagger)
    speed = sum(len(each.tokens) for each in dev) / (process_time() - begin)
    with store(options) as folder:
        concepts = skillkg.open(folder, without=["relatedness"]).concepts
        named = by_labels(dev, concepts)
    names = [f"{kind} {m}" for kind in (*KINDS, "both") for m in ("F1", "precision", "recall")]
    rows = [_row("labels of the graph", dev, named), _row("skillkg", dev, tagged)]
    figures = [Figure("words a second of one core", speed, "", f"≥ {SPEED:,}", speed >= SPEED)]
    notes = f"{len(dev):,} sentences. {PUBLISHED}"
    report("spans", options, figures, notes, tables=[Table(["method", *names, "overlap F1"], rows)])


if __name__ == "__main__":
    main()

"""What a forgery is, and small steps that many are made of."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from careful import classifier_of, in_text_order, probability, recomputed, resealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Record = dict[str, Any]
Shown = Literal["record", "graph", "documents", "given"]
"""The least that shows a forgery: the record itself, with the graph, or with the documents, too;
or nothing, as what is forged was only given."""


class Forgery(NamedTuple):
    """One lie, and all that follows from it made to agree."""

    name: str
    shown: Shown
    said: str
    """Stands in a difference that names what was forged."""
    change: Callable[[Record], object]
    """Tells the lie, in place."""
    finish: Callable[[Record], Record]
    """Makes all that follows agree; so nothing else gives the lie away."""

    def plain(self, record: Record) -> Record:
        """The lie alone: nothing else is changed, not even the digests."""
        other = deepcopy(record)
        self.change(other)
        return other

    def forge(self, record: Record) -> Record:
        """The careful forgery of a genuine record, which stays as it is."""
        return self.finish(self.plain(record))


Forge = "Callable[[Callable[[Record], object]], Callable[[Record], object]]"


class Forgeries(list[Forgery]):
    """Forgeries, each declared where the function stands that tells the lie."""

    def by(
        self, shown: Shown, said: str, *, figures: bool = True
    ) -> Callable[[Callable[[Record], object]], Callable[[Record], object]]:
        """Declare a forgery, named as its function is.

        Args:
            shown: what shows it.
            said: what names it.
            figures: whether all figures are computed again; else only fit, name and digests are.
        """

        def declare(change: Callable[[Record], object]) -> Callable[[Record], object]:
            name = change.__name__.strip("_").replace("_", " ")
            self.append(Forgery(name, shown, said, change, recomputed if figures else resealed))
            return change

        return declare


# Where things stand -----------------------------------------------------------------------------


def concept(record: Record, label: str) -> str:
    """The concept that the record calls so."""
    return next(iri for iri, each in record["labels"].items() if each == label)


def mentions(record: Record, side: str, quote: str) -> list[Record]:
    """Mentions of a document by their words."""
    return [each for each in record["mentions"][side] if each["span"]["quote"] == quote]


def entry(record: Record, side: str, label: str, block: str = "skills") -> Record:
    """The line of a profile for a concept."""
    return next(
        each
        for each in record["profiles"][side]
        if each["concept"] == concept(record, label) and each["block"] == block
    )


def part(record: Record, label: str, of: str = "contributions") -> Record:
    """The contribution to a requirement, or its coverage."""
    return next(each for each in record[of] if each["requirement"] == concept(record, label))


def learned_step(record: Record) -> Record:
    """A step of the largest contribution that walks a learned edge."""
    return next(step for step in _steps(record) if step["kind"] == "relatedness")


def asserted_step(record: Record) -> Record:
    """A step of the largest contribution that walks a published statement."""
    return next(step for step in _steps(record) if step["kind"] != "relatedness")


def same_steps(record: Record, step: Record) -> list[Record]:
    """All steps that walk the statement of one, itself included."""
    ends = {step["from"], step["to"]}
    return [each for each in _steps(record) if {each["from"], each["to"]} == ends]


def _steps(record: Record) -> list[Record]:
    return [s for p in (*record["contributions"], *record["coverage"]) for s in p["path"]]


def edge_of(record: Record, step: Record) -> Record:
    """The learned edge of a step."""
    ends = {step["from"], step["to"]}
    return next(each for each in record["learned"] if {each["source"], each["target"]} == ends)


def graph(record: Record, source: str) -> Record:
    """What the record says of the graph of a source."""
    return next(each for each in record["graph"] if each["source"] == source)


def spans(record: Record, side: str) -> Iterator[Record]:
    """All places in a document that a record names, as often as it names them."""
    other = {"ad": "requirement", "resume": "evidence"}[side]
    parts = {"ad": "requirement_spans", "resume": "skill_spans"}[side]
    yield from _within([record["mentions"][side], record["profiles"][side]])
    yield from _within([each[parts] for each in (*record["contributions"], *record["coverage"])])
    yield from _within([each[other] for each in (*record["gates"], *record["repetitions"])])


def _within(value: Any) -> Iterator[Record]:
    if isinstance(value, dict) and {"start", "end"} <= value.keys():
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _within(each)


# What is done to them ---------------------------------------------------------------------------


def replace_everywhere(value: Any, old: str, new: str) -> Any:
    """A value with another text in the place of one, keys included."""
    if isinstance(value, dict):
        return {
            new if key == old else key: replace_everywhere(each, old, new)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [replace_everywhere(each, old, new) for each in value]
    return new if value == old else value


def move(record: Record, side: str, start: int, to: int) -> None:
    """Tell of the words at a place, and of all that begins there, that they stand elsewhere."""
    for span in {id(each): each for each in spans(record, side)}.values():
        if span["start"] == start:
            span["end"] += to - start
            span["start"] = to
    record["mentions"][side] = in_text_order(record["mentions"][side])


def reword(record: Record, side: str, old: str, new: str) -> None:
    """Put other words of the same length into every quote that has some."""
    assert len(old) == len(new)
    for span in {id(each): each for each in spans(record, side)}.values():
        span["quote"] = span["quote"].replace(old, new)


def make_as_probable(record: Record, mention: Record, probability_: float) -> None:
    """Change a feature of a mention so that its probability follows from its features."""
    classifier, features = classifier_of(record, mention), mention["features"]
    number = max(range(len(features)), key=lambda n: classifier["weights"][n])
    low, high = -50.0, 50.0
    while high - low > 1e-9:
        features[number] = (low + high) / 2
        if probability(classifier, features) < probability_:
            low = features[number]
        else:
            high = features[number]
    features[number] = round(high, 4)
    mention["probability"] = probability(classifier, features)


def judge_again(record: Record) -> None:
    """Give all mentions the probabilities that follow from the record's classifiers."""
    for side in ("ad", "resume"):
        for mention in record["mentions"][side]:
            if mention["probability"] is not None:
                mention["probability"] = probability(
                    classifier_of(record, mention), mention["features"]
                )


def add_mention(record: Record, side: str, like: Record, **changed: Any) -> Record:
    """Mention something behind all that is mentioned, as something else is."""
    behind = max(span["end"] for span in spans(record, side)) + 20
    mention = deepcopy(like) | changed
    mention["span"] = {
        "start": behind,
        "end": behind + len(mention["label"]),
        "quote": mention["label"],
    }
    record["mentions"][side].append(mention)
    return mention

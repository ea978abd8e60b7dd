"""Training objectives: pairs of texts of a graph that belong together, by the reason why.

Where the reasons come from: labels and descriptions of one concept (as most retrieval models
learn), occupations and the skills they ask for (JobBERT, Decorte et al. 2021; SkillMatch, 2024),
tasks and activities, occupations and technologies. Mappings between classifications are no
objective: an encoder that learned from them could not be tested on them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from skillkg.errors import ModelError
from skillkg.relatedness.folds import fold
from skillkg.relatedness.vacancies import read_rows
from skillkg.store.results import to_term
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from skillkg.store.base import Store

Pair = tuple[str, str, str]
"""What both texts are of (an IRI, or a title), and the two texts."""


@dataclass(frozen=True, slots=True)
class Objective:
    """Pairs of texts that belong together for one reason, and shall get similar vectors."""

    name: str
    weight: float
    """Share of the batches that this reason gets, beside the weights of the others."""
    pairs: Sequence[Pair]
    """In a fixed order."""


_LABELS = (
    "skos:prefLabel ?a ; skos:altLabel ?b FILTER(LANG(?a) = ?language && LANG(?b) = ?language)"
)
_SAYS = "dct:description/esco:nodeLiteral ?b FILTER(LANG(?a) = ?language)"
_IN_LANGUAGE = "FILTER(LANG(?a) = ?language && LANG(?b) = ?language)"
_QUERIES: Final = {
    "occupation labels": (6, f"?c a esco:Occupation ; {_LABELS}"),
    "skill labels": (6, f"?c a esco:Skill ; {_LABELS}"),
    "O*NET titles": (8, "?c a onet:Occupation ; skos:prefLabel ?a ; skos:altLabel ?b"),
    "occupation descriptions": (1, f"?c a esco:Occupation ; skos:prefLabel ?a ; {_SAYS}"),
    "skill descriptions": (2, f"?c a esco:Skill ; skos:prefLabel ?a ; {_SAYS}"),
    "group descriptions": (
        0.2,
        f"VALUES ?k {{ esco:SkillGroup esco:ISCOGroup }} ?c a ?k ; skos:prefLabel ?a ; {_SAYS}",
    ),
    "O*NET definitions": (
        0.7,
        "VALUES ?k { onet:Occupation onet:Element } "
        "?c a ?k ; skos:prefLabel ?a ; skos:definition ?b",
    ),
    "tasks": (2, "?t a onet:Task ; rdfs:label ?b ; onet:occupation ?c . ?c skos:prefLabel ?a"),
    "activities": (
        1,
        "?c a onet:Task ; rdfs:label ?a ; onet:detailedWorkActivity/skos:prefLabel ?b",
    ),
    "technologies": (
        1,
        "?c a onet:Occupation ; skos:prefLabel ?a ; onet:technology/skos:prefLabel ?b",
    ),
    "kinds of technologies": (
        0.5,
        "?c a onet:Technology ; skos:prefLabel ?a ; skos:broader/skos:prefLabel ?b",
    ),
    "essential skills": (
        3,
        "?c a esco:Occupation ; skos:prefLabel ?a ; esco:relatedEssentialSkill/skos:prefLabel ?b "
        + _IN_LANGUAGE,
    ),
    "optional skills": (
        1,
        "?c a esco:Occupation ; skos:prefLabel ?a ; esco:relatedOptionalSkill/skos:prefLabel ?b "
        + _IN_LANGUAGE,
    ),
    "broader skills": (
        0.5,
        "?n skos:broader ?c ; skos:prefLabel ?b . ?c skos:prefLabel ?a ; a ?k "
        f"VALUES ?k {{ esco:Skill esco:SkillGroup }} {_IN_LANGUAGE}",
    ),
}
"""Weights and patterns: ?c is what the texts ?a and ?b are of. The weights were chosen on
development data (``benchmarks/``): names first, since names are what is linked."""

_RELATIONS: Final = {
    "related skills": "?one a esco:Skill ; "
    "(esco:relatedEssentialSkill|esco:relatedOptionalSkill) ?other . ?other a esco:Skill .",
    "related occupations": "?one a onet:Occupation ; onet:relatedOccupation ?other .",
}
"""Relations by which learned edges are calibrated and tested: a third of the pairs may train."""
_RELATION_WEIGHT: Final = 0.5
_ALTERNATIVES: Final = {"occupation labels", "skill labels", "O*NET titles"}
"""Objectives whose second texts belong together too."""


def read_objectives(
    store: Store, graphs: Sequence[str], language: str = "en", vacancies: Path | None = None
) -> list[Objective]:
    """Read what some graphs, and a file of vacancies, offer to learn from.

    Args:
        store: has the graphs.
        graphs: those in view.
        language: of the texts.
        vacancies: a file that ``relatedness.vacancies.read_rows`` reads.

    Raises:
        ModelError: the graphs offer no pair.
        SourceError: the file of vacancies cannot be read.
    """
    objectives = [
        Objective(name, weight, _pairs(store, graphs, name, pattern, language))
        for name, (weight, pattern) in _QUERIES.items()
    ]
    objectives += [
        Objective(name, _RELATION_WEIGHT, _related(store, graphs, pattern, language))
        for name, pattern in _RELATIONS.items()
    ]
    if vacancies is not None:
        objectives.append(Objective("vacancies", 1, sorted(set(_vacancies(vacancies)))))
    filled = [objective for objective in objectives if objective.pairs]
    if not filled:
        raise ModelError(
            f"{store.location}: nothing to learn from: no concept in view has two labels in "
            f"{language!r}\n  Build ESCO or O*NET in this language, or choose another."
        )
    return filled


def _pairs(
    store: Store, graphs: Sequence[str], name: str, pattern: str, language: str
) -> list[Pair]:
    query = f'SELECT DISTINCT ?c ?a ?b {{ VALUES ?language {{ "en" }} {pattern} }}'
    bound = bind(query, {"language": [to_term(language)]}) if "?language" in pattern else query
    rows = map(_stripped, store.select(bound, graphs))
    pairs = sorted({(concept, a, b) for concept, a, b in rows if a != b})
    return [*pairs, *_between(pairs)] if name in _ALTERNATIVES else pairs


def _stripped(row: Sequence[str]) -> Pair:
    concept, one, other = row
    return concept, " ".join(one.split()), " ".join(other.split())


def _between(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Each alternative label with the next one of the same concept."""
    alternatives = defaultdict(list)
    for concept, _, label in pairs:
        alternatives[concept].append(label)
    for concept, labels in alternatives.items():
        yield from ((concept, one, other) for one, other in pairwise(labels))


def _related(store: Store, graphs: Sequence[str], pattern: str, language: str) -> list[Pair]:
    """Labels of related concepts, of the fold that may be trained on."""
    query = (
        'SELECT DISTINCT ?one ?other ?a ?b { VALUES ?language { "en" } '
        f"{pattern} ?one skos:prefLabel ?a . ?other skos:prefLabel ?b {_IN_LANGUAGE} }}"
    )
    rows = store.select(bind(query, {"language": [to_term(language)]}), graphs)
    return sorted(
        {_stripped((one, a, b)) for one, other, a, b in rows if fold(one, other) == "train"}
    )


def _vacancies(file: Path) -> Iterator[Pair]:
    """Titles and the skills that were tagged under them; a third of the titles is kept to test."""
    for title, skills in read_rows(file):
        if title and fold(title) != "test":
            yield from ((title, title, skill) for skill in skills)


def digest(objectives: Sequence[Objective]) -> str:
    """Name what was learned from: SHA-256 over every pair and weight."""
    content = sha256()
    for objective in objectives:
        content.update(f"{objective.name}\x1f{objective.weight}\n".encode())
        content.update("".join("\x1f".join(pair) + "\n" for pair in objective.pairs).encode())
    return f"sha256:{content.hexdigest()}"

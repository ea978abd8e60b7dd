"""ESCO and O*NET in one knowledge graph, and matches that explain themselves.

    >>> import skillkg
    >>> kg = skillkg.open("my-store")
    >>> kg.concept("SQL").broader

Names are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from skillkg._version import __version__ as __version__

if TYPE_CHECKING:
    from skillkg.api import load, open  # noqa: A004
    from skillkg.building import build
    from skillkg.documents.document import Document
    from skillkg.errors import SkillkgError
    from skillkg.explanation.contrast import Contrast, contrast
    from skillkg.explanation.record_reading import read_record
    from skillkg.explanation.verification.verdict import Verification
    from skillkg.graph.concept import Concept, Hit, Relation, Statement
    from skillkg.graph.edge_table import EdgeTable
    from skillkg.graph.related import Related
    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.learning import relate, teach, train
    from skillkg.linking.links import Links
    from skillkg.matching.pool.ranking import Ranking
    from skillkg.matching.pool.readings import Readings
    from skillkg.matching.scoring import Scoring
    from skillkg.model.career import (
        CareerPaths,
        NeededSkill,
        NextOccupation,
        Origin,
        TitleReading,
        Transition,
    )
    from skillkg.model.decision import Decision
    from skillkg.model.document import Span
    from skillkg.model.explanation import Explanation
    from skillkg.model.graph import Path, Step
    from skillkg.model.match import (
        Contribution,
        Coverage,
        Entry,
        Evidence,
        Gate,
        Match,
        Repetition,
    )
    from skillkg.model.mention import Mention
    from skillkg.store.results import Table
    from skillkg.verifying import verify

_HOMES = {
    "KnowledgeGraph": "skillkg.knowledge_graph",
    "build": "skillkg.building",
    "load": "skillkg.api",
    "relate": "skillkg.learning",
    "teach": "skillkg.learning",
    "train": "skillkg.learning",
    "open": "skillkg.api",
    "Document": "skillkg.documents.document",
    "Links": "skillkg.linking.links",
    "SkillkgError": "skillkg.errors",
    "contrast": "skillkg.explanation.contrast",
    "read_record": "skillkg.explanation.record_reading",
    "verify": "skillkg.verifying",
    "Contrast": "skillkg.explanation.contrast",
    "Decision": "skillkg.model.decision",
    "Explanation": "skillkg.model.explanation",
    "Verification": "skillkg.explanation.verification.verdict",
    "Concept": "skillkg.graph.concept",
    "EdgeTable": "skillkg.graph.edge_table",
    "Hit": "skillkg.graph.concept",
    "Related": "skillkg.graph.related",
    "Relation": "skillkg.graph.concept",
    "Statement": "skillkg.graph.concept",
    "CareerPaths": "skillkg.model.career",
    "NeededSkill": "skillkg.model.career",
    "NextOccupation": "skillkg.model.career",
    "Origin": "skillkg.model.career",
    "TitleReading": "skillkg.model.career",
    "Transition": "skillkg.model.career",
    "Contribution": "skillkg.model.match",
    "Coverage": "skillkg.model.match",
    "Entry": "skillkg.model.match",
    "Evidence": "skillkg.model.match",
    "Gate": "skillkg.model.match",
    "Ranking": "skillkg.matching.pool.ranking",
    "Readings": "skillkg.matching.pool.readings",
    "Repetition": "skillkg.model.match",
    "Scoring": "skillkg.matching.scoring",
    "Match": "skillkg.model.match",
    "Mention": "skillkg.model.mention",
    "Path": "skillkg.model.graph",
    "Span": "skillkg.model.document",
    "Step": "skillkg.model.graph",
    "Table": "skillkg.store.results",
}

__all__ = [
    "CareerPaths",
    "Concept",
    "Contrast",
    "Contribution",
    "Coverage",
    "Decision",
    "Document",
    "EdgeTable",
    "Entry",
    "Evidence",
    "Explanation",
    "Gate",
    "Hit",
    "KnowledgeGraph",
    "Links",
    "Match",
    "Mention",
    "NeededSkill",
    "NextOccupation",
    "Origin",
    "Path",
    "Ranking",
    "Readings",
    "Related",
    "Relation",
    "Repetition",
    "Scoring",
    "SkillkgError",
    "Span",
    "Statement",
    "Step",
    "Table",
    "TitleReading",
    "Transition",
    "Verification",
    "build",
    "contrast",
    "load",
    "open",
    "read_record",
    "relate",
    "teach",
    "train",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'skillkg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

"""The features of a pair of concepts that a learned edge rests on."""

from __future__ import annotations

from typing import Final, NamedTuple

from skillkg import vocabulary as voc


class Feature(NamedTuple):
    """A feature, and where the graph keeps it; ``ontology/skillkg.ttl`` says what it means."""

    name: str
    """For a reader, and in files."""
    predicate: str
    """From a learned edge (``skg:Relatedness``) to its value."""
    weight: str
    """From the activity that found edges (``skg:Relating``) to the weight of the feature."""


TEXT: Final = Feature("text", voc.SKG_TEXT_SIMILARITY, voc.SKG_TEXT_WEIGHT)
LEXICAL: Final = Feature("lexical", voc.SKG_LEXICAL_SIMILARITY, voc.SKG_LEXICAL_WEIGHT)
CO_OCCURRENCE: Final = Feature("co-occurrence", voc.SKG_CO_OCCURRENCE, voc.SKG_CO_OCCURRENCE_WEIGHT)
STRUCTURE: Final = Feature("structure", voc.SKG_STRUCTURAL_SIMILARITY, voc.SKG_STRUCTURE_WEIGHT)

FEATURES: Final = (TEXT, LEXICAL, CO_OCCURRENCE, STRUCTURE)
"""All of them, in the order of the columns of arrays and of the weights of a model."""
NAMES: Final = tuple(feature.name for feature in FEATURES)

"""Reads which occupations documents are about, and attest, through one or more encoders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from skillkg.linking.titles.cleaning import clean_title
from skillkg.matching.occupations.attested import AttestedOccupations
from skillkg.matching.occupations.expected import expected_occupations
from skillkg.matching.occupations.nearness import Encoded
from skillkg.matching.occupations.quotes import quotes_of
from skillkg.text.pronouns import without_pronouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Bools
    from skillkg.documents.document import Document
    from skillkg.linking.titles.occupation_texts import OccupationTexts
    from skillkg.linking.titles.title_classifier import TitleClassifier
    from skillkg.matching.occupations.expected import ExpectedOccupation
    from skillkg.matching.occupations.nearness import Predictions
    from skillkg.matching.occupations.quotes import Quotes
    from skillkg.matching.scoring import Scoring


@dataclass(frozen=True, eq=False)
class OccupationReading:
    """A document's quotes, as they are compared with occupations."""

    document: Document
    quotes: Quotes
    encoded: Sequence[Encoded]
    predictions: Predictions

    def expected(self, scoring: Scoring) -> list[list[ExpectedOccupation]]:
        """The occupations that it is about, by taxonomy."""
        return expected_occupations(self.quotes, self.encoded, self.predictions, scoring)

    def attested(self, scoring: Scoring) -> AttestedOccupations:
        """How far it attests each occupation."""
        return AttestedOccupations(
            self.document.text, self.quotes, self.encoded, self.predictions, scoring
        )

    def keeping(self, titles: Bools, statements: Bools) -> OccupationReading:
        """The reading of some quotes alone, encoded as they are; see ``Quotes.keeping``."""
        return OccupationReading(
            self.document,
            self.quotes.keeping(titles, statements),
            [
                Encoded(texts, titled[titles], stated[statements])
                for texts, titled, stated in self.encoded
            ],
            list(compress(self.predictions, titles)),
        )


@dataclass(frozen=True, eq=False)
class OccupationReader:
    """Compares documents with occupations.

    Args:
        classifier: of titles.
        texts: the occupations as each encoder has them, the static one first.
    """

    classifier: TitleClassifier
    texts: Sequence[OccupationTexts]

    def read(self, document: Document) -> OccupationReading:
        """Encode what a document says, and classify its titles."""
        quotes = quotes_of(document)
        titles = [clean_title(span.quote) for span in quotes.titles]
        statements = [without_pronouns(span.quote) for span in quotes.statements]
        encoded = [
            Encoded(texts, texts.encode(titles), texts.encode(statements)) for texts in self.texts
        ]
        predictions = self.classifier.predict([span.quote for span in quotes.titles])
        return OccupationReading(document, quotes, encoded, predictions)

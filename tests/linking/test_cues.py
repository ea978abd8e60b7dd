"""Cues in a text: matching at likely words only finds what matching everywhere does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from skillkg.linking.context.cues import _lexicon, find_cues

if TYPE_CHECKING:
    from skillkg.model.document import DocumentKind

WORDS = [
    *("no", "not", "never", "without", "cannot", "can't", "experience", "knowledge", "of", "in"),
    *("with", "is", "are", "required", "preferred", "a plus", "nice to have", "must", "willing"),
    *("to", "learn", "eager", "5+", "three", "years", "2-3", ",", ".", ":", ";", "(", ")", "-"),
    *("fluent", "basic", "good", "we", "our company", "offers", "you", "excellent", "skills"),
    *("self-taught", "Java\n\n-", "none", "n/a", "more", "nothing", "yet", "\u0130", "\u2019"),
]

texts = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", "", "\n", ", "]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(w + g for w, g in zip(words, gaps, strict=True)))
)


@given(texts, st.sampled_from(["ad", "resume"]))
def test_no_cue_is_missed(text: str, kind: DocumentKind) -> None:
    everywhere = re.compile(rf"(?<![\w.])(?=[\w,]){_lexicon(kind).pattern.pattern}")
    lowered = "".join(c.lower() if c.isascii() else c for c in text)
    expected = [match.span() for match in everywhere.finditer(lowered)]
    assert [(cue.start, cue.end) for cue in find_cues(text, kind)] == expected


def test_words_that_no_cue_starts_with_are_told() -> None:
    lexicon = _lexicon("ad")
    assert lexicon.may_start("no")
    assert lexicon.may_start("required")
    assert not lexicon.may_start("telescope")

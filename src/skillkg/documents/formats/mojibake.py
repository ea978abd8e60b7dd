"""Text that was decoded wrongly once: UTF-8 that was read as Windows-1252, ``donâ€™t``.

What programs made of it since, by dropping bytes that show nothing, ftfy cannot know.
"""

from __future__ import annotations

import re
from typing import Final

from skillkg.extras import needs

_SIGNS: Final = frozenset("ÂÃâï")
"""What the first byte of nearly every sequence became."""
_CUT: Final = (
    (re.compile(r"ï¼(?=[\s\d]|$)"), "–"),  # a comma or hyphen of full width, without its last byte
    (re.compile(r"â—(?=[\s\w]|$)"), "•"),
    (re.compile(r"â\s?(?:€\s?)?¢"), "•"),
    (re.compile(r"(?:(?<![^\W\d_])|(?<=[a-z.,;:!?)]))Â(?:[^\S\n]|(?=\n|$))"), " "),  # a blank
)


def without_mojibake(text: str) -> str:
    """Decode what was decoded wrongly; other text stays as it is."""
    if _SIGNS.isdisjoint(text):
        return text
    for pattern, meant in _CUT:
        text = pattern.sub(meant, text)
    return "\n".join(map(_decoded, text.split("\n")))


def _decoded(line: str) -> str:
    if _SIGNS.isdisjoint(line):
        return line
    with needs("documents"):
        import ftfy

    return ftfy.fix_encoding(line)

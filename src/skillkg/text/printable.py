"""Text that can be shown: names of files are bytes, and need not be text at all."""

from __future__ import annotations

import unicodedata
from typing import Final

_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of characters that show nothing, break lines, or change how others are shown."""
_JOINERS: Final = "\u200c\u200d"
"""Belong to the spelling of words in several languages, and to emoji."""
_BYTES: Final = range(0xDC80, 0xDD00)
"""How Python holds a byte that it cannot decode."""


def printable(name: str) -> str:
    r"""Write what cannot be shown in a name as ``\xe9``; a byte that is no UTF-8 too.

    Two names stay two, as they would not if one sign stood for all that cannot be shown.
    """
    return "".join(map(_shown, name))


def _shown(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if code in _BYTES:
        code -= 0xDC00
    elif not char.isascii():
        return f"\\u{code:04x}"
    return f"\\x{code:02x}"

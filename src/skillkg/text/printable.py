"""Text that can be shown: names of files are bytes, and need not be text at all."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of characters that show nothing, break lines, or change how others are shown."""
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_JOINERS: Final = "\u200c\u200d"
"""Belong to the spelling of words in several languages, and to emoji."""
_BYTES: Final = range(0xDC80, 0xDD00)
"""How Python holds a byte that it cannot decode."""


def printable(name: str) -> str:
    r"""Write what cannot be shown in a name as ``\xe9``; a byte that is no UTF-8 too.

    Two names stay two, as they would not if one sign stood for all that cannot be shown.
    """
    return "".join(map(_shown, name))


def unicode_text(text: str) -> str:
    """Write U+FFFD for what is half a character or an undecodable byte, which no text holds."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def visible(text: str) -> str:
    r"""Write what cannot be shown in a text so; line feeds and tabs are what they are."""
    if text.isprintable():
        return text
    return "".join(char if char in "\n\t" else _shown(char) for char in text)


def visible_json(text: str) -> str:
    r"""Write what cannot be shown in the text of a JSON value as ``\u001b``: the value stays."""
    if text.isprintable():
        return text
    return "".join(char if char == "\n" or char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]


def _shown(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if code in _BYTES:
        code -= 0xDC00
    elif not char.isascii():
        return f"\\u{code:04x}"
    return f"\\x{code:02x}"

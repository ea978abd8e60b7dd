"""Text of a PDF page that nobody sees: drawn invisibly, or in the colour of what it stands on.

What recognises text in scans draws it invisibly over the picture: a page with nothing else to read
is read all the same. What is tiny, or off the page, :mod:`.words` tells.
"""

from __future__ import annotations

import ctypes
import struct
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfPage, PdfTextPage  # type: ignore[import-untyped]

    Box = tuple[float, float, float, float]
    """Left, bottom, right, top."""

_NO_TEXT: Final = -1
"""Render mode of what is no text."""
_INVISIBLE: Final = (3, 7)
"""Render modes that draw nothing."""
_FILLED: Final = (0, 4)
"""Render modes that fill letters and draw no outlines."""
_SAME: Final = 6
"""Difference of each colour, of 255, that nobody sees."""
_RULE: Final = 8.0
"""Points of what is painted under text at least; what is narrower is a line, or a bullet."""
_PAPER: Final = (255, 255, 255)


class _Ground(NamedTuple):
    """Something painted that text may stand on; of pictures the colour is not known."""

    box: Box
    colour: tuple[int, ...] | None


def hidden_characters(page: PdfPage, textpage: PdfTextPage) -> list[int]:
    """Numbers of the characters of a page that nobody sees, in order; not those of a scan."""
    from pypdfium2.raw import FPDFText_GetTextObject  # type: ignore[import-untyped]

    hidden = _hidden_objects(page)
    if not hidden:
        return []
    count = textpage.count_chars()
    owners = (FPDFText_GetTextObject(textpage.raw, index) for index in range(count))
    unseen = [index for index, owner in enumerate(owners) if _address(owner) in hidden]
    return [] if len(unseen) == count else unseen


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _hidden_objects(page: PdfPage) -> frozenset[int]:
    """Addresses of the text objects that nobody sees; none where there are no others."""
    from pypdfium2 import raw

    handle, get = page.raw, raw.FPDFPage_GetObject
    count = raw.FPDFPage_CountObjects(handle)
    texts, hidden = _unseen([get(handle, number) for number in range(count)])
    return frozenset() if len(hidden) == texts else frozenset(hidden)


def _unseen(objects: Sequence[Any]) -> tuple[int, set[int]]:
    """How many of some objects are texts, those in their forms too, and which of these are unseen.

    What a form has is looked at among itself: its places are its own.
    """
    from pypdfium2 import raw

    # A page may have an object for each letter: names are looked up once, modes are asked once.
    mode, kind = raw.FPDFTextObj_GetTextRenderMode, raw.FPDFPageObj_GetType
    modes = list(map(mode, objects))
    texts = [each for each, how in zip(objects, modes, strict=True) if how != _NO_TEXT]
    hidden = {_address(o) for o, how in zip(objects, modes, strict=True) if how in _INVISIBLE}
    filled = [each for each, how in zip(objects, modes, strict=True) if how in _FILLED]
    others = [(o, kind(o)) for o, how in zip(objects, modes, strict=True) if how == _NO_TEXT]
    hidden |= {_address(each) for each in _in_the_colour_of_the_ground(filled, others)}
    count = len(texts)
    for form in (each for each, of in others if of == raw.FPDF_PAGEOBJ_FORM):
        parts = range(raw.FPDFFormObj_CountObjects(form))
        inside, unseen = _unseen([raw.FPDFFormObj_GetObject(form, number) for number in parts])
        is_apart = all(of == raw.FPDF_PAGEOBJ_FORM for _, of in others)
        count, hidden = count + inside, hidden | (unseen if is_apart else set())
    return count, hidden


def _in_the_colour_of_the_ground(
    texts: Sequence[Any], others: Sequence[tuple[Any, int]]
) -> Iterator[Any]:
    colours = _Colours()
    keys = colours.keys(texts)
    grounds = [ground for each, kind in others if (ground := colours.ground(each, kind))]
    known = {_PAPER, *(ground.colour for ground in grounds if ground.colour is not None)}
    # Few colours of text are those of a ground: places are asked of these alone.
    of = {key: colours.decoded(key) for key in set(keys)}
    alike = {key: c for key, c in of.items() if any(_is_same(c, other) for other in known)}
    for text, key in zip(texts, keys, strict=True):
        if key in alike:
            colour = alike[key]
            under = _under(text, grounds)
            beneath = _PAPER if under is None else under.colour
            if beneath is not None and _is_same(colour, beneath):
                yield text


def _is_same(colour: tuple[int, ...] | None, other: tuple[int, ...]) -> bool:
    """Whether a colour cannot be told from another; one that is transparent never can."""
    if colour is None:
        return False
    return colour == () or all(abs(a - b) < _SAME for a, b in zip(colour, other, strict=True))


class _Colours:
    """Asks for the colours of objects."""

    def __init__(self) -> None:
        from pypdfium2 import raw

        self._raw = raw
        size = ctypes.sizeof(ctypes.c_uint)
        self._channels = ctypes.create_string_buffer(4 * size)
        first = ctypes.addressof(self._channels)
        kind = ctypes.POINTER(ctypes.c_uint)
        self._places = [ctypes.cast(first + size * number, kind) for number in range(4)]
        self._ask = raw.FPDFPageObj_GetFillColor
        self._mode, self._stroked = ctypes.c_int(), ctypes.c_int()

    def keys(self, objects: Sequence[Any]) -> list[bytes]:
        """Colours that objects are filled with, as bytes; none where one is not known."""
        ask, channels, (red, green, blue, alpha) = self._ask, self._channels, self._places
        return [channels.raw if ask(o, red, green, blue, alpha) else b"" for o in objects]

    @staticmethod
    def decoded(key: bytes) -> tuple[int, ...] | None:
        """Red, green and blue; empty where they are transparent, None where they are not known."""
        if not key:
            return None
        *colour, alpha = struct.unpack("4I", key)
        return tuple(colour) if alpha else ()

    def ground(self, each: Any, kind: int) -> _Ground | None:
        """What an object that is no text paints; None where it only draws lines."""
        if kind != self._raw.FPDF_PAGEOBJ_PATH:
            return _Ground(_bounds(each), None)
        self._raw.FPDFPath_GetDrawMode(each, self._mode, self._stroked)
        colour = self.decoded(*self.keys([each])) if self._mode.value else None
        left, bottom, right, top = box = _bounds(each)
        return _Ground(box, colour) if colour and min(right - left, top - bottom) > _RULE else None


def _bounds(each: Any) -> Box:
    from pypdfium2.raw import FPDFPageObj_GetBounds

    edges = [ctypes.c_float() for _ in range(4)]
    FPDFPageObj_GetBounds(each, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _under(text: Any, grounds: Sequence[_Ground]) -> _Ground | None:
    """What was painted last of all that the middle of a text is over."""
    left, bottom, right, top = _bounds(text)
    x, y = (left + right) / 2, (bottom + top) / 2
    over = [g for g in grounds if g.box[0] <= x <= g.box[2] and g.box[1] <= y <= g.box[3]]
    return over[-1] if over else None

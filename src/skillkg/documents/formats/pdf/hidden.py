"""Text of a PDF page that nobody sees: drawn invisibly, white on nothing, or off the page.

What recognises text in scans draws it invisibly over the picture: a page with nothing else to read
is read all the same.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pypdfium2 import PdfPage, PdfTextPage  # type: ignore[import-untyped]

    Box = tuple[float, float, float, float]
    """Left, bottom, right, top."""

_NO_TEXT: Final = -1
"""Render mode of what is no text."""
_INVISIBLE: Final = (3, 7)
"""Render modes that draw nothing."""
_WHITE: Final = 250
"""Least value of each colour of what is white, of 255."""


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

    # A page may have an object for each letter: names are looked up once, modes are asked once.
    get, mode, is_white = raw.FPDFPage_GetObject, raw.FPDFTextObj_GetTextRenderMode, _white_filled()
    objects = [get(page.raw, number) for number in range(raw.FPDFPage_CountObjects(page.raw))]
    modes = [mode(each) for each in objects]
    texts = [each for each, how in zip(objects, modes, strict=True) if how != _NO_TEXT]
    invisible = [each for each, how in zip(objects, modes, strict=True) if how in _INVISIBLE]
    white = [each for each in texts if is_white(each)]
    if not (invisible or white):
        return frozenset()
    grounds = [_bounds(o) for o, how in zip(objects, modes, strict=True) if how == _NO_TEXT]
    hidden = {*map(_address, invisible)}
    hidden |= {_address(each) for each in white if not _stands_on(each, grounds)}
    return frozenset() if len(hidden) == len(texts) else frozenset(hidden)


def _white_filled() -> Callable[[Any], bool]:
    """What tells whether an object is filled with white."""
    from pypdfium2.raw import FPDFPageObj_GetFillColor

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))

    def is_white(each: Any) -> bool:
        known = FPDFPageObj_GetFillColor(each, red, green, blue, alpha)
        return known and red.value >= _WHITE and min(green.value, blue.value) >= _WHITE

    return is_white


def _bounds(each: Any) -> Box:
    from pypdfium2.raw import FPDFPageObj_GetBounds

    edges = [ctypes.c_float() for _ in range(4)]
    FPDFPageObj_GetBounds(each, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _stands_on(text: Any, grounds: Sequence[Box]) -> bool:
    """Whether the middle of a text is over something that was painted."""
    left, bottom, right, top = _bounds(text)
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in grounds)

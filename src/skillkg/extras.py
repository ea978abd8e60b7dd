"""Optional dependencies: what is missing is told with the extra that installs it.

The core opens, queries and walks a store. Everything else imports its packages where it uses
them, inside ``with needs(EXTRA)``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from skillkg.errors import ExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

Extra = Literal["check", "documents", "fetch", "learn", "pandas", "remote", "transformers", "views"]
"""The extras of ``pyproject.toml``."""


@contextmanager
def needs(extra: Extra) -> Iterator[None]:
    """Run code whose imports an extra installs.

    Raises:
        ExtraError: a package that is imported here is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExtraError(extra, error.name) from error

"""What MkDocs asks while it builds: here the reference of the command line, from ``--help``."""

from __future__ import annotations

from typing import Any, Final

import click

from skillkg.cli import cli

MARK: Final = "<!-- what --help prints -->"
WIDTH: Final = 88


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the help of every verb where a page asks for it."""
    return markdown.replace(MARK, reference()) if MARK in markdown else markdown


def reference() -> str:
    """Write the help of the group and of each of its verbs as Markdown."""
    top = click.Context(cli, info_name="skillkg", terminal_width=WIDTH, **cli.context_settings)
    verbs = [
        click.Context(command, info_name=verb, parent=top) for verb, command in cli.commands.items()
    ]
    return "\n".join(
        f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"
        for context in [top, *verbs]
    )

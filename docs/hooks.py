"""What MkDocs asks while it builds: references that are made of what they describe.

The command line's is made of ``--help``, that of records of their JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from skillkg.cli import cli
from skillkg.explanation.record import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK: Final = "<!-- what --help prints -->"
KEYS: Final = "<!-- the keys of a record -->"
WIDTH: Final = 88


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the help of every verb, and the keys of records, where a page asks for them."""
    for mark, write in ((MARK, reference), (KEYS, record_keys)):
        if mark in markdown:
            markdown = markdown.replace(mark, write())
    return markdown


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


def record_keys() -> str:
    """Write a table of the keys of a record as Markdown, and one for each part that has keys."""
    parts = {"record": schema(), **schema()["$defs"]}
    return "\n".join(
        f"### {name}\n\n{part['description']}\n\n| key | value | |\n|---|---|---|\n"
        + "".join(f"{row}\n" for row in _rows(part))
        for name, part in parts.items()
        if "properties" in part
    )


def _rows(part: dict[str, Any]) -> Iterator[str]:
    for key, of_key in part["properties"].items():
        told = of_key["description"]
        if of_key.get("x-personal"):
            told += " *Personal.*"
        elif key not in part["required"]:
            told += " *Not in every record.*"
        yield f"| `{key}` | {_kind(of_key)} | {told} |"


def _kind(value: dict[str, Any]) -> str:
    """What a value is, in words; parts with keys of their own are links."""
    match value:
        case {"$ref": reference}:
            name = reference.removeprefix("#/$defs/")
            part = schema()["$defs"][name]
            return f"[{name}](#{name})" if "properties" in part else _kind(part)
        case {"anyOf": [one, _]}:
            return f"{_kind(one)} or null"
        case {"enum": values}:
            return ", ".join(f"`{each or 'null'}`" for each in values)
        case {"const": only}:
            return f"`{only}`"
        case {"type": "array", "items": items}:
            return f"list of {_kind(items)}"
        case {"type": "object", "additionalProperties": values}:
            return f"map to {_kind(values)}"
        case {"type": list(names)}:
            return " or ".join(names)
        case {"type": name, "format": form}:
            return f"{name} ({form})"
    return str(value["type"])

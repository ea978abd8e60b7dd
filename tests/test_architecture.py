"""The map of the code holds: who may import whom, where IRIs stand, what is light and public."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import skillkg

if TYPE_CHECKING:
    from collections.abc import Iterator

SRC = Path(skillkg.__file__).parent
FILES = sorted(SRC.rglob("*.py"))


def name_of(file: Path) -> str:
    """``skillkg.graph.concepts`` of its file; a package's ``__init__`` has the package's name."""
    parts = file.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file): file for file in FILES}

BELOW = ["_version", "errors", "arguments", "extras", "vocabulary", "resources", "progress"]
BELOW += ["file_kinds", "drafts", "atomic", "arrays", "isolation", "model", "code", "text"]
LINE = ["sources", "store", "graph", "encoding", "relatedness", "documents", "linking", "matching"]
LINE += ["explanation"]
ABOVE = [
    "view",
    "building",
    "learning",
    "knowledge_graph",
    "api",
    "verifying",
    "audit",
    "service",
    "cli",
]
ROOMS = [*BELOW, *LINE, *ABOVE]
"""Rooms and single files, in the order in which data goes through them: each may import those
before it, and itself."""
LEVELS = {room: level for level, room in enumerate(ROOMS)} | {"checking": ROOMS.index("building")}
"""Checking stands beside building: it looks at what a store holds, as a view sees it."""

WEB = re.compile(r"https?://\w\S*")
ALLOWED = {
    "sources/fetch.py": (
        "https://ec.europa.eu/esco/download/",
        "https://esco.ec.europa.eu/en/use-esco/download",
        "https://www.onetcenter.org/",
    ),
    "documents/formats/docx.py": ("http://schemas.openxmlformats.org/",),
}
"""Sites that a person or a download goes to, and XML namespaces of a file format: they name
nothing in the graph."""
HEAVY = {
    "httpx", "jinja2", "networkx", "numpy", "owlready2", "polars", "pyoxigraph", "pyshacl",
    "rdflib", "rich", "safetensors", "scipy", "tokenizers", "torch",
}  # fmt: skip


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), file.name)


def room(module: str) -> str:
    """``graph`` of ``skillkg.graph.concepts``; empty for the package itself."""
    return f"{module}.".split(".")[1]


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Modules of skillkg that a file imports, at run time or for types, with their lines."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import in line {node.lineno}"
            for name in node.names:
                inside = f"{node.module}.{name.name}"
                yield inside if inside in MODULES else str(node.module), node.lineno


def test_every_room_has_its_place() -> None:
    rooms = {file.relative_to(SRC).parts[0].removesuffix(".py") for file in FILES}
    assert rooms - {"__init__"} <= LEVELS.keys()


def test_imports_point_along_the_line() -> None:
    wrong = [
        f"{module}:{line}: {name}"
        for module, file in MODULES.items()
        for name, line in imports(file)
        if name.startswith("skillkg.") and module != "skillkg" and room(name) != room(module)
        if LEVELS[room(name)] >= LEVELS[room(module)]
    ]
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = nx.DiGraph(
        (module, name)
        for module, file in MODULES.items()
        for name, _ in imports(file)
        if module != "skillkg" and name in MODULES
    )
    circles = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    assert not circles


def literals(node: ast.AST) -> Iterator[tuple[str, int]]:
    """String constants that are no docstrings (nor strings that stand alone, as those do)."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value, child.lineno
        yield from literals(child)


def test_iris_stand_in_the_vocabulary_alone() -> None:
    wrong = [
        f"{file}:{line}: {address}"
        for file in FILES
        for name in [file.relative_to(SRC).as_posix()]
        if not name.startswith("vocabulary/")
        for text, line in literals(tree(file))
        for address in WEB.findall(text)
        if len(address) > len("https://") and not address.startswith(ALLOWED.get(name, ()))
    ]
    assert not wrong


def test_the_public_names_are_sorted_complete_and_there() -> None:
    assert skillkg.__all__ == sorted(skillkg.__all__)
    assert len(set(skillkg.__all__)) == len(skillkg.__all__)
    for name in skillkg.__all__:
        value = getattr(skillkg, name)
        assert value.__name__ == name
        assert value.__module__.startswith("skillkg.")
    assert set(skillkg.__all__) <= set(dir(skillkg))
    with pytest.raises(AttributeError, match="no attribute 'absent'"):
        _ = skillkg.absent  # type: ignore[attr-defined]


def test_the_public_names_are_those_that_type_checkers_see() -> None:
    (guarded,) = (node for node in tree(SRC / "__init__.py").body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(seen) == skillkg.__all__
    for name, module in seen.items():
        assert getattr(skillkg, name) is getattr(import_module(str(module)), name)


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = f"import skillkg, sys; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""

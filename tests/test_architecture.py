"""The map of the code holds: who may import whom, where IRIs stand, what is light and public."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import skillkg

if TYPE_CHECKING:
    from collections.abc import Iterator

SRC = Path(skillkg.__file__).parent
FILES = sorted(SRC.rglob("*.py"))

BELOW = ["errors", "model", "resources", "text", "vocabulary"]
LINE = ["sources", "store", "graph", "relatedness", "documents", "linking", "matching"]
LINE += ["explanation", "audit", "service"]
ABOVE = ["checking", "view", "api", "building", "learning", "cli"]
LEVELS = dict.fromkeys(BELOW, 0)
LEVELS |= {room: level for level, room in enumerate(LINE, start=1)}
LEVELS |= {"checking": LEVELS["explanation"], "view": 20, "api": 21}
LEVELS |= {"building": 22, "learning": 22, "cli": 23}
"""A room may import rooms of a lower level, and itself. Checking stands beside explanation:
both look at what the others made."""

WEB = re.compile(r"https?://\w\S*")
ALLOWED = {
    "sources/fetch.py": (
        "https://ec.europa.eu/esco/download/",
        "https://esco.ec.europa.eu/en/use-esco/download",
        "https://www.onetcenter.org/",
    ),
    "documents/word.py": ("http://schemas.openxmlformats.org/",),
}
"""Sites that a person or a download goes to, and XML namespaces of a file format: they name
nothing in the graph."""
HEAVY = {
    "httpx", "jinja2", "networkx", "numpy", "owlready2", "polars", "pyoxigraph", "pyshacl",
    "rdflib", "rich", "safetensors", "scipy", "tokenizers", "torch",
}  # fmt: skip


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), file.name)


def room(module: str) -> str:
    """``graph`` of ``skillkg.graph.concepts``; empty for the package itself."""
    return f"{module}.".split(".")[1]


def imported(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Modules of skillkg that are imported at run time, with their lines."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from ((name.name, child.lineno) for name in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"relative import in line {child.lineno}"
            whole = child.module == "skillkg"
            names = [f"skillkg.{name.name}" for name in child.names] if whole else [child.module]
            yield from ((str(name), child.lineno) for name in names)
        else:
            yield from imported(child)


def test_every_room_has_its_place() -> None:
    rooms = {file.relative_to(SRC).parts[0].removesuffix(".py") for file in FILES}
    assert rooms - {"__init__"} <= LEVELS.keys()
    assert set(ABOVE) | set(BELOW) | set(LINE) == LEVELS.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SRC)))
def test_imports_point_along_the_line(file: Path) -> None:
    own = file.relative_to(SRC).parts[0].removesuffix(".py")
    wrong = [
        f"line {line}: {name}"
        for name, line in imported(tree(file))
        if name.split(".")[0] == "skillkg" and room(name) in LEVELS
        if own != "__init__" and room(name) != own and LEVELS[room(name)] >= LEVELS[own]
    ]
    assert not wrong


def literals(node: ast.AST) -> Iterator[tuple[str, int]]:
    """String constants that are no docstrings (nor strings that stand alone, as those do)."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value, child.lineno
        yield from literals(child)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SRC)))
def test_iris_stand_in_the_vocabulary_alone(file: Path) -> None:
    name = str(file.relative_to(SRC))
    found = [
        f"line {line}: {address}"
        for text, line in literals(tree(file))
        for address in WEB.findall(text)
        if len(address) > len("https://")
        if not address.startswith(ALLOWED.get(name, ()))
    ]
    assert name == "vocabulary.py" or not found


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

"""Graphs, names and numbers that would take a walk or a search without end: bounded, or told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from limits import run_python, run_skillkg

if TYPE_CHECKING:
    from pathlib import Path

SKOS = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
)


def concepts(broader: dict[int, list[int]]) -> str:
    return SKOS + "".join(
        f"<http://e.org/{n}> a skos:Concept, esco:MemberConcept, esco:Skill"
        f' ; skos:prefLabel "c{n}"@en'
        + "".join(f" ; skos:broader <http://e.org/{other}>" for other in above)
        + " .\n"
        for n, above in broader.items()
    )


OVERLAYS = {
    "a cycle": {n: [(n + 1) % 2_000] for n in range(2_000)},
    "a chain": {n: [n + 1] for n in range(5_000)} | {5_000: []},
    "a fan": {0: []} | {n: [0] for n in range(1, 5_000)},
    "a clique": {n: [m for m in range(120) if m != n] for n in range(120)},
    "itself": {0: [0], 1: [0]},
    # The only way from 0 to 1 is their own: whatever else is walked leads back through 0.
    "a clique on a string": {0: [1, 2], 1: []}
    | {n: [m for m in range(2, 90) if m != n] for n in range(2, 90)},
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for name, broader in OVERLAYS.items():
        folder = tmp_path_factory.mktemp("walks")
        (folder / "walks.ttl").write_text(concepts(broader))
        run_skillkg("build", folder / "store", "--overlay", folder / "walks.ttl").assert_ended(0)
        made[name] = folder / "store"
    return made


@pytest.mark.parametrize("name", OVERLAYS)
def test_the_hierarchy_is_walked_in_time(stores: dict[str, Path], name: str) -> None:
    asked = ("query", "broader-path", "--param", "start=http://e.org/1", "--timeout", "30")
    run_skillkg(*asked, store=stores[name]).assert_ended(0)
    run_skillkg("check", stores[name], seconds=45).assert_ended(0)


@pytest.mark.parametrize("name", OVERLAYS)
@pytest.mark.parametrize("k", ["3", "1000"])
def test_paths_are_found_or_given_up(stores: dict[str, Path], name: str, k: str) -> None:
    asked = ("paths", "http://e.org/0", "http://e.org/1", "-k", k, "--max-hops", "20", "--json")
    ended = run_skillkg(*asked, store=stores[name])
    if ended.status:
        ended.assert_told("given up", "fewer hops")
    else:
        ended.assert_read("strength")


def test_what_leads_nowhere_is_given_up(stores: dict[str, Path]) -> None:
    asked = ("paths", "http://e.org/0", "http://e.org/1", "-k", "2", "--max-hops", "20")
    run_skillkg(*asked, store=stores["a clique on a string"]).assert_told("given up")


@pytest.mark.parametrize(
    "arguments",
    [
        ("paths", "SQL", "Python", "-k", "999999999"),
        ("paths", "SQL", "Python", "-k", "0"),
        ("paths", "SQL", "Python", "--max-hops", "999999999"),
        ("query", "releases", "--timeout", "nan1"),
        ("query", "releases", "--timeout", "-1"),
        ("query", "releases", "--param", "timeout=1"),
        ("related", "SQL", "--limit", "-1"),
    ],
)
def test_numbers_out_of_range_are_wrong_usage(
    sample_store: Path, arguments: tuple[str, ...]
) -> None:
    run_skillkg(*arguments, store=sample_store).assert_told(status=2)


WRONG = [
    "kg.paths('SQL', 'Python', k=10**9)",
    "kg.paths('SQL', 'Python', k=0)",
    "kg.paths('SQL', 'Python', k=True)",
    "kg.paths('SQL', 'Python', k=1.5)",
    "kg.paths('SQL', 'Python', max_hops=10**9)",
    "kg.paths('SQL', 'Python', kinds=['nothing'])",
    "kg.search('SQL', limit=-1)",
    "kg.search('SQL', limit=float('nan'))",
    "kg.search('SQL', kind='nothing')",
    "kg.to_networkx(kinds=['nothing'])",
    "kg.concept('')",
    "kg.concept('\\ud800')",
    "kg.concept('x' * 10_000_000)",
    "kg.concept('http://\\ud800')",
    "kg.query('')",
    "kg.query('no-such-query')",
    "kg.query('find-concept', text='\\ud800', other=1)",
    "kg.query('ASK { VALUES ?x { 1 } }', x=object())",
    "kg.query('ASK {}', x='\\ud800')",
    "skillkg.open(sys.argv[1], releases=['esco/9'])",
    "skillkg.open(sys.argv[1], without=['nothing'])",
    "skillkg.open(sys.argv[1], releases=[])",
    "skillkg.open('')",
    "skillkg.open(sys.argv[1], language='../../x')",
    "skillkg.open(sys.argv[1], language='')",
    "skillkg.open(sys.argv[1], language='e' * 300)",
    "skillkg.open(sys.argv[1], language='\\0')",
    "skillkg.open(sys.argv[1], language='de-CH').search('SQL')",
    "skillkg.open('a\\0')",
    "skillkg.open('a\\ud800')",
    "skillkg.build('a\\0')",
    "skillkg.build('a\\ud800')",
    "skillkg.build('new', overlay=['a\\0'])",
    "kg.read('a\\0.txt')",
    "kg.read('a\\ud800.pdf')",
]
FINE = [
    "kg.search('x' * 10_000_000)",
    "kg.search('\\ud800 SQL \\udc80')",
    "skillkg.open(sys.argv[1], language='*').search('SQL')",
    "kg.search_many(['', ' ', '\\0', '\\ud800'])",
    "kg.search('SQL', limit=10**9)",
    "kg.query('ASK { VALUES ?x { 1 } }', x='\\ud800')",
    "kg.query('find-concept', text='\\ud800')",
    "kg.read_text('SQL \\ud800', 'ad')",
    "kg.link(kg.read_text('SQL \\ud800 S\\u2066QL'))",
]


@pytest.mark.parametrize("call", WRONG)
def test_wrong_values_are_told(sample_store: Path, call: str) -> None:
    code = f"kg = skillkg.open(sys.argv[1])\n{call}"
    run_python(code, sample_store).assert_told()


@pytest.mark.parametrize("call", FINE)
def test_odd_values_are_read(sample_store: Path, call: str) -> None:
    code = f"kg = skillkg.open(sys.argv[1])\n{call}\nprint('fine')"
    run_python(code, sample_store).assert_read("fine")


def test_a_cell_of_17_mb_is_told(tmp_path: Path) -> None:
    from skillkg.store.canonical import LONGEST

    code = (
        "from skillkg.store.canonical import canonicalize\nfrom pathlib import Path\n"
        f"line = '<http://e.org/a> <http://e.org/b> \"' + 'a' * {LONGEST} + '\"'\n"
        "canonicalize([line], 'http://e.org/g', Path(sys.argv[1]), print)"
    )
    run_python(code, tmp_path).assert_told("StoreError", "http://e.org/g", "16,000,000")

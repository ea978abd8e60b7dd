"""Records, endpoints and stores that are not what they should be, where records are checked.

What is no record differs (status 1) where it is verified, and cannot be made again (status 2). What
cannot be asked is no difference: status 2, and nothing is written over.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from hashlib import sha256
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner, Result
from endpoints import WAYS, Odd, odd_server
from limits import run_skillkg
from sparql_server import free_port, serving

from skillkg.cli import cli
from skillkg.errors import DocumentError
from skillkg.explanation.canonical import canonical, sealed
from skillkg.explanation.record import to_json
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import skillkg

    Record = dict[str, Any]
    Change = Callable[[Record], object]

EXAMPLES = Path(__file__).parents[2] / "examples"
AD = EXAMPLES / "ads" / "data-analyst.txt"
RESUME = EXAMPLES / "resumes" / "system-administrator.txt"
DOCUMENTS = ("--documents", str(AD), "--documents", str(RESUME))
VERBS = ("verify", "replay")


@pytest.fixture(scope="module")
def record(sample_graph: skillkg.KnowledgeGraph) -> str:
    return to_json(sample_graph.match(AD, RESUME))


def check(verb: str, file: Path, *args: str, said: str, status: int) -> str:
    """Check a record in this process; gives what was printed.

    A file of the verdict that is there stays as it was where nothing could be checked, and so does
    the record, always.
    """
    verdict, before = file.with_suffix(".verdict"), file.read_bytes()
    verdict.write_text("kept", encoding="utf-8")
    given = [verb, str(file), "--json", str(verdict), *args]
    told: Result = CliRunner(env={"SKILLKG_STORE": ""}).invoke(cli, given)
    if not isinstance(told.exception, SystemExit | None):
        raise told.exception
    assert (told.exit_code, file.read_bytes()) == (status, before), told.output
    assert said in told.output
    assert (verdict.read_text(encoding="utf-8") == "kept") == (status == 2)
    assert len(told.output) < 10_000
    return told.output


def file_of(folder: Path, record: str | bytes) -> Path:
    file = folder / "record.json"
    file.write_bytes(record.encode() if isinstance(record, str) else record)
    return file


# What is no record ------------------------------------------------------------------------------


def in_place_of(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


NESTED = "[" * 50_000 + "]" * 50_000
NO_RECORDS: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "empty": (lambda _: "", "not JSON from line 1, column 1"),
    "no object": (lambda _: "[1]", "not a JSON object"),
    "not UTF-8": (lambda text: text.encode("utf-16"), "not UTF-8"),
    "zeros": (lambda _: bytes(1_000), "not JSON from line 1, column 1"),
    "byte order mark": (lambda text: b"\xef\xbb\xbf" + text.encode(), "not JSON from line 1"),
    "cut off": (lambda text: text[: len(text) // 2], "not JSON from line 1"),
    "another version": (in_place_of('"schema_version":4', '"schema_version":3'), "of version 3"),
    "a version that is none": (
        in_place_of('"schema_version":4', '"schema_version":{"a":[]}'),
        "of version {'a': []}",
    ),
    "a key twice": (in_place_of("{", '{"fit":1,'), "the key 'fit' stands twice"),
    "not a number": (in_place_of('"words":', '"words":NaN,"x":'), "NaN is no number"),
    "infinite": (in_place_of('"words":', '"words":1e999,"x":'), "1e999 is no number"),
    "beyond 2^53": (in_place_of('"words":', '"words":9007199254740992,"x":'), "is no number"),
    "thousands of digits": (in_place_of('"words":', f'"words":{"9" * 5_000},"x":'), "not JSON as"),
    "nested deeply": (in_place_of('"notes":[', f'"notes":[{NESTED},'), "not JSON as records are"),
    "a key too many": (in_place_of('"words":', '"x":1,"words":'), "no record: ad cannot be read"),
}


@pytest.mark.parametrize("name", NO_RECORDS)
def test_what_is_no_record_is_named(name: str, record: str, tmp_path: Path) -> None:
    change, said = NO_RECORDS[name]
    file = file_of(tmp_path, change(record))
    assert "form: " in check("verify", file, said=said, status=1)
    assert f"{file}: " in check("replay", file, said=said, status=2)


@pytest.mark.parametrize("indent", [None, 1])
def test_a_record_in_another_order_or_with_spaces_is_named(
    indent: int | None, record: str, tmp_path: Path
) -> None:
    values = dict(reversed(json.loads(record).items()))
    text = json.dumps(values, ensure_ascii=False, indent=indent, separators=(",", ":"))
    file = file_of(tmp_path, text)
    check("verify", file, said="form: not canonical JSON (RFC 8785)", status=1)
    check("replay", file, said="not canonical JSON (RFC 8785)", status=2)


def scoring(**changed: object) -> Change:
    return lambda record: record["parameters"]["scoring"].update(changed)


CRAFTED: dict[str, tuple[Change, str]] = {
    "an unknown key of the scoring": (scoring(unknown=1), "scoring cannot be used"),
    "a number of it that is text": (scoring(width="wide"), "scoring cannot be used"),
    "one that nothing is divided by": (scoring(width=0), "scoring cannot be used"),
    "one that is a list": (scoring(best=[2]), "scoring cannot be used"),
    "passages that are none": (scoring(passages=8), "scoring cannot be used"),
    "passages without end": (scoring(passages=[*range(1, 1_000)]), "at most 8 lengths"),
    "a passage without end": (scoring(passages=[10**9]), "from 1 to 1,000, not 1000000000"),
    "quotes without end": (scoring(best=10**9), "from 1 to 1,000, not 1000000000"),
    "occupations without end": (scoring(requirements=10**6), "from 1 to 200, not 1000000"),
    "a scoring without a key": (
        lambda record: record["parameters"]["scoring"].pop("centre"),
        "scoring cannot be used",
    ),
    "a graph that is no IRI": (
        lambda record: record["graph"][0].update(graph="urn:g> { } #"),
        "form: no record: 'urn:g> { } #' is no IRI",
    ),
    "a language that is none": (
        lambda record: record["parameters"].update(language="not a tag"),
        "it cannot be made again",
    ),
    "what nothing can leave out": (
        lambda record: record["parameters"].update(without=["nonsense"]),
        "it cannot be made again: cannot leave out nonsense",
    ),
}


@pytest.mark.parametrize("name", CRAFTED)
def test_what_was_crafted_with_care_is_named(
    name: str, record: str, sample_store: Path, tmp_path: Path
) -> None:
    """Its digests are its own, so that more than its form is looked at."""
    change, said = CRAFTED[name]
    crafted = json.loads(record)
    change(crafted)
    file = file_of(tmp_path, canonical(sealed(crafted)))
    check("verify", file, "--store", str(sample_store), *DOCUMENTS, said=said, status=1)


@pytest.mark.parametrize("where", ["notes", "pages", "passages"])
def test_ten_megabytes_of_numbers_end(
    where: str, record: str, sample_store: Path, tmp_path: Path
) -> None:
    """In little memory, with the store and the documents."""
    crafted, numbers = json.loads(record), list(range(10**14, 10**14 + 650_000))
    inner = {"notes": crafted, "pages": crafted["ad"]}.get(where, crafted["parameters"]["scoring"])
    inner[where] = numbers
    file = file_of(tmp_path, json.dumps(crafted, separators=(",", ":")))
    assert file.stat().st_size > 10_000_000
    given = (str(file), "--store", str(sample_store), *DOCUMENTS)
    run_skillkg("verify", *given).assert_ended(1)
    run_skillkg("replay", *given).assert_told(str(file), status=2)


@pytest.mark.parametrize("verb", VERBS)
def test_a_file_that_is_too_long_is_not_read(verb: str, record: str, tmp_path: Path) -> None:
    file = file_of(tmp_path, record + " " * (64 << 20))
    run_skillkg(verb, str(file)).assert_told(f"{file}: more than 64 MiB", status=2)


def test_a_record_that_differs_hides_no_other(record: str, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(record, encoding="utf-8")
    file = file_of(tmp_path, "{")
    told = check("verify", file, str(tmp_path / "good.json"), said="DIFFERS", status=1)
    assert f"holds  {tmp_path / 'good.json'}" in told


# Endpoints --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    with odd_server() as (address, _):
        yield address


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("way", sorted(WAYS.keys() - {"dripping"}))
def test_an_endpoint_that_answers_oddly_checks_nothing(
    way: str, verb: str, odd: str, record: str, tmp_path: Path
) -> None:
    file = file_of(tmp_path, record)
    check(verb, file, "--endpoint", f"{odd}/{way}", *DOCUMENTS, said="Error: ", status=2)


@pytest.mark.parametrize("verb", VERBS)
def test_an_endpoint_that_is_down_checks_nothing(verb: str, record: str, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    file = file_of(tmp_path, record)
    said = f"Error: {address} does not answer"
    check(verb, file, "--endpoint", address, *DOCUMENTS, said=said, status=2)


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes queries, and never answers."""
    end = threading.Event()
    handler = type("Silent", (Odd,), {"do_POST": lambda _: end.wait() and None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        end.set()
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("way", ["never", "dripping"])
def test_an_endpoint_that_never_answers_is_given_up(
    way: str, verb: str, odd: str, record: str, tmp_path: Path
) -> None:
    file = file_of(tmp_path, record)
    with silent_server() as silent:
        address = silent if way == "never" else f"{odd}/{way}"
        given = ("--endpoint", address, *DOCUMENTS, "--timeout", "1")
        check(verb, file, *given, said="took more than 1 s; see --timeout", status=2)


def test_without_an_option_it_is_given_up_too(
    record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skillkg.store.remote.OWN_SECONDS", 1.0)
    monkeypatch.setattr("skillkg.store.remote.MAX_SECONDS", 1.0)
    with silent_server() as address:
        file = file_of(tmp_path, record)
        check("verify", file, "--endpoint", address, said="takes more than 1 second", status=2)


@contextmanager
def failing(address: str, way: str, after: int) -> Iterator[str]:
    """An endpoint that hands queries on, and some time answers oddly instead."""
    asked: list[str] = []

    def hand_on(odd: Odd) -> None:
        body = odd.rfile.read(int(odd.headers["Content-Length"]))
        asked.append(way)
        if len(asked) > after:
            WAYS[way](odd)
            return
        kept = {name: odd.headers[name] for name in ("Content-Type", "Accept")}
        with urlopen(Request(address, body, kept), timeout=60) as answer:
            odd.give(answer.read(), answer.headers["Content-Type"])

    handler = type("Failing", (Odd,), {"do_POST": hand_on})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        server.shutdown()
        server.server_close()
    assert len(asked) > after


@pytest.fixture(scope="module")
def served(sample_store: Path) -> Iterator[str]:
    with serving(sample_store) as address:
        yield address


@pytest.mark.parametrize("after", [2, 6, 12])
@pytest.mark.parametrize("way", ["page", "no-json", "error", "unavailable", "too-many", "silent"])
def test_an_endpoint_that_fails_in_the_midst_shows_nothing(
    way: str, after: int, served: str, record: str, tmp_path: Path
) -> None:
    """What fails is no difference, and what was not asked does not hold."""
    file = file_of(tmp_path, record)
    with failing(served, way, after) as address:
        told = check("verify", file, "--endpoint", address, said="Error: ", status=2)
    assert "holds" not in told
    assert "DIFFERS" not in told


def test_an_endpoint_of_other_releases_differs(
    served: str, related_sample: tuple[Path, object], tmp_path: Path
) -> None:
    store, given = str(related_sample[0]), tmp_path / "record.json"
    run_skillkg("match", AD, RESUME, "--store", store, "--json", given).assert_ended(0)
    (learned,) = (
        each["graph"] for each in json.loads(given.read_bytes())["graph"] if "inputs" in each
    )
    said = f"✗ releases: {learned} is not in {served}"
    check("verify", given, "--endpoint", served, said=said, status=1)
    said = f"Error: {served} has no {learned.partition('/graph/')[2]}"
    check("replay", given, "--endpoint", served, *DOCUMENTS, said=said, status=2)


# Documents --------------------------------------------------------------------------------------


def test_a_document_that_was_changed_is_named(
    record: str, sample_store: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "resume.txt"
    changed.write_text(RESUME.read_text(encoding="utf-8") + "\nSQL\n", encoding="utf-8")
    file = file_of(tmp_path, record)
    given = ("--store", str(sample_store), "--documents", str(AD), "--documents", str(changed))
    digest = json.loads(record)["resume"]["digest"]
    said = f"✗ resume: none of the documents given has the digest {digest}"
    check("verify", file, *given, said=said, status=1)
    said = f"Error: the resume, {RESUME.name}, is not among the documents given"
    check("replay", file, *given, said=said, status=2)


def test_a_document_that_is_not_there_is_no_difference(record: str, tmp_path: Path) -> None:
    file, nowhere = file_of(tmp_path, record), tmp_path / "nowhere.txt"
    with pytest.raises(DocumentError, match=r"nowhere\.txt: No such file"):
        Verifier(None, [AD, nowhere]).verify(file)


def test_a_document_that_cannot_be_read_is_no_difference(
    record: str, sample_store: Path, tmp_path: Path
) -> None:
    odd, other = tmp_path / "resume.pdf", json.loads(record)
    odd.write_bytes(b"%PDF-1.7 and nothing else")
    other["resume"]["digest"] = sha256(odd.read_bytes()).hexdigest()
    file = file_of(tmp_path, canonical(sealed(other)))
    given = ("--store", str(sample_store), "--documents", str(odd))
    told = check("verify", file, *given, said=f"Error: {odd}: ", status=2)
    assert "DIFFERS" not in told


@pytest.mark.parametrize("verb", VERBS)
def test_a_store_that_is_none_checks_nothing(verb: str, record: str, tmp_path: Path) -> None:
    file = file_of(tmp_path, record)
    given = ("--store", str(tmp_path / "nowhere"), *DOCUMENTS)
    check(verb, file, *given, said="Error: ", status=2)

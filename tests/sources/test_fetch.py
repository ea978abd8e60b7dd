"""Fetching from a real HTTP server on this machine: whole, cut, changed, wrong, refused, down."""

from __future__ import annotations

import hashlib
import io
import re
import socket
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from skillkg.errors import FetchError
from skillkg.sources import download, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONET = "db_29_3_text.zip"
PART = ONET + ".part"


def a_zip(text: str) -> bytes:
    """A zip that does not shrink its content, so that it is long enough to cut."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Occupation Data.txt", text * 30_000)
    return buffer.getvalue()


FIRST, SECOND = a_zip("first\n"), a_zip("second\n")


@dataclass
class Site:
    """What the server has and how it behaves; and what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    url: str = ""
    status: list[int] = field(default_factory=list)
    """Statuses to answer with before behaving."""
    cut_after: list[int] = field(default_factory=list)
    """Break off answers, in turn, after so many bytes of the body."""
    validator: tuple[str, str] | None = ("ETag", '"{md5}"')
    content_type: str = "application/zip"
    ranges: list[str | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            name = unquote(self.path.rpartition("/")[2])
            site.names.append(name)
            site.ranges.append(self.headers.get("Range"))
            if site.status:
                self.send_error(site.status.pop(0))
            elif name not in site.files:
                self.send_error(404)
            else:
                self.send_file(site.files[name])

        def send_file(self, body: bytes) -> None:
            md5 = hashlib.md5(body).hexdigest()
            validator = site.validator[1].format(md5=md5) if site.validator else None
            wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            start = 0
            if wanted and validator and self.headers.get("If-Range") == validator:
                start = int(wanted[1])
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            else:
                self.send_response(200)
            if site.validator and validator:
                self.send_header(site.validator[0], validator)
            self.send_header("Content-Type", site.content_type)
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            cut = site.cut_after.pop(0) if site.cut_after else len(body)
            self.wfile.write(body[start : start + cut])

    return Handler


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(download, "BACKOFF_S", 0.0)
    state = Site({ONET: FIRST})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(state))
    state.url = f"http://127.0.0.1:{server.server_port}/dl"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


class Seen:
    """A progress callback that keeps what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int, int | None]] = []

    def __call__(self, name: str, done: int, total: int | None) -> None:
        self.calls.append((name, done, total))


def fetch_onet(site: Site, folder: Path, progress: Seen | None = None) -> list[Path]:
    return fetch.fetch("onet", folder=folder, progress=progress or Seen(), base_url=site.url)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_whole_download_lands_with_its_digest_and_nothing_else(
    site: Site, tmp_path: Path
) -> None:
    folder, seen = tmp_path / "new" / "folder", Seen()
    assert fetch_onet(site, folder, seen) == [folder / ONET]
    assert (folder / ONET).read_bytes() == FIRST
    digest = hashlib.sha256(FIRST).hexdigest()
    assert (folder / f"{ONET}.sha256").read_text() == f"{digest}  {ONET}\n"
    assert names_in(folder) == {ONET, f"{ONET}.sha256"}
    assert seen.calls[-1] == (ONET, len(FIRST), len(FIRST))
    assert [done for _, done, _ in seen.calls] == sorted(done for _, done, _ in seen.calls)


def test_a_file_that_is_there_is_not_asked_for_again(site: Site, tmp_path: Path) -> None:
    fetch_onet(site, tmp_path)
    fetch_onet(site, tmp_path)
    assert site.names == [ONET]


def test_a_file_that_was_changed_on_disk_is_left_alone(site: Site, tmp_path: Path) -> None:
    fetch_onet(site, tmp_path)
    (tmp_path / ONET).write_bytes(b"mine")
    with pytest.raises(FetchError, match="Move it away"):
        fetch_onet(site, tmp_path)
    assert (tmp_path / ONET).read_bytes() == b"mine"


@pytest.mark.parametrize(
    "validator",
    [("ETag", '"{md5}"'), ("Last-Modified", "Wed, 21 May 2025 07:28:00 GMT")],
)
def test_a_cut_connection_is_resumed_in_the_same_run(
    site: Site, tmp_path: Path, validator: tuple[str, str]
) -> None:
    site.validator, site.cut_after = validator, [100_000, 50_000]
    fetch_onet(site, tmp_path)
    assert (tmp_path / ONET).read_bytes() == FIRST
    assert site.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_a_run_that_gave_up_is_resumed_by_the_next(site: Site, tmp_path: Path) -> None:
    site.cut_after = [10_000] * download.ATTEMPTS
    with pytest.raises(FetchError, match="run the command again"):
        fetch_onet(site, tmp_path)
    assert names_in(tmp_path) == {PART, f"{PART}.etag"}
    site.ranges.clear()
    fetch_onet(site, tmp_path)
    assert site.ranges == [f"bytes={10_000 * download.ATTEMPTS}-"]
    assert (tmp_path / ONET).read_bytes() == FIRST


def test_a_file_that_changed_meanwhile_comes_whole(site: Site, tmp_path: Path) -> None:
    site.cut_after = [100_000] * download.ATTEMPTS
    site.files[ONET] = FIRST * 10
    with pytest.raises(FetchError):
        fetch_onet(site, tmp_path)
    site.files[ONET] = SECOND
    fetch_onet(site, tmp_path)
    assert (tmp_path / ONET).read_bytes() == SECOND


@pytest.mark.parametrize("validator", [None, ("ETag", 'W/"{md5}"')])
def test_without_a_strong_validator_nothing_is_glued_together(
    site: Site, tmp_path: Path, validator: tuple[str, str] | None
) -> None:
    site.validator, site.cut_after = validator, [100_000]
    fetch_onet(site, tmp_path)
    assert site.ranges == [None, None]
    assert (tmp_path / ONET).read_bytes() == FIRST


def test_a_part_longer_than_the_file_is_thrown_away(site: Site, tmp_path: Path) -> None:
    (tmp_path / PART).write_bytes(FIRST + b"more")
    (tmp_path / f"{PART}.etag").write_text('"some"')
    site.status = [416]
    fetch_onet(site, tmp_path)
    assert site.ranges == [f"bytes={len(FIRST) + 4}-", None]
    assert (tmp_path / ONET).read_bytes() == FIRST


def test_a_busy_site_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.status = [503, 429]
    fetch_onet(site, tmp_path)
    assert len(site.names) == 3


def test_a_known_file_with_other_bytes_is_refused(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(fetch.SHA256, ONET, hashlib.sha256(SECOND).hexdigest())
    with pytest.raises(FetchError, match=r"SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}"):
        fetch_onet(site, tmp_path)
    assert names_in(tmp_path) == set()
    site.files[ONET] = SECOND
    assert fetch_onet(site, tmp_path) == [tmp_path / ONET]


def test_a_release_that_was_replaced_is_noticed(site: Site, tmp_path: Path) -> None:
    fetch_onet(site, tmp_path)
    (tmp_path / ONET).unlink()
    site.files[ONET] = SECOND
    with pytest.raises(FetchError, match=rf"remove {re.escape(ONET)}\.sha256"):
        fetch_onet(site, tmp_path)


@pytest.mark.parametrize(
    "body",
    [b"no zip at all", FIRST[:-30], FIRST.replace(b"first", b"FIRST", 1)],
    ids=["other", "truncated", "flipped"],
)
def test_a_damaged_zip_is_thrown_away(site: Site, tmp_path: Path, body: bytes) -> None:
    site.files[ONET] = body
    with pytest.raises(FetchError, match=r"not a whole zip|is damaged"):
        fetch_onet(site, tmp_path)
    assert names_in(tmp_path) == set()


@pytest.mark.parametrize("answer", ["html", 403, 404])
def test_a_site_that_wants_a_person_is_explained(
    site: Site, tmp_path: Path, answer: str | int
) -> None:
    names = fetch.file_names("esco", "1.2.0", ["en"])
    site.files = dict.fromkeys(names, b"<html>who are you?</html>")
    if isinstance(answer, int):
        site.status = [answer]
    site.content_type = "text/html; charset=utf-8"
    with pytest.raises(FetchError) as caught:
        fetch.fetch("esco", version="1.2.0", folder=tmp_path, progress=Seen(), base_url=site.url)
    message = str(caught.value)
    assert ("a web page" if answer == "html" else f"answers {answer}") in message
    assert "https://esco.ec.europa.eu/en/use-esco/download" in message
    assert all(name in message for name in names)
    assert str(tmp_path) in message
    assert names_in(tmp_path) == set()
    assert len(site.names) == 1


def test_onet_by_hand_names_its_page(site: Site, tmp_path: Path) -> None:
    site.files.clear()
    with pytest.raises(FetchError, match=r"https://www\.onetcenter\.org/database\.html"):
        fetch_onet(site, tmp_path)


def test_esco_comes_as_one_file_a_language_and_the_relations(site: Site, tmp_path: Path) -> None:
    names = [
        "ESCO dataset - v1.2.0 - classification - en - csv.zip",
        "ESCO dataset - v1.2.0 - classification - de - csv.zip",
        "ESCO dataset - v1.2.0 - classification -  - csv.zip",
    ]
    site.files = dict.fromkeys(names, FIRST)
    paths = fetch.fetch(
        "esco",
        version="1.2.0",
        languages=["en", "de"],
        folder=tmp_path,
        progress=Seen(),
        base_url=site.url,
    )
    assert [path.name for path in paths] == names == site.names


def test_a_site_that_is_down_is_said(site: Site, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        site.url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(FetchError, match="Check the connection"):
            fetch_onet(site, tmp_path)


@pytest.mark.parametrize("base_url", ["ftp://127.0.0.1", "nonsense", "http://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, base_url: str) -> None:
    with pytest.raises(FetchError, match="Give an address"):
        fetch.fetch("onet", folder=tmp_path, progress=Seen(), base_url=base_url)


@pytest.mark.parametrize(
    ("source", "version", "languages"),
    [
        ("esco", "latest", ["en"]),
        ("esco", "1.1", ["en"]),
        ("onet", "29", ["en"]),
        ("onet", "../29.3", ["en"]),
        ("esco", "1.1.1", ["english"]),
    ],
)
def test_a_version_or_language_that_is_none_is_refused(
    tmp_path: Path, source: fetch.Source, version: str, languages: list[str]
) -> None:
    with pytest.raises(FetchError, match="Write i"):
        fetch.fetch(source, version=version, languages=languages, folder=tmp_path, progress=Seen())


def test_a_folder_that_cannot_be_made_is_said(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FetchError, match="choose another folder"):
        fetch_onet(site, tmp_path / "file" / "folder")


def test_official_addresses() -> None:
    assert fetch.BASE_URLS["onet"] + fetch.file_names("onet", "29.3", [])[0] == (
        "https://www.onetcenter.org/dl_files/database/db_29_3_text.zip"
    )
    assert set(fetch.SHA256) == {
        name for version in ("1.1.0", "1.1.1") for name in fetch.file_names("esco", version, ["en"])
    }


def test_known_digests_are_those_of_the_official_files(shared_data: Path) -> None:
    files = {path.name: path for path in shared_data.glob("esco/1.1.*/*.zip")}
    assert {name: fetch.sha256(files[name]) for name in fetch.SHA256} == fetch.SHA256

"""Fetching a model from a stand-in for its site, on this machine."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from skillkg.cli import cli
from skillkg.encoding.fetch_model import fetch_model
from skillkg.encoding.models import open_encoder
from skillkg.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("huggingface_hub")
NAME, COMMIT = "own/tiny", "c" * 40
OTHERS = ("pytorch_model.bin", "tf_model.h5", "onnx/model.onnx", "openvino/model.json", "README.md")


@dataclass
class Site:
    """Files of one model, and which of them were asked for."""

    files: dict[str, bytes]
    url: str = ""
    fetched: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Files that the site cannot give now."""

    def listing(self) -> list[dict[str, object]]:
        return [
            {"type": "file", "path": name, "size": len(body), "oid": hashlib.sha1(body).hexdigest()}
            for name, body in self.files.items()
        ]

    def answer(self, path: str) -> bytes | None:
        """What JSON a path of the API has."""
        known = f"/api/models/{NAME}"
        if path in (known, f"{known}/revision/main"):
            siblings = [{"rfilename": name} for name in self.files]
            facts = {"id": NAME, "sha": COMMIT, "private": False, "siblings": siblings}
            return json.dumps(facts).encode()
        return json.dumps(self.listing()).encode() if path.startswith(f"{known}/tree/") else None


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            answer = site.answer(path)
            file = path.removeprefix(f"/{NAME}/resolve/").partition("/")[2]
            if answer is not None:
                self.send(answer, {"Content-Type": "application/json"})
            elif path.startswith(f"/{NAME}/") and file in site.files and file not in site.broken:
                if self.command == "GET":
                    site.fetched.append(file)
                etag = hashlib.sha1(site.files[file]).hexdigest()
                self.send(site.files[file], {"ETag": f'"{etag}"', "X-Repo-Commit": COMMIT})
            else:
                missing = {"X-Error-Code": "RepoNotFound"} if file not in site.broken else {}
                self.send(b"", missing, 404 if missing else 500)

        def send(self, body: bytes, headers: dict[str, str], status: int = 200) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

    return Handler


@pytest.fixture
def site(static_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with one real model, and forms of its weights that nobody needs."""
    files = {
        file.relative_to(static_folder).as_posix(): file.read_bytes()
        for file in static_folder.rglob("*")
        if file.is_file()
    }
    site = Site(files | dict.fromkeys(OTHERS, b"{}"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(site))
    site.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("HF_ENDPOINT", site.url)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def names_in(folder: Path) -> set[str]:
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}


def test_what_comes_is_the_model_and_nothing_that_is_not_needed(
    site: Site, static_folder: Path, tmp_path: Path
) -> None:
    folder = fetch_model(NAME, tmp_path / "models" / "fetched")
    assert folder == tmp_path / "models" / "fetched"
    assert names_in(folder) == names_in(static_folder) == set(site.fetched)
    assert open_encoder(folder).digest == open_encoder(static_folder).digest
    assert [entry.name for entry in folder.parent.iterdir()] == [folder.name]


def test_the_command_line_says_where_it_went(site: Site, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["fetch", "model", NAME, "--to", str(tmp_path / "got")])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == str(tmp_path / "got")
    assert "modules.json" in site.fetched


@pytest.mark.parametrize("args", [["model"], ["onet", NAME]])
def test_a_name_is_for_models(args: list[str]) -> None:
    result = CliRunner().invoke(cli, ["fetch", *args])
    assert result.exit_code == 2
    assert "NAME" in result.output


def test_what_broke_off_goes_on(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # huggingface_hub tries a site in trouble five times again, and waits 23 seconds in between.
    monkeypatch.setattr(time, "sleep", lambda _: None)
    site.broken = {"model.safetensors"}
    with pytest.raises(FetchError, match="run the command again"):
        fetch_model(NAME, tmp_path / "got")
    assert not (tmp_path / "got").exists()
    site.broken.clear()
    fetch_model(NAME, tmp_path / "got")
    assert site.fetched.count("tokenizer.json") == 1
    assert open_encoder(tmp_path / "got").dimension


@pytest.mark.parametrize("name", ["own/absent", "no name at all", "../up", ""])
def test_a_model_that_is_not_there_is_said(site: Site, tmp_path: Path, name: str) -> None:
    with pytest.raises(FetchError, match="the site has no such model"):
        fetch_model(name, tmp_path / "got")
    assert not list(tmp_path.glob("*got*"))
    assert not site.fetched


def test_a_site_that_is_down_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(FetchError, match="Check the connection"):
        fetch_model(NAME, tmp_path / "got")
    assert not (tmp_path / "got").exists()


@pytest.mark.parametrize(
    ("absent", "said"),
    [("modules.json", "no sentence-transformers model"), ("model.safetensors", "no weights")],
)
def test_what_cannot_be_used_is_not_kept(
    site: Site, tmp_path: Path, absent: str, said: str
) -> None:
    del site.files[absent]
    with pytest.raises(FetchError, match=said):
        fetch_model(NAME, tmp_path / "got")
    assert not list(tmp_path.glob("*got*"))


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_folder_that_is_taken_is_left_alone(site: Site, tmp_path: Path, kind: str) -> None:
    taken = tmp_path / "taken"
    mine = taken if kind == "file" else taken / "thesis.txt"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("chapter one")
    with pytest.raises(FetchError, match="is there already"):
        fetch_model(NAME, taken)
    assert mine.read_text() == "chapter one"
    assert not site.fetched

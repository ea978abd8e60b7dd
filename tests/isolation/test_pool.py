"""Processes that can be ended: their limits, what they leave, and what is told of them."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from skillkg.isolation import pool as pools
from skillkg.isolation.pool import Pool
from skillkg.isolation.worker import LimitError, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

ECHO = "handlers:echo"
SIZE = 1_000_000
HERE = str(Path(__file__).parent)


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool that leaves no process."""
    pool = Pool(ECHO)
    yield pool
    pool.end()
    assert workers() == []


def workers() -> list[int]:
    """Processes that were started here, those included that ended and were not waited for."""
    children = psutil.Process().children()
    return [child.pid for child in children if child.status() == "zombie" or is_worker(child)]


def is_worker(process: psutil.Process) -> bool:
    return ECHO in process.cmdline()


def asked(pool: Pool, request: bytes) -> bytes:
    return b"".join(pool.ask(request, 30, SIZE))


def refused(pool: Pool, request: bytes, seconds: float = 30) -> str:
    with pytest.raises(LimitError) as error:
        pool.ask(request, seconds, SIZE)
    return str(error.value)


def test_the_answer_is_whole_and_the_process_is_kept(pool: Pool) -> None:
    assert asked(pool, b"some words") == b"some words"
    first = workers()
    assert asked(pool, b"other words") == b"other words"
    assert list(pool.stream(b"word by word", 30)) == [b"word", b" by ", b"word"]
    assert workers() == first
    assert len(first) == 1


def test_a_process_can_be_started_ahead(pool: Pool) -> None:
    pool.start()
    ahead = workers()
    pool.start()
    pool.ask(b"words", 30, SIZE)
    assert workers() == ahead
    assert len(ahead) == 1


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        pytest.param(b"sleep 60", "takes more than 0.5 seconds", id="time"),
        pytest.param(b"endless", "gives a longer answer than is taken", id="endless answer"),
        pytest.param(b"abort", "breaks down (SIGABRT)", id="abort"),
        pytest.param(b"exit 3", "breaks down (exit status 3)", id="exit"),
        pytest.param(b"exit 0", "breaks down (exit status 0)", id="exit without an answer"),
        pytest.param(b"raise", "breaks down (ZeroDivisionError: by nought)", id="defect"),
    ],
)
def test_limits(pool: Pool, request_: bytes, said: str) -> None:
    pool.ask(b"ready", 30, SIZE)
    assert said in refused(pool, request_, 0.5)
    assert workers() == []
    assert asked(pool, b"the next") == b"the next"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited where the system can")
def test_memory(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "MAX_MEMORY", 160 << 20)
    assert refused(pool, b"allocate 200000000") == "takes more than 160 MiB of memory"


@pytest.mark.skipif(sys.platform == "win32", reason="files are limited where the system can")
def test_what_it_says_does_not_fill_the_disk(pool: Pool) -> None:
    assert len(refused(pool, b"write 2000000")) < 300


def test_what_it_prints_is_no_answer(pool: Pool) -> None:
    assert asked(pool, b"print") == b"print"


def test_depth(pool: Pool) -> None:
    assert "breaks down" in refused(pool, b"recurse 100000")


def test_a_stream_may_take_long_where_its_pieces_do_not(pool: Pool) -> None:
    pool.ask(b"ready", 30, SIZE)
    assert b"".join(pool.stream(b"drip 5", 0.9)).startswith(b".....")
    assert refused(pool, b"drip 5", 0.9) == "takes more than 0.9 seconds"


def test_a_stream_that_is_not_read_to_its_end_leaves_nothing(pool: Pool) -> None:
    pieces = pool.stream(b"endless", 30)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert workers() == []


def test_an_answer_that_is_no_frame(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    command = f"print({'x' * 100!r}, flush=True)"
    monkeypatch.setattr("skillkg.isolation.worker._COMMAND", command)
    assert refused(pool, b"words") == "gives no valid answer"


def test_a_process_that_was_killed_meanwhile(pool: Pool) -> None:
    pool.ask(b"words", 30, SIZE)
    (worker,) = workers()
    psutil.Process(worker).kill()
    psutil.Process(worker).wait()
    assert asked(pool, b"words") == b"words"
    assert worker not in workers()


def test_ctrl_c_leaves_nothing(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Worker, "_piece", interrupt)
    with pytest.raises(KeyboardInterrupt):
        pool.ask(b"words", 30, SIZE)
    assert workers() == []


def test_threads_have_a_process_each(pool: Pool) -> None:
    words = [f"word {n}".encode() for n in range(40)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda word: asked(pool, word), words)) == words
    assert 1 <= len(workers()) <= 4


FORKS = """
import os, sys
from skillkg.isolation.pool import Pool

pool = Pool("handlers:process")
print(mine := pool.ask(b"", 30, 99) == pool.ask(b"", 30, 99), flush=True)
child = os.fork()
if not child:
    print(pool.ask(b"", 30, 99) != mine, flush=True)
    sys.exit()
os.waitpid(child, 0)
print(pool.ask(b"", 30, 99) == pool.ask(b"", 30, 99))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_script_without_a_main_guard_and_a_fork() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKS],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([HERE, *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n" * 3
    assert done.stderr == ""


ENDS = """
import os, sys
from skillkg.isolation.pool import Pool

print(Pool("handlers:process").ask(b"", 30, 99)[0].decode(), flush=True)
os.kill(os.getpid(), 9) if sys.argv[1] == "killed" else sys.exit()
"""


SLEEPS = """
import os, sys, threading
from skillkg.isolation.pool import Pool

pool = Pool("handlers:echo")
pool.ask(b"ready", 30, 99)
print(pool._idle[0]._process.pid, flush=True)
threading.Timer(0.5, lambda: os.kill(os.getpid(), 9)).start()
pool.ask(b"spin", 1, 99)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system ends it by a signal")
def test_it_does_not_go_on_for_ever_where_who_asked_was_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLEEPS],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([HERE, *filter(None, sys.path)])},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == -9
    worker = psutil.Process(int(done.stdout))
    assert worker.is_running()
    assert psutil.wait_procs([worker], 30)[1] == []


@pytest.mark.parametrize("how", ["ends", "killed"])
def test_the_process_ends_with_the_one_that_started_it(how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDS, how],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([HERE, *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    worker = int(done.stdout)
    left = [psutil.Process(worker)] if psutil.pid_exists(worker) else []
    assert psutil.wait_procs(left, 20)[1] == []

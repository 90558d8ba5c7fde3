"""The pool of workers.

1. It prints from an event loop and from plain code, one document after the other, several at a time.
2. The process that asks never loads WeasyPrint.
3. A document over the time limit fails with "time"; its worker is replaced and the next document is printed.
4. A document over the memory limit fails with "memory" or "crashed"; the same.
5. More waiting documents than the queue holds fail with "busy".
6. Closing ends the workers and fails what waits; a closed pool refuses.
7. A worker killed from outside costs at most the document that it had.
8. The service's secrets are not in a worker's environment.
9. A worker is replaced after its share of documents.
10. Nothing is started before it is needed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from formgen.rendering.pdf.failures import PdfFailed
from formgen.rendering.pdf.pool import MEBIBYTE, PdfPool

SMALL = "<html lang='en'><body><h1>Small</h1><p>A document.</p></body></html>"
# Seconds of work and hundreds of megabytes for any machine, from a text that is sent in no time.
LARGE = "<html lang='en'><body><h1>Large</h1>" + "<p>A <b>paragraph</b> <i>of</i> several words.</p>" * 60_000


def workers_of(pool: PdfPool) -> list[int]:
    return [worker.pid for worker in pool._running.values()]


def until_warm(pool: PdfPool) -> int:
    pool.start()
    deadline = time.monotonic() + 60
    while not workers_of(pool):
        assert time.monotonic() < deadline, "no worker was started"
        time.sleep(0.01)
    return workers_of(pool)[0]


def failure_of(pool: PdfPool, html: str) -> PdfFailed:
    with pytest.raises(PdfFailed) as caught:
        pool.render_now(html, language="en", title="Fails")
    return caught.value


def test_prints_from_a_loop_and_from_plain_code(pool: PdfPool) -> None:  # 1
    async def several() -> list[bytes]:
        return await asyncio.gather(*(pool.render(SMALL, language="en", title=f"No {n}") for n in range(4)))

    printed = [*asyncio.run(several()), pool.render_now(SMALL, language="en", title="No 4")]
    assert [document[:5] for document in printed] == [b"%PDF-"] * 5
    assert len(set(printed)) == 5, "each has its own title"


def test_the_asking_process_does_not_load_weasyprint() -> None:  # 2
    program = (
        "import sys\n"
        "from formgen.rendering.pdf.pool import PdfPool\n"
        "import formgen.rendering.pdf.letter, formgen.rendering.pdf.checklist\n"
        "with PdfPool() as pool:\n"
        f"    assert pool.render_now({SMALL!r}, language='en', title='x').startswith(b'%PDF-')\n"
        "print([name for name in ('weasyprint', 'fontTools', 'PIL') if name in sys.modules])\n"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120, cwd=root
    )
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stderr


def test_too_long_is_given_up_and_the_worker_replaced() -> None:  # 3
    with PdfPool(time_limit=0.5) as pool:
        first = until_warm(pool)
        began = time.monotonic()
        assert failure_of(pool, LARGE).reason == "time"
        assert time.monotonic() - began < 5
        assert pool.render_now(SMALL, language="en", title="After").startswith(b"%PDF-")
        assert workers_of(pool) != [first]
        assert not psutil.pid_exists(first)


def test_too_large_is_given_up_and_the_worker_replaced() -> None:  # 4
    with PdfPool(memory_limit=160 * MEBIBYTE, time_limit=60) as pool:
        first = until_warm(pool)
        failure = failure_of(pool, LARGE)
        assert failure.reason in ("memory", "crashed")
        assert "memory limit" in failure.hint
        assert pool.render_now(SMALL, language="en", title="After").startswith(b"%PDF-")
        assert workers_of(pool) != [first]


def test_a_full_queue_says_so() -> None:  # 5
    async def crowd(pool: PdfPool) -> list[bytes | BaseException]:
        asked = (pool.render(SMALL, language="en", title=f"No {n}") for n in range(8))
        return await asyncio.gather(*asked, return_exceptions=True)

    with PdfPool(queue_limit=3) as pool:
        results = asyncio.run(crowd(pool))
    refused = [result for result in results if isinstance(result, PdfFailed)]
    assert {failure.reason for failure in refused} == {"busy"}
    assert sum(isinstance(result, bytes) for result in results) == 8 - len(refused) >= 3


def test_closing_ends_workers_and_fails_what_waits() -> None:  # 6
    pool = PdfPool(time_limit=60)
    worker = until_warm(pool)
    failures: list[PdfFailed] = []

    def ask() -> None:
        failures.append(failure_of(pool, LARGE))

    waiting = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    for thread in waiting:
        thread.start()
    time.sleep(0.3)
    pool.close()
    for thread in waiting:
        thread.join(10)
    assert [failure.reason for failure in failures] == ["closed", "closed"]
    assert not psutil.pid_exists(worker)
    assert failure_of(pool, SMALL).reason == "closed"


def test_a_killed_worker_is_replaced() -> None:  # 7
    with PdfPool() as pool:
        first = until_warm(pool)
        os.kill(first, signal.SIGKILL)
        assert failure_of(pool, SMALL).reason == "crashed"
        assert pool.render_now(SMALL, language="en", title="After").startswith(b"%PDF-")


def test_a_worker_does_not_see_the_secrets_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:  # 8
    monkeypatch.setenv("FORMGEN_DATABASE", "postgresql://formgen:secret@db/formgen")
    with PdfPool() as pool:
        environment = psutil.Process(until_warm(pool)).environ()
    assert "FORMGEN_DATABASE" not in environment
    assert "PYTHONPATH" in environment, "what was read is the worker's environment"


def test_a_worker_is_replaced_after_its_share() -> None:  # 9
    with PdfPool(documents_per_worker=2) as pool:
        first = until_warm(pool)
        for number in range(3):
            assert pool.render_now(SMALL, language="en", title=f"No {number}").startswith(b"%PDF-")
        assert workers_of(pool) != [first]
        assert not psutil.pid_exists(first)


def test_nothing_is_started_before_it_is_needed() -> None:  # 10
    before = psutil.Process().children()
    with PdfPool():
        assert psutil.Process().children() == before
    with pytest.raises(ValueError, match="one worker"):
        PdfPool(workers=0)

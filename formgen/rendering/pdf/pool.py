"""The pool of warm processes that print documents, for servers, background workers and the command line."""

from __future__ import annotations

import asyncio
import base64
import logging
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from formgen.rendering.pdf.attachments import Attachment
from formgen.rendering.pdf.failures import PdfFailed
from formgen.rendering.pdf.layouts import pdf_folders
from formgen.rendering.pdf.process import WorkerProcess

_log = logging.getLogger("formgen.pdf")

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Job:
    header: dict[str, Any]
    body: bytes
    future: Future[bytes]


class PdfPool:
    """Prints HTML made by our own templates as PDF/UA-1.

    workers               processes, each printing one document at a time
    memory_limit          bytes that one worker may allocate
    time_limit            seconds for one document, waiting for its turn not counted
    queue_limit           documents that may wait for a worker; one more fails with PdfFailed("busy")
    documents_per_worker  a worker is replaced after so many, so that nothing it leaks can add up
    folders               where templates and styles are, a theme's folder first (default: ours alone)

    Nothing is started before `start()` or the first document. Use it as a context manager, or `close()` it.
    """

    def __init__(
        self,
        workers: int = 1,
        *,
        memory_limit: int = 512 * MEBIBYTE,
        time_limit: float = 20.0,
        queue_limit: int = 64,
        documents_per_worker: int = 1000,
        folders: Sequence[Path] | None = None,
    ) -> None:
        if workers < 1:
            raise ValueError("a pool needs at least one worker")
        self._memory_limit = memory_limit
        self._time_limit = time_limit
        self._queue_limit = queue_limit
        self._documents_per_worker = documents_per_worker
        self._folders = pdf_folders() if folders is None else tuple(folders)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._running: dict[int, WorkerProcess] = {}
        self._count = workers
        self._closed = False

    def start(self) -> None:
        """Start the workers in the background; returns at once. Harmless when they have been started."""
        with self._lock:
            self._start()

    async def render(
        self,
        html: str,
        *,
        language: str,
        title: str,
        created: datetime | None = None,
        attachments: Sequence[Attachment] = (),
    ) -> bytes:
        """The PDF of a document whose HTML our templates made.

        PDF/UA-1 wants its `language` (BCP 47) and `title`. `created` is its date in the metadata (none when
        absent): the clock is not read, so the same input gives the same bytes. Raises PdfFailed.
        """
        future = self._submit(html, language, title, created, attachments)
        return await asyncio.wrap_future(future)

    def render_now(
        self,
        html: str,
        *,
        language: str,
        title: str,
        created: datetime | None = None,
        attachments: Sequence[Attachment] = (),
    ) -> bytes:
        """`render` for a caller without an event loop: it blocks. Raises PdfFailed."""
        return self._submit(html, language, title, created, attachments).result()

    def close(self) -> None:
        """End all workers; documents that wait or are being printed fail with PdfFailed("closed")."""
        with self._lock:
            self._closed = True
            threads, self._threads = self._threads, []
            while not self._jobs.empty():
                if (job := self._jobs.get()) is not None:
                    job.future.set_exception(_closed())
            for _ in threads:
                self._jobs.put(None)
            for worker in self._running.values():
                worker.stop()
        for thread in threads:
            thread.join()

    async def aclose(self) -> None:
        """`close` without holding up the event loop."""
        await asyncio.to_thread(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _submit(
        self,
        html: str,
        language: str,
        title: str,
        created: datetime | None,
        attachments: Sequence[Attachment],
    ) -> Future[bytes]:
        header = {
            "language": language,
            "title": title,
            "created": created.isoformat() if created else None,
            "attachments": [
                {
                    "name": attachment.name,
                    "description": attachment.description,
                    "content": base64.b64encode(attachment.content).decode("ascii"),
                }
                for attachment in attachments
            ],
        }
        job = _Job(header, html.encode(), Future())
        with self._lock:
            if self._closed:
                raise _closed()
            if self._jobs.qsize() >= self._queue_limit:
                raise PdfFailed(
                    "busy",
                    f"{self._queue_limit} documents are waiting to be printed already.",
                    "Try again in a moment; if it happens often, give the service more PDF workers.",
                )
            self._start()
            self._jobs.put(job)
        return job.future

    def _start(self) -> None:
        while not self._closed and len(self._threads) < self._count:
            number = len(self._threads)
            # Daemons: a program that forgets to close the pool still ends, and its workers with their input.
            thread = threading.Thread(target=self._serve, args=(number,), name=f"pdf-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, number: int) -> None:
        """The life of a thread, which owns one worker at a time and keeps it warm while nobody asks."""
        try:
            self._warm(number)
            while (job := self._jobs.get()) is not None:
                if not job.future.set_running_or_notify_cancel():
                    continue
                try:
                    pdf = self._print(number, job)
                except BaseException as error:  # noqa: BLE001 - handed to the caller, who waits in another thread
                    job.future.set_exception(error)
                else:
                    job.future.set_result(pdf)
                self._warm(number)
        finally:
            self._end(number)

    def _print(self, number: int, job: _Job) -> bytes:
        worker = self._worker(number)
        try:
            reply, pdf = worker.ask(job.header, job.body, self._time_limit)
        except PdfFailed as failure:
            self._end(number)
            raise (_closed() if self._closed else failure) from None
        for notice in reply.get("notices", ()):
            _log.warning("%s: %s", job.header["title"], notice)
        if reply["ok"]:
            return pdf
        if reply["reason"] == "memory":
            self._end(number)
        raise _failed(reply, self._memory_limit)

    def _warm(self, number: int) -> None:
        """Have a worker ready before the next document comes. One that cannot start is tried again then."""
        worker = self._running.get(number)
        if worker is not None and worker.printed >= self._documents_per_worker:
            self._end(number)
        if self._closed:
            return
        try:
            self._worker(number)
        except PdfFailed as failure:
            _log.error("%s", failure)

    def _worker(self, number: int) -> WorkerProcess:
        worker = self._running.get(number)
        if worker is None:
            worker = WorkerProcess.start(self._folders, self._memory_limit)
            with self._lock:
                self._running[number] = worker
        return worker

    def _end(self, number: int) -> None:
        with self._lock:
            worker = self._running.pop(number, None)
        if worker is not None:
            worker.end()


def _closed() -> PdfFailed:
    return PdfFailed(
        "closed", "PDFs are not made any more.", "The service is being stopped; try again when it is back."
    )


def _failed(reply: dict[str, Any], memory_limit: int) -> PdfFailed:
    if reply["reason"] == "memory":
        return PdfFailed(
            "memory",
            f"The document needs more than the {memory_limit // MEBIBYTE} MB that a worker may use.",
            "Shorten it, or raise the memory limit of PDFs.",
        )
    if reply["reason"] == "refused":
        return PdfFailed(
            "refused",
            f"The document asks for something that is not ours ({reply['message']}).",
            "Only files of renderers/pdf/ and pictures made by formgen may be named in a template.",
        )
    return PdfFailed(
        "crashed",
        f"The document could not be printed ({reply['message']}).",
        "This is a fault of the template or of formgen; please report it with the document's title.",
    )

"""The worker: a process that takes jobs from the queue until it is told to end.

It may be killed at any moment: a job that was begun is begun again by whoever takes its seat. So ending in
good order only means to let deliveries under way finish; those that wait for the mail server are left as they
stand in the queue.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from dbos import DBOS, DBOSConfig

from formgen.casework.jobs import (
    APPLICATION,
    DELETE_FILES,
    FILES_QUEUE,
    JOBS_VERSION,
    QUEUE,
    SEND_MAIL,
    jobs_url,
    prepare_jobs,
)
from formgen.settings import Settings
from formgen.storage.moments import now
from formgen.work.office import Office, open_office
from formgen.work.outage import Outage
from formgen.work.seats import Seats, take_seat
from formgen.work.sending import Sender, delay_after
from formgen.work.transports import transport_of

_log = logging.getLogger("formgen.work")

AT_ONCE: Final = 50
"""Jobs that one worker has begun. The queue is asked once a second, and gives so many at most."""
FILES_AT_ONCE: Final = 5
CHECKED_EVERY: Final = 5.0
LOOKED_AROUND_EVERY: Final = 15.0
"""Seconds between two looks at one's own seat, and at those left by others."""
FORGOTTEN_EVERY: Final = 600.0
"""Seconds between two looks at what was kept for a time that is over."""
KEPT_FOR: Final = timedelta(days=7)
"""How long it is remembered which jobs are done."""
FORGOTTEN_AT_ONCE: Final = 1000
PATIENCE: Final = 10.0
"""Seconds that deliveries under way get when the worker ends."""
AT_LAST: Final = 30.0
"""Seconds after which it ends whatever is under way."""


async def work(settings: Settings, ended: asyncio.Event) -> None:
    """Do jobs until `ended`. Raises StorageError, OSError when that cannot begin or go on."""
    async with open_office(settings) as office:
        await prepare_jobs(settings.database_url)
        with take_seat(settings.database_url) as seats:
            outage = Outage(office.waiting)
            transport = transport_of(settings, office.deliver)
            sender = Sender(office, transport, outage, settings.title, now)
            desk = Desk(sender, outage, office.delete_files)
            await asyncio.to_thread(_launch, settings, seats, desk)
            _log.info("%s sends the mails", seats.name)
            being_ended = asyncio.create_task(_end_at_last(ended))
            try:
                await _until(ended, seats, office)
            finally:
                ended.set()
                await being_ended
                await asyncio.to_thread(desk.close)
                await asyncio.to_thread(DBOS.destroy, destroy_registry=True)


class Desk:
    """Where jobs are done; counts those under way, so that ending can wait for them."""

    def __init__(self, sender: Sender, outage: Outage, delete: Callable[[Sequence[str]], None]) -> None:
        self._sender = sender
        self._delete = delete
        self._outage = outage
        self._under_way = 0
        self._changed = threading.Condition()

    def send_mail(self, mail: str, tries: int) -> str:
        """The step of a mail's job, which is done for the so manieth time."""
        with self._counted():
            return self._sender.send(mail, tries)

    def delete_files(self, keys: Sequence[str]) -> str:
        """The step of a job that deletes files from the store."""
        with self._counted():
            try:
                self._delete(keys)
            except OSError as fault:
                reason = fault.strerror or type(fault).__name__
                _log.error(
                    "files of a deleted request cannot be deleted: %s; see the folder of the setting data "
                    "(--data); it is tried again every hour",
                    reason,
                )
                return "later"
        return "done"

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Wait for jobs under way, as long as it is worth it: not while they wait for the mail server."""
        with self._changed:
            self._changed.wait_for(lambda: self._outage.lasts or not self._under_way, PATIENCE)


async def _end_at_last(ended: asyncio.Event) -> None:
    """End the process even if something waits for a database that does not come back; jobs are kept there."""
    await ended.wait()
    last = threading.Timer(AT_LAST, os._exit, (1,))
    last.daemon = True
    last.start()


def _launch(settings: Settings, seats: Seats, desk: Desk) -> None:
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": jobs_url(settings.database_url),
        "application_version": JOBS_VERSION,
        "executor_id": seats.name,
        # Its warnings are tracebacks of a database that is away, which our own words tell (`Seats.check`).
        "log_level": "ERROR",
        "run_migrations": False,
    }
    # It speaks through our own handler, in one form of lines, since it finds that it has one.
    logging.getLogger("dbos").addHandler(logging.NullHandler())
    DBOS(config=config)
    _register(desk)
    DBOS.listen_queues([QUEUE, FILES_QUEUE])
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, on_conflict="always_update")
    DBOS.register_queue(FILES_QUEUE, worker_concurrency=FILES_AT_ONCE, on_conflict="always_update")


def _register(desk: Desk) -> None:
    """The jobs by their names. The registry is DBOS's own, and the process's."""

    @DBOS.step(name="hand_over")
    def hand_over(mail: str, tries: int) -> str:
        return desk.send_mail(mail, tries)

    # Never given up by DBOS: a worker that is often restarted while the mail server is down loses nothing.
    @DBOS.workflow(name=SEND_MAIL, max_recovery_attempts=None)
    def send_mail(mail: str, tries: str = "1") -> str:
        outcome = hand_over(mail, int(tries))
        if outcome == "later":
            following = int(tries) + 1
            _again(SEND_MAIL, QUEUE, f"{mail}/{following}", int(tries), mail, str(following))
        return outcome

    @DBOS.step(name="delete")
    def delete(keys: str) -> str:
        return desk.delete_files(keys.split())

    @DBOS.workflow(name=DELETE_FILES, max_recovery_attempts=None)
    def delete_files(keys: str, first: str = "", tries: str = "1") -> str:
        first = first or str(DBOS.workflow_id)
        outcome = delete(keys)
        if outcome == "later":
            following = int(tries) + 1
            _again(
                DELETE_FILES,
                FILES_QUEUE,
                f"{first}/{following}",
                int(tries),
                keys,
                first,
                str(following),
            )
        return outcome


def _again(job: str, queue: str, job_id: str, tries: int, *arguments: str) -> None:
    """Ask for a job anew that was tried so many times."""
    DBOS.enqueue_workflow_with_options(
        {
            "workflow_name": job,
            "queue_name": queue,
            "workflow_id": job_id,
            "app_version": JOBS_VERSION,
            "delay_seconds": delay_after(tries),
        },
        *arguments,
    )


async def _until(ended: asyncio.Event, seats: Seats, office: Office) -> None:
    looked = forgot = 0.0
    while not ended.is_set():
        if time.monotonic() - looked > LOOKED_AROUND_EVERY:
            looked = time.monotonic()
            before = now() - KEPT_FOR
            await asyncio.to_thread(_look_around, seats, before)
        if not forgot or time.monotonic() - forgot > FORGOTTEN_EVERY:
            forgot = time.monotonic()
            await office.forget()
        await asyncio.to_thread(seats.check)
        try:
            await asyncio.wait_for(ended.wait(), CHECKED_EVERY)
        except TimeoutError:
            continue


def _look_around(seats: Seats, before: datetime) -> None:
    """Take over what workers left who did not come back, and forget what was done long ago."""
    seats.takes_over(_recover)
    done = DBOS.list_workflows(
        status=["SUCCESS", "ERROR", "CANCELLED"],
        completed_before=before.isoformat(),
        limit=FORGOTTEN_AT_ONCE,
        load_input=False,
        load_output=False,
    )
    if done:
        DBOS.delete_workflows([each.workflow_id for each in done])


def _recover(name: str) -> None:
    left = DBOS.list_workflows(status="PENDING", executor_id=name, load_input=False, load_output=False)
    if left:
        _log.warning("%s ended with %d jobs begun: they are begun again", name, len(left))
        DBOS.resume_workflows([each.workflow_id for each in left], queue_name=QUEUE)

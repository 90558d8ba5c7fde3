"""`formgen work` in a process of its own, with a real mail server, on both databases.

1. What was asked for in a transaction that was kept is sent; what was rolled back is not.
2. A mail server that is down delays mails and loses none; the log names the setting.
3. A worker that is killed loses nothing: the next one sends what was begun.
4. Asked for twice, a mail is sent once; a worker that starts anew sends nothing twice.
5. A mail that the server puts off is tried again later, one that it refuses for good is not; the others go.
6. Without a server and outside development mails wait, and the log says what to set.
7. In development they are in the mailbox.
8. No log line holds an address, a subject or a text.
9. It ends when it is told to, though mails wait for the server.
10. A second worker takes another seat, and takes over what a worker left that was killed.
11. Files of what was deleted go from the store when the deletion is kept, though mails wait; no others go.
"""

from __future__ import annotations

import asyncio
import signal
from io import BytesIO
from pathlib import Path

import pytest

from formgen.casework.jobs import delete_files
from formgen.casework.mailing import queue_mail
from formgen.storage.files import FolderStore
from formgen.storage.queries.mails import count_waiting, list_mailbox, read_mail
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.tools.smtp import free_port, post_office
from tests.work.given import a_mail, queue, ready, to, to_port, worker


def test_kept_and_rolled_back(store: Store, tmp_path: Path) -> None:
    """Requirements 1, 4 and 8."""
    ready(store)

    def fails(connection: Connection) -> None:
        queue_mail(connection, a_mail("rolled back"))
        raise RuntimeError("something else went wrong")

    with pytest.raises(RuntimeError):
        store.write(fails)
    mail = a_mail("kept")
    queue(store, mail, mail)
    with post_office() as office, worker(tmp_path, store.url, to(office)) as running:
        office.wait()
        running.until(lambda: store.read(count_waiting) == 0)
        queue(store, mail, a_mail("next", to="noel@example.org"))
        office.wait()
        running.until(lambda: store.read(count_waiting) == 0)
        assert office.recipients == ["lea@example.org", "noel@example.org"]
        assert office.ids()[0] == f"<{mail.id}@service.example>"
        assert "example.org" not in running.log
        assert "Été" not in running.log
        assert mail.id[:8] in running.log
    kept = store.read(lambda connection: read_mail(connection, mail.id))
    assert kept is not None
    assert kept.sent_at is not None
    assert (kept.text, kept.html) == ("", ""), "a mail without a dossier may hold a link that signs in"


def test_server_down(sqlite_store: Store, tmp_path: Path) -> None:
    """Requirements 2 and 8."""
    store = ready(sqlite_store)
    port = free_port()
    queue(store, *(a_mail(str(number)) for number in range(5)))
    with worker(tmp_path, store.url, to_port(port)) as running:
        running.says("see mail.host")
        assert f"127.0.0.1:{port}" in running.log
        assert "5 wait, none is lost" in running.log
        assert store.read(count_waiting) == 5
        with post_office(port) as office:
            office.wait(5)
            running.says("mails go out again")
            running.until(lambda: store.read(count_waiting) == 0)
            assert len(set(office.ids())) == len(office.ids()) == 5
        assert "example.org" not in running.log


def test_killed(store: Store, tmp_path: Path) -> None:
    """Requirements 3 and 4: killed while the mails are begun and the server is away."""
    ready(store)
    port = free_port()
    queue(store, a_mail("one"), a_mail("two"))
    with worker(tmp_path, store.url, to_port(port)) as running:
        running.says("none is lost")
        running.kill()
    assert store.read(count_waiting) == 2
    with post_office(port) as office, worker(tmp_path, store.url, to(office)) as running:
        office.wait(2)
        running.until(lambda: store.read(count_waiting) == 0)
        running.kill()
    with post_office(port) as office, worker(tmp_path, store.url, to(office)):
        queue(store, a_mail("three"))
        office.wait()
        assert office.ids() == [f"<{a_mail('three').id}@service.example>"]


def test_put_off_and_refused(sqlite_store: Store, tmp_path: Path) -> None:
    """Requirements 5 and 8."""
    store = ready(sqlite_store)
    queue(
        store,
        a_mail("later", to="later@example.org"),
        a_mail("never", to="never@example.org"),
        a_mail("now", to="now@example.org"),
    )
    answers = {
        "later@example.org": "450 4.2.1 later@example.org: mailbox busy",
        "never@example.org": "550 5.1.1 never@example.org: no such user",
        "now@example.org": "250 OK",
    }
    with post_office() as office:
        office.to_recipient = answers.__getitem__
        with worker(tmp_path, store.url, to(office)) as running:
            office.wait()
            running.says("put off by the server: 450 4.2.1")
            running.says("refused by the server: 550 5.1.1")
            assert office.recipients == ["now@example.org"]
            assert "@example.org" not in running.log
            running.until(lambda: store.read(count_waiting) == 1)
    never = store.read(lambda connection: read_mail(connection, a_mail("never").id))
    assert never is not None
    assert never.failed_at is not None
    assert never.failure == "refused by the server: 550 5.1.1"
    delayed = store.read(
        lambda connection: connection.core.exec_driver_sql(
            "SELECT workflow_uuid FROM workflow_status WHERE status = 'DELAYED'"
        ).all()
    )
    assert delayed == [(f"{a_mail('later').id}/2",)]


def test_no_server(sqlite_store: Store, tmp_path: Path) -> None:
    """Requirements 6 and 9."""
    store = ready(sqlite_store)
    queue(store, a_mail())
    with worker(tmp_path, store.url, {}) as running:
        running.says("no mail server is set: set host and sender under [mail] in formgen.toml")
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(30) == 0, running.log
        assert "Traceback" not in running.log
    assert store.read(count_waiting) == 1
    with post_office() as office, worker(tmp_path, store.url, to(office)):
        office.wait()


def test_mailbox(sqlite_store: Store, tmp_path: Path) -> None:
    """Requirement 7."""
    store = ready(sqlite_store)
    queue(store, a_mail(to="élodie@bücher.example"))
    with worker(tmp_path, store.url, {"FORMGEN_DEVELOPMENT": "true"}) as running:
        running.until(lambda: len(store.read(list_mailbox)) == 1)
    (line,) = store.read(list_mailbox)
    assert (line.subject, line.recipient) == ("Été", "élodie@xn--bcher-kva.example")


def test_two_workers(store: Store, tmp_path: Path) -> None:
    """Requirement 10."""
    ready(store)
    port = free_port()
    with worker(tmp_path, store.url, to_port(port)) as first:
        first.says("worker-0 sends the mails")
        with worker(tmp_path, store.url, to_port(port)) as second:
            second.says("worker-1 sends the mails")
            second.kill()
        queue(store, a_mail())
        first.says("none is lost")
        with worker(tmp_path, store.url, to_port(port)) as second:
            second.says("worker-1 sends the mails")
            first.kill()
            with post_office(port) as office:
                second.says("worker-0 ended with 1 jobs begun", 90)
                office.wait()


def test_files_of_what_was_deleted(store: Store, tmp_path: Path) -> None:
    """Requirement 11."""
    ready(store)
    files = FolderStore(tmp_path / "data" / "files")
    gone, kept = (asyncio.run(files.put(BytesIO(each), 10)).key for each in (b"gone", b"kept"))

    def fails(connection: Connection) -> None:
        delete_files(connection, "kept", [kept])
        raise RuntimeError("the deletion is rolled back")

    with pytest.raises(RuntimeError):
        store.write(fails)
    queue(store, *(a_mail(str(number)) for number in range(60)))
    store.write(lambda connection: delete_files(connection, "gone", [gone, "0" * 32]))
    with worker(tmp_path, store.url, to_port(free_port())) as running:
        running.until(lambda: not files.path(gone).exists())
        assert files.path(kept).exists()
        assert store.read(count_waiting) == 60

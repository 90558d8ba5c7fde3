"""Packages loaded at first use.

1. Within, an import loads nothing; what is asked of the package afterwards is the real one's.
2. Whoever imports it later gets the real package, in every order.
3. A package that is loaded already stays as it is.
4. A job is asked for on SQLite without the driver of PostgreSQL.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

BEGIN = "import sys; from formgen.casework.deferred import deferring\n"


def run(program: str) -> None:
    """Run a program in a Python of its own; its assertions are the test's."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_loaded_at_first_use() -> None:  # 1
    run(
        "with deferring('xml.dom', 'minidom'):\n"
        "    import xml.dom as dom\n"
        "    from xml.dom import minidom as held\n"
        "assert 'xml.dom' not in sys.modules\n"
        "document = held.parseString('<a/>')\n"
        "assert 'xml.dom.minidom' in sys.modules\n"
        "import xml.dom.minidom as real\n"
        "assert type(document) is real.Document\n"
        "assert dom.Node is sys.modules['xml.dom'].Node\n"
    )


def test_used_within() -> None:  # 1
    run(
        "with deferring('json.tool'):\n"
        "    import json.tool\n"
        "    held = sys.modules['json.tool']\n"
        "    assert callable(held.main)\n"
        "assert sys.modules['json.tool'].main is held.main\n"
    )


@pytest.mark.parametrize("first", ["import xml.dom.minidom", "import xml.dom", "from xml.dom import minidom"])
def test_others_get_the_real_one(first: str) -> None:  # 2
    run(
        "with deferring('xml.dom', 'minidom'):\n"
        "    from xml.dom import minidom as held\n"
        f"{first}\n"
        "from xml.dom import minidom as real\n"
        "assert real is sys.modules['xml.dom.minidom'] and real is not held\n"
        "assert held.Document is real.Document\n"
    )


def test_what_is_loaded_stays() -> None:  # 3
    run(
        "import xml.dom.minidom as real\n"
        "with deferring('xml.dom', 'minidom'):\n"
        "    from xml.dom import minidom as held\n"
        "assert held is real\n"
    )


def test_a_missing_attribute_is_told() -> None:  # 1
    run(
        "with deferring('xml.dom', 'minidom'):\n"
        "    from xml.dom import minidom as held\n"
        "try:\n"
        "    held.nothing\n"
        "except AttributeError as fault:\n"
        "    assert 'nothing' in str(fault)\n"
        "else:\n"
        "    raise SystemExit('no fault')\n"
    )


def test_jobs_on_sqlite() -> None:  # 4
    run(
        "import asyncio, tempfile\n"
        "from pathlib import Path\n"
        "from formgen.casework.jobs import enqueue, prepare_jobs\n"
        "from formgen.storage.database import Database\n"
        "async def main():\n"
        "    path = Path(tempfile.mkdtemp()) / 'formgen.sqlite3'\n"
        "    database = await Database.open(f'sqlite:///{path}')\n"
        "    await prepare_jobs(path)\n"
        "    await database.write(lambda connection: enqueue(connection, 'send_mail', 'one', 'x'))\n"
        "    await database.close()\n"
        "asyncio.run(main())\n"
        "assert 'dbos' in sys.modules and 'psycopg' not in sys.modules\n"
        "from psycopg import errors\n"
        "import dbos._sys_db\n"
        "assert dbos._sys_db.pg_errors.LockNotAvailable is errors.LockNotAvailable\n"
    )

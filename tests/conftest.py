"""What every test has: no network but this machine, quiet Hypothesis, and the validators as fixtures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.tools import nu, verapdf

# No deadline: two cores are shared with a browser and Java machines, so that a slow example says nothing.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# In CI the examples are the same on each run: a change is judged by what it changed.
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


class ForeignAddress(RuntimeError):
    """A test, or code under test, tried to reach another machine."""


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: sees each connection of this process, whichever library makes it."""
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            raise ForeignAddress(f"a test tried to connect to {address[0]}")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


sys.addaudithook(_stay_here)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def validate_pdfua() -> Callable[[Path], list[verapdf.Failure]]:
    """`validate_pdfua(path)` gives what keeps a file from being PDF/UA-1."""
    return verapdf.validate_pdfua


@pytest.fixture(scope="session")
def validate_html() -> Callable[[list[tuple[str, str]]], list[nu.Message]]:
    """`validate_html([(name, html), …])` gives the errors that the Nu checker finds; one call for many."""
    return nu.validate_html

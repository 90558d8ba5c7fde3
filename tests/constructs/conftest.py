"""Whole installations that serve the specs of this folder."""

from __future__ import annotations

from tests.web.conftest import clock, serve

__all__ = ["clock", "serve"]

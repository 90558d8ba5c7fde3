"""The steps that bring a database from any earlier version of formgen to `formgen.storage.tables`."""

from __future__ import annotations

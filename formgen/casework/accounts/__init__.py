"""Accounts: who somebody is, how they prove it, and for how long that is believed."""

from __future__ import annotations

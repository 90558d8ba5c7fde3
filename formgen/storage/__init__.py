"""Tables, queries and files: what formgen keeps. Nothing here knows what a procedure is."""

from __future__ import annotations

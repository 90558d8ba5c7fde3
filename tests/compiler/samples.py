"""Procedures of the project that properties are held against."""

from __future__ import annotations

from pathlib import Path

from formgen.compiler.load import compile_file

_ROOT = Path(__file__).parents[2]
RENEWAL = compile_file(_ROOT / "specs" / "tse_ue_renewal.yaml")
KITCHEN = compile_file(_ROOT / "tests" / "rendering" / "html" / "kitchen_sink.yaml")
"""Every type of field."""

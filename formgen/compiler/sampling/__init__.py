"""Invented answers that a procedure accepts: for previews, tests and benchmarks.

    made = sample(procedure, seed=7)
    made.evaluation.complete  # it could be filed
    cover(procedure)          # a few samples that together reach every page

A sample is made by steps: whatever the evaluator finds wrong with an empty dossier is mended, one answer
after another, until nothing is; a condition that must hold is made true by changing what it reads. The same
procedure, seed and day give the same sample on any machine.
"""

from __future__ import annotations

from formgen.compiler.sampling.samples import SAMPLE_DAY, NoSample, Sample, cover, issued, sample

__all__ = ["SAMPLE_DAY", "NoSample", "Sample", "cover", "issued", "sample"]

"""The order of evaluation (language.md §11, rule 2).

1. Of several cycles of one length the same is told at every run, whatever the order of sets of words.
"""

from __future__ import annotations

from formgen.compiler.graph import shortest_cycle


def test_the_same_cycle_is_told_at_every_run() -> None:  # 1
    ways = [f"way{index:02}" for index in range(50)]
    needs = {"a": set(ways), "z": {"a"}, **{way: {"z"} for way in ways}}
    assert shortest_cycle(needs, set(needs)) == ["a", "way00", "z"]

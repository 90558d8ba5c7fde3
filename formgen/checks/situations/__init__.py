"""Whether answers exist for which conditions hold: decided exactly over finitely many situations.

    world = resolution.once(World)
    possible(world, must=[condition], must_not=[stop])      # Verdict.YES, NO or UNDECIDED

Every question that conditions read becomes a variable with finitely many states: an option, yes or no, not
answered; a number or a date becomes the stretches between the constants that it is compared with. What
cannot be cut so (arithmetic on several answers, conditions on items of a list) is a variable of its own
that may take any value. So NO is always right, and YES may be too kind where two such values hang together:
`Found.certain` says whether that can be. A question that is not asked has no answer here either, and named
conditions and calculations of one expression are followed into what they read.
"""

from __future__ import annotations

from formgen.checks.situations.journeys import COMBINATION_LIMIT, Found, Verdict
from formgen.checks.situations.world import EVERYWHERE, World, possible

__all__ = ["COMBINATION_LIMIT", "EVERYWHERE", "Found", "Verdict", "World", "possible"]

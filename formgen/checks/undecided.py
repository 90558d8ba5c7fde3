"""J210: conditions of which it was not decided whether they can be met, or are always met.

What checks say of a condition (J203 to J207, D401, D402, J209, T302) is decided for all answers together, up
to 20,000 combinations of what the condition reads. Beyond, nothing is said of it, and that is told here: in
the text of `formgen check` as one line behind all problems, for programs as problems of severity `notice`,
which never make a spec invalid.

This spec makes such a notice, since each pair of courses is another combination:

```yaml
lists:
  courses: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r]
conditions:
  teaches: >-
    taught includes a or taught includes b or taught includes c or taught includes d or
    taught includes e or taught includes f or taught includes g or taught includes h or
    taught includes i or taught includes j or taught includes k or taught includes l or
    taught includes m or taught includes n or taught includes o or taught includes p or
    taught includes q or taught includes r
  swaps: >-
    (taught includes a and learnt includes a) or (taught includes b and learnt includes b) or
    (taught includes c and learnt includes c) or (taught includes d and learnt includes d) or
    (taught includes e and learnt includes e) or (taught includes f and learnt includes f) or
    (taught includes g and learnt includes g) or (taught includes h and learnt includes h) or
    (taught includes i and learnt includes i) or (taught includes j and learnt includes j) or
    (taught includes k and learnt includes k) or (taught includes l and learnt includes l) or
    (taught includes m and learnt includes m) or (taught includes n and learnt includes n) or
    (taught includes o and learnt includes o) or (taught includes p and learnt includes p) or
    (taught includes q and learnt includes q) or (taught includes r and learnt includes r)
courses:
  title: Courses
  fields:
    taught: {type: choices, label: Which courses do you teach?, options: courses, required: false}
    learnt: {type: choices, label: Which courses do you follow?, options: courses, required: false}
swap:
  title: A swap
  when: teaches and swaps
  text: You may swap one of them.
```

This one makes none:

```yaml
lists:
  courses: [a, b, c]
conditions:
  teaches: >-
    taught includes a or taught includes b or taught includes c
  swaps: >-
    (taught includes a and learnt includes a) or (taught includes b and learnt includes b) or
    (taught includes c and learnt includes c)
courses:
  title: Courses
  fields:
    taught: {type: choices, label: Which courses do you teach?, options: courses, required: false}
    learnt: {type: choices, label: Which courses do you follow?, options: courses, required: false}
swap:
  title: A swap
  when: teaches and swaps
  text: You may swap one of them.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.situations import World
from formgen.language.expressions import names
from formgen.language.fields.base import Check
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.steps import Stop

CODE = "J210"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every condition that a check could not decide, in the order of the file; asked for after all checks."""
    world = resolution.once(World)
    formulas = dict(world.not_decided)
    for source in world.journeys.undecided_rules:
        formula = _formula_of(source)
        if formula is not None:
            formulas[id(formula)] = formula
    named = {(name,) for name, formula in resolution.spec.conditions.items() if id(formula) in formulas}
    for formula in sorted(formulas.values(), key=lambda each: each.node.span.line):
        if named.intersection(names(formula.expression)):
            # It is as hard as the condition that it names, where that is told.
            continue
        problem: Problem = resolution.spec.document.problem(
            CODE,
            "notice",
            formula.node,
            "Whether all answers, some or none meet this condition was not decided.",
            "It depends on more than 20,000 combinations of answers. Test it with answers of your own.",
        )
        yield problem


def _formula_of(source: object) -> Formula | None:
    """The condition of a rule that was too hard to take into account."""
    if isinstance(source, Stop):
        return source.when
    if isinstance(source, Check):
        return source.must
    if isinstance(source, Placed):
        return source.spec.when
    return None

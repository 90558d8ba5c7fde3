"""N110: the id of the procedure is an address that formgen keeps for itself.

A procedure is served under its id: `id: parking_permit` stands at `/parking_permit`. A few addresses belong
to the portal. This spec fails:

```yaml
you:
  title: About you
  fields:
    name: {type: text, label: Your name}
id: account
```

This one passes:

```yaml
you:
  title: About you
  fields:
    name: {type: text, label: Your name}
id: open_an_account
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "N110"
NEEDS_MEANING = False

TAKEN: Final = frozenset({"account", "assets", "check", "accessibility", "data", "help", "dev"})
"""First segments of addresses that are no procedure."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """An id that nothing could be served under."""
    spec = resolution.spec
    if spec.id_ in TAKEN:
        message = f"No procedure can be called `{spec.id_}`: that address belongs to the portal."
        hint = f"Say what it is for, such as `id: {spec.id_}_request`. Taken: {', '.join(sorted(TAKEN))}."
        yield spec.document.problem(CODE, "error", spec.node_of("id"), message, hint)

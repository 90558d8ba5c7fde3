"""X703: a picture that is not there.

Pictures stand beside the spec, in its folder or below. A spec with this field fails when there is no file
`images/card.svg`:

```yaml
card:
  title: Your card
  fields:
    number:
      type: text
      label: Number of your card
      help: {text: It is printed on the front., image: images/card.svg, alt: The front of a card.}
```

This one passes:

```yaml
card:
  title: Your card
  fields:
    number:
      type: text
      label: Number of your card
      help: {text: It is printed on the front.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from formgen.language.constructs import walk
from formgen.language.fields.base import Help
from formgen.language.problems import Problem, nearest
from formgen.language.resolution import Resolution

CODE = "X703"
NEEDS_MEANING = False

KINDS = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every picture that is no file beside the spec, or no picture."""
    for part in walk(resolution.spec):
        if isinstance(part, Help) and part.image is not None:
            found = _fault(resolution.folder, part.image)
            if found is not None:
                node = part.node_of("image")
                yield resolution.spec.document.problem(CODE, "error", node, *found)


def _fault(folder: Path | None, image: str) -> tuple[str, str] | None:
    if not image.lower().endswith(KINDS):
        return f"`{image}` is not a picture.", f"Known kinds: {', '.join(KINDS)}."
    if folder is None:
        return f"`{image}` cannot be found: this spec was not read from a folder.", "Save the spec first."
    path = folder / image
    try:
        path = path.resolve()
        inside, there = path.is_relative_to(folder.resolve()), path.is_file()
    except (OSError, ValueError):
        # A name too long, or with a sign that no file may have.
        inside, there = True, False
    if not inside:
        return f"`{image}` lies outside the folder of the spec.", "Put the picture beside the spec."
    if there:
        return None
    beside = sorted(each.name for each in path.parent.iterdir()) if path.parent.is_dir() else []
    similar = nearest(path.name, beside)
    hint = f"Did you mean `{similar}`?" if similar else "Put the picture there, or mend its name."
    return f"There is no picture `{image}` beside the spec.", hint

"""Templates in two stages: `{{ }}` and `{% %}` when a page is specialised, `[[ ]]` and `[% %]` when it is
shown.

Specialising leaves the run-time tags of a template as they are and compiles the result. So that no text of an
author or a translator can ever be taken for such a tag, they are rewritten when a template is read: a random
word of this process stands in them, which no text can contain. Both stages escape.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from formgen.rendering.html.quick import QuickEnvironment, Render
from formgen.rendering.resources import renderers

_TAGS: Final = re.compile(r"\[\[|\]\]|\[%|%\]|\[#|#\]")
_BLANK_LINES: Final = re.compile(r"\n\s+")


class Theme:
    """The templates of `renderers/html/`, overridden file by file by the folders of a theme, the first one
    winning.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders: tuple[Path, ...] = (*folders, renderers("html"))
        self._word = secrets.token_hex(8)
        self._first = jinja2.Environment(
            loader=_Loader(self.folders, self._marked),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._second = QuickEnvironment(
            variable_start_string=self._marked("[["),
            variable_end_string=self._marked("]]"),
            block_start_string=self._marked("[%"),
            block_end_string=self._marked("%]"),
            comment_start_string=self._marked("[#"),
            comment_end_string=self._marked("#]"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            cache_size=0,
            # Run-time tags hold hardly a constant to fold; looking for them is a tenth of the start.
            optimized=False,
        )

    def specialise(
        self, template: str, fixed: Mapping[str, Any], shared: Mapping[str, Any] | None = None
    ) -> Render:
        """A function from what a page shows to its HTML.

        `fixed` is known now; `shared` are values and functions for the run-time stage that are the same for
        every reader. Raises jinja2.TemplateError for a faulty template.
        """
        compiled = self._second.from_string(self._specialised(template, fixed), globals=dict(shared or {}))
        return Render(compiled)

    def written(self, template: str, fixed: Mapping[str, Any]) -> str:
        """The specialised template as a file: run-time tags as templates have them, texts that look like one
        kept from being one. Raises jinja2.TemplateError for a faulty template.
        """
        source = _TAGS.sub(lambda found: f'[[ "{found[0]}" ]]', self._specialised(template, fixed))
        return source.replace(self._word, "")

    def _specialised(self, template: str, fixed: Mapping[str, Any]) -> str:
        source = self._first.get_template(template).render(fixed)
        return _BLANK_LINES.sub("\n", source)

    def slot(self, expression: str) -> Markup:
        """A run-time expression to stand where a text would."""
        return Markup(f"{self._marked('[[')} {expression} {self._marked(']]')}")  # noqa: S704 - our own code, never an author's text

    def file(self, name: str) -> Path | None:
        """A file of the theme, or ours: "styles/formgen.css"."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def files(self, folder: str) -> dict[str, Path]:
        """All files below a folder, by their names from the root, those of the theme first."""
        found: dict[str, Path] = {}
        for root in reversed(self.folders):
            for path in sorted((root / folder).rglob("*")):
                if path.is_file():
                    found[path.relative_to(root).as_posix()] = path
        return found

    def _marked(self, tag: str) -> str:
        """A run-time tag with the word of this process in it."""
        return f"{tag[0]}{self._word}{tag[1]}"


class _Loader(jinja2.FileSystemLoader):
    def __init__(self, folders: Sequence[Path], marked: Callable[[str], str]) -> None:
        super().__init__(list(folders))
        self._marked = marked

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, name, current = super().get_source(environment, template)
        return _TAGS.sub(lambda found: self._marked(found[0]), source), name, current

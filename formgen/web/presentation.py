"""How each version of a procedure is shown: its pages, its texts, its PDFs, made when first asked for."""

from __future__ import annotations

from formgen.casework.versions import Version
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from formgen.rendering.outputs import Outputs
from formgen.rendering.wording import Wording


class Presentation:
    """The pages of every version, made when first shown."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._pages: dict[str, ProcedurePages] = {}

    def pages(self, version: Version) -> ProcedurePages:
        """The pages of a version."""
        found = self._pages.get(version.digest)
        if found is None:
            found = self._pages[version.digest] = self.site.procedure(version.procedure)
        return found

    def wording(self, version: Version, language: str) -> Wording:
        """The texts of a version in one of its languages."""
        return self.pages(version).wording(language)

    def spoken(self, version: Version, language: str) -> Wording:
        """The same, in the version's own language where it does not speak another."""
        known = version.procedure.languages
        return self.wording(version, language if language in known else known[0])

    def outputs(self, version: Version) -> Outputs:
        """The PDFs of a version, in each of its languages."""
        return Outputs(version.procedure, lambda language: self.wording(version, language))

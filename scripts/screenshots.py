"""Takes the pictures of the README and of the tutorial, on a wide screen and on a telephone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.applicants.controls import RECENTLY, SOON  # noqa: E402 - no installed package
from tests.browser.conftest import QUIET  # noqa: E402 - the same
from tests.browser.people import dated, marlene, paper  # noqa: E402 - the same
from tests.browser.walking import Answers, Walk  # noqa: E402 - the same
from tests.tools.programs import program  # noqa: E402 - the same
from tests.tools.server import serving  # noqa: E402 - the same

PICTURES = ROOT / "docs" / "images"
TUTORIAL = ROOT / "docs" / "tutorial"
GROUND = (216, 222, 223)
GAP = 32
HEIGHT = 860
WIDE, NARROW = 1080, 360
COLOURS = 128

Shown = Callable[[Walk], None]
"""Walks from the first page to what is to be seen."""


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program("chromium", "chromium-browser"), args=[*QUIET, "--no-sandbox"]
        )
        camera = Camera(chromium, Path(folder))
        camera.take("wizard", ROOT / "specs", "tse_ue_renewal", marlene(Path(folder)), _family, "fr-FR")
        resident = _resident(Path(folder))
        for name, step, shown in (
            ("tutorial_question", "step_1", _question),
            ("tutorial_stop", "step_4", _stop),
            ("tutorial_error", "step_5", _error),
        ):
            camera.take(name, TUTORIAL / f"{step}.yaml", "parking_permit", resident, shown)
        camera.print("tutorial_receipt", TUTORIAL / "step_8.yaml", "receipt")
        chromium.close()


class Camera:
    """Takes pictures of pages and of PDFs into docs/images."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder

    def take(
        self, name: str, spec: Path, procedure: str, answers: Answers, shown: Shown, locale: str = "en-GB"
    ) -> None:
        """One page, at both widths side by side."""
        with serving(spec, data=self.folder / name) as server:
            pictures = []
            for width in (WIDE, NARROW):
                page = self.browser.new_page(locale=locale, viewport={"width": width, "height": HEIGHT})
                walk = Walk(page, answers)
                walk.begin(f"{server.address}/{procedure}")
                shown(walk)
                pictures.append(self._shot(page, f"{name}-{width}"))
                page.close()
        _save(name, _beside(pictures))

    def print(self, name: str, spec: Path, pdf: str) -> None:
        """The first page of a PDF with invented answers."""
        file = self.folder / f"{name}.pdf"
        command = "import sys; from formgen.cli import main; sys.exit(main())"
        subprocess.run([sys.executable, "-c", command, "pdf", spec, pdf, "-o", file], check=True)
        subprocess.run(
            ["pdftoppm", "-png", "-r", "80", "-singlefile", file, self.folder / name],
            check=True,
        )
        _save(name, _beside([Image.open(self.folder / f"{name}.png").convert("RGB")]))

    def _shot(self, page: Page, name: str) -> Image.Image:
        file = self.folder / f"{name}.png"
        page.screenshot(path=file)
        return Image.open(file)


def _family(walk: Walk) -> None:
    walk.go_to("family")
    walk.page.locator("input[name=marital_status][value=married]").check()


def _question(walk: Walk) -> None:
    walk.page.locator("[name=plate]").fill("LT63 ABC")


def _stop(walk: Walk) -> None:
    walk.page.locator("[name=lives_here][value=no]").check()
    walk.go_on()


def _error(walk: Walk) -> None:
    walk.go_to("dates")
    for name, entry in {**dated("moved_in", SOON), **dated("starts_on", RECENTLY)}.items():
        walk.page.locator(f"[name='{name}']").fill(entry)
    walk.go_on()


def _resident(folder: Path) -> Answers:
    return {
        "lives_here": "yes",
        "plate": "LT63 ABC",
        "energy": "electric",
        "keeper": "own",
        "full_name": "Ada Example",
        "mail": "ada@example.org",
        "mail.again": "ada@example.org",
        "home.line1": "2 Sample Row",
        "home.line2": "",
        "home.line3": "",
        "home.postcode": "LT1 4AA",
        "home.city": "Littleham",
        "file:registration::provided": paper(folder, "registration.jpg"),
    }


def _beside(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width + GAP for each in pictures) + GAP
    height = max(each.height for each in pictures) + 2 * GAP
    whole = Image.new("RGB", (width, height), GROUND)
    left = GAP
    for each in pictures:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    return whole.quantize(COLOURS)


def _save(name: str, picture: Image.Image) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name}.png"
    picture.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)} is new")


if __name__ == "__main__":
    main()

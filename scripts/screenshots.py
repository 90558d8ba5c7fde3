"""Takes the picture of the README: a page of the first procedure, on a wide screen and on a telephone."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import QUIET  # noqa: E402 - the checkout is no installed package
from tests.browser.people import marlene  # noqa: E402 - the same
from tests.browser.walking import Walk  # noqa: E402 - the same
from tests.tools.programs import program  # noqa: E402 - the same
from tests.tools.server import serving  # noqa: E402 - the same

PICTURE = ROOT / "docs" / "images" / "wizard.png"
GROUND = (216, 222, 223)
GAP = 32
HEIGHT = 860


def main() -> None:
    """Walk to the page about the family, and take it at two widths."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program("chromium", "chromium-browser"), args=[*QUIET, "--no-sandbox"]
        )
        with serving(ROOT / "specs", data=Path(folder) / "data") as server:
            wide = _picture(chromium, server.address, Path(folder), 1080)
            narrow = _picture(chromium, server.address, Path(folder), 360)
        chromium.close()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    _beside(wide, narrow).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)} is new")


def _picture(chromium: Browser, address: str, folder: Path, width: int) -> Image.Image:
    page = chromium.new_page(locale="fr-FR", viewport={"width": width, "height": HEIGHT})
    walk = Walk(page, marlene(folder))
    walk.begin(f"{address}/tse_ue_renewal")
    walk.go_to("family")
    page.locator("input[name=marital_status][value=married]").check()
    file = folder / f"{width}.png"
    page.screenshot(path=file)
    page.close()
    return Image.open(file)


def _beside(wide: Image.Image, narrow: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (wide.width + narrow.width + 3 * GAP, HEIGHT + 2 * GAP), GROUND)
    whole.paste(wide, (GAP, GAP))
    whole.paste(narrow, (wide.width + 2 * GAP, GAP))
    return whole.quantize(128)


if __name__ == "__main__":
    main()

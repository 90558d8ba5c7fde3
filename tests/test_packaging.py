"""The wheel, built from this checkout and installed somewhere else.

1. It carries the renderers, the specs and the examples, and nothing of the tests.
2. Installed in a fresh environment, its `formgen` command serves the procedure from another folder.
3. What it serves is whole: the portal, the first page of the procedure, the stylesheet.
4. All that it keeps is in the folder given by --data.
5. `formgen check` loads none of the libraries that only serving needs.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

from tests.tools.programs import output_of
from tests.tools.server import serving

pytestmark = pytest.mark.xdist_group("packaging")

PROCEDURE = "tse_ue_renewal"
ONLY_SERVING = (
    "alembic",
    "babel",
    "PIL",
    "phonenumbers",
    "pikepdf",
    "pydantic",
    "sqlalchemy",
    "starlette",
    "uvicorn",
    "weasyprint",
)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the hatchling of this environment: no network, no environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("formgen-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a fresh environment that holds the wheel and the versions tested here."""
    environment = tmp_path_factory.mktemp("elsewhere") / "environment"
    versions = environment.with_name("versions.txt")
    versions.write_text(
        "\n".join(
            f"{found.metadata['Name']}=={found.version}"
            for found in distributions()
            if found.metadata["Name"] != "formgen"
        ),
        encoding="utf-8",
    )
    output_of(sys.executable, "-m", "uv", "venv", "--python", sys.executable, environment)
    install: list[str | Path] = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--python",
        environment,
        "--constraint",
        versions,
        wheel,
    ]
    # uv has these versions in its cache when it made the environment of the tests; the network is for when it
    # did not.
    if subprocess.run([*install, "--offline"], capture_output=True, check=False).returncode != 0:
        output_of(*install, timeout=600)
    return environment / "bin"


def test_the_wheel_carries_what_serving_reads(wheel: Path, root: Path) -> None:
    """Requirement 1."""
    names = set(ZipFile(wheel).namelist())
    for folder, shipped in (("renderers", "_renderers"), ("specs", "_specs"), ("examples", "_examples")):
        wanted = {
            f"formgen/{shipped}/{path.relative_to(root / folder)}"
            for path in (root / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted
        assert wanted <= names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"formgen"}


def test_the_installed_command_serves_the_procedure_from_another_folder(
    installed: Path, tmp_path: Path
) -> None:
    """Requirements 2, 3 and 4."""
    code = "import formgen; print(formgen.__path__[0])"
    package = Path(output_of(installed / "python", "-I", "-c", code).strip())
    assert package.is_relative_to(installed.parent)

    folder, data = tmp_path / "here", tmp_path / "kept"
    folder.mkdir()
    specs, examples = package / "_specs", package / "_examples"
    with (
        serving(specs, examples, data=data, command=[installed / "formgen"], folder=folder) as server,
        httpx2.Client(base_url=server.address, follow_redirects=True, timeout=30) as client,
    ):
        portal = client.get("/")
        assert portal.status_code == 200
        link = re.search(rf'href="([^"]*{PROCEDURE}[^"]*)"', portal.text)
        assert link is not None, portal.text
        first = client.get(link.group(1))
        assert first.status_code == 200
        assert "<h1" in first.text
        stylesheets = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', first.text)
        assert stylesheets
        for address in stylesheets:
            stylesheet = client.get(address)
            assert stylesheet.status_code == 200
            assert stylesheet.headers["content-type"].startswith("text/css")
    assert list(data.iterdir())
    assert list(folder.iterdir()) == []


def test_check_loads_only_what_reading_a_spec_needs(installed: Path, tmp_path: Path) -> None:
    """Requirement 5: these imports would be most of the time that an author waits for `formgen check`."""
    code = f"""
import sys
from pathlib import Path
import formgen
from formgen.cli import main
status = main(["check", str(Path(formgen.__path__[0]) / "_specs" / "{PROCEDURE}.yaml")])
print("loaded:", *sorted(set({ONLY_SERVING!r}) & set(sys.modules)))
sys.exit(status)
"""
    assert output_of(installed / "python", "-I", "-c", code).splitlines()[-1] == "loaded:"

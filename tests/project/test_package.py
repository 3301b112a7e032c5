"""What is shipped: the wheel holds the package with all its data, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "backchannel"
DATA = (
    "claims/weights/*.npz",
    "documents/facts/*.toml",
    "dossier/templates/*",
    "evidence/data/*",
    "examples/*",
    "language/data/*",
    "relations/data/*",
    "states/data/*",
    "vocabulary/en/*",
    "py.typed",
)
LARGEST = 5_000_000
ENCODER = 20_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built with the builder that is locked, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys, hatchling.build; hatchling.build.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def shipped() -> set[str]:
    """The files of the package as they lie in the source tree."""
    found = (p.relative_to(SOURCE.parent) for p in SOURCE.rglob("*") if p.is_file())
    return {p.as_posix() for p in found if "__pycache__" not in p.parts}


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    """Every file under src/backchannel is in it; beside them there are only its metadata."""
    names = set(wheel.namelist())
    about = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    assert names - about == shipped()
    assert any(name.endswith("licenses/LICENSE") for name in about)


@pytest.mark.parametrize("pattern", DATA)
def test_the_data_are_in_the_wheel(wheel: zipfile.ZipFile, pattern: str) -> None:
    """Each kind of data that a room reads when it runs is there."""
    assert any(Path(name).match(f"backchannel/{pattern}") for name in wheel.namelist())


def test_no_test_data_and_nothing_built_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    """No test, annotation, ledger or cache; every document of the examples comes with its metadata."""
    names = wheel.namelist()
    assert not [n for n in names if "test" in n.split("/")[1:2] or n.endswith((".ledger", ".pyc", ".jsonl", ".whl"))]
    examples = {Path(n) for n in names if n.startswith("backchannel/examples/")}
    documents = {p for p in examples if p.suffix in (".txt", ".md", ".html")}
    assert len(documents) >= 10
    assert {p.with_suffix(".json") for p in documents} <= examples


def test_the_wheel_stays_small(wheel: zipfile.ZipFile) -> None:
    """No file is over 5 MB, packed, but the encoder; the language model comes from the package index, not from us."""
    sizes = {Path(info.filename).name: info.compress_size for info in wheel.infolist()}
    assert sizes.pop("encoder.onnx") < ENCODER
    assert max(sizes.values()) < LARGEST


def test_the_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    """`backchannel` is what a user types."""
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    parsed = ConfigParser()
    parsed.read_string(wheel.read(entry).decode())
    assert parsed["console_scripts"]["backchannel"] == "backchannel.cli:main"


def test_the_command_starts_without_development_packages() -> None:
    """Nothing that only tests need is imported by the package."""
    block = (
        "import sys; sys.modules.update({n: None for n in ('pytest', 'hypothesis', 'sklearn', 'scipy', 'websockets')})"
    )
    code = f"{block}; import backchannel.api, backchannel.dossier; from backchannel.cli import main; main(['--help'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout

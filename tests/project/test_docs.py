"""The pages: links lead somewhere, commands exist, what is shown runs, and nothing of the workshop is left in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from backchannel.cli.group import COMMAND_LINE, COMMANDS

from .pages import ROOT, anchors, blocks, links, pages, text_of, uses

ROOMS = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
FORBIDDEN = (
    r"/work/|/root/|/home/\w|/tmp/",
    r"pypi\.org|pythonhosted\.org|deb\.debian\.org|registry\.npmjs|file:///",
)
NOT_IN_MAKE = {"sure", "install"}


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link names a file of the project, and an anchor a heading of it."""
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{named(page)}: {link}"
        assert ROOT in target.parents, f"{named(page)}: {link} leads out of the project"
        assert not anchor or anchor in anchors(target), f"{named(page)}: {link}"


@pytest.mark.parametrize("page", pages(), ids=named)
def test_nothing_of_the_workshop_is_left_in(page: Path) -> None:
    """No path of one machine and no registry's address."""
    for pattern in FORBIDDEN:
        assert not re.search(pattern, text_of(page)), f"{named(page)}: {pattern}"


def test_the_index_names_every_page() -> None:
    """Whoever starts at docs/index.md finds all of docs."""
    index = ROOT / "docs" / "index.md"
    assert {p.name for p in index.parent.glob("*.md")} - {"index.md"} <= set(links(index))


def test_every_command_that_a_page_shows_exists() -> None:
    """With every option that it shows."""
    context = click.Context(COMMAND_LINE)
    shown = 0
    for page, words in uses("backchannel"):
        name = words[0] if words else "--help"
        if name.startswith("-"):
            continue
        assert name in COMMANDS, f"{named(page)}: backchannel {' '.join(words)}"
        command = COMMAND_LINE.get_command(context, name)
        assert command is not None
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        given = {w.strip("\"'").partition("=")[0] for w in words[1:] if re.match(r"--?[a-z]", w)}
        assert given <= known | {"--help", "-h"}, f"{named(page)}: backchannel {' '.join(words)}"
        shown += 1
    assert shown > 20


def test_every_target_of_make_that_a_page_shows_exists() -> None:
    """`make demo` and the others are targets of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page, words in uses("make"):
        asked = {word for word in words if re.fullmatch(r"[a-z]+", word)} - NOT_IN_MAKE
        assert asked <= targets, f"{named(page)}: make {' '.join(words)}"


@pytest.mark.parametrize("program", ["python", "pytest"])
def test_every_program_that_a_page_shows_exists(program: str) -> None:
    """A script or folder of tests that is named is there, and a part of it that `-k` names is in it."""
    shown = 0
    for page, words in uses(program):
        path = next((w for w in words if "/" in w and not w.startswith("-")), None)
        if path is None:
            continue
        target = ROOT / path.partition("::")[0]
        assert target.exists(), f"{named(page)}: {program} {' '.join(words)}"
        if "-k" in words and target.is_file():
            assert words[words.index("-k") + 1] in target.read_text(encoding="utf-8")
        shown += 1
    assert shown > 1


def test_the_first_ten_minutes_run(tmp_path: Path) -> None:
    """The commands of the README, one after the other in an empty folder, end well and have nothing to complain of."""
    lines = [
        line.removeprefix("$ ") for body in blocks(ROOT / "README.md", "console") for line in body.splitlines() if line
    ]
    assert len(lines) > 10
    program = tmp_path / "bin" / "backchannel"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m backchannel "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    plain = {k: v for k, v in os.environ.items() if not k.startswith("BACKCHANNEL_")}
    plain["PATH"] = f"{program.parent}{os.pathsep}{plain['PATH']}"
    folder = tmp_path / "empty"
    folder.mkdir()
    script = "\n".join(f"echo '+ {n}'\n{line} || exit 9" for n, line in enumerate(lines))
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=plain,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{done.stdout[-500:]}\n{done.stderr}"
    assert done.stderr == ""
    for n, line in enumerate(lines):
        said = done.stdout.partition(f"+ {n}\n")[2].partition(f"+ {n + 1}\n")[0]
        assert said.strip() or line.startswith("cd "), f"{line} said nothing"
    assert (folder / "backchannel-demo" / "israel-pakistan.html").exists()


def test_the_architecture_names_every_room_and_only_those() -> None:
    """The table of rooms is the list of packages and modules under src/backchannel."""
    source = ROOT / "src" / "backchannel"
    rooms = {p.name for p in source.iterdir() if p.is_dir() and p.name != "__pycache__"}
    rooms |= {p.stem for p in source.glob("*.py") if not p.name.startswith("__")}
    table = text_of(ROOT / "docs" / "architecture.md").partition("## The rooms")[2].partition("\n## ")[0]
    assert set(ROOMS.findall(table)) == rooms


def test_every_room_has_its_place_in_the_order_of_imports() -> None:
    """The contract that import-linter holds leaves no room out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    order = next(c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    placed = {name.removeprefix("backchannel.") for layer in order for name in re.split(r"[|:\s]+", layer)}
    rooms = set(ROOMS.findall(text_of(ROOT / "docs" / "architecture.md")))
    assert rooms - placed == {"examples", "version"}
    assert placed <= rooms


def test_the_version_is_the_same_everywhere() -> None:
    """Package, project file and citation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = project["project"]["version"]
    assert f'__version__ = "{version}"' in text_of(ROOT / "src" / "backchannel" / "version.py")
    assert f"\nversion: {version}\n" in text_of(ROOT / "CITATION.cff")


@pytest.mark.parametrize("asked", ["make demo", "make test", "CHANGELOG", "LICENSE", "docs/images/dossier.png"])
def test_the_readme_shows_what_a_newcomer_needs(asked: str) -> None:
    """The two commands, the picture, the licence."""
    assert asked in text_of(ROOT / "README.md")


def test_every_measurement_has_its_program() -> None:
    """What `make bench` runs is there, and every program under benchmarks is run by it or said to stand apart."""
    files = {p.stem: text_of(p) for p in (ROOT / "benchmarks").glob("*.py")}
    programs = set(re.findall(r'\("(\w+)\.py"', files["run_all"]))
    assert programs <= files.keys()
    mains = {name for name, text in files.items() if "__main__" in text}
    # writes the page's data; needs a scorer by name; runs the others; take a night
    apart = {"accuracy", "links", "run_all", "fuzz", "fuzz_atheris"}
    # take files of the one who measures
    apart |= {"acts", "actors", "certainty", "dates", "quantities", "quotes", "references"}
    assert mains - programs <= apart

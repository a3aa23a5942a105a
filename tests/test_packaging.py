"""What is published as a package: what is in it, what it asks for, and that it works where it is put."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "requirements" / "site.txt", ROOT / "requirements" / "dev.txt"]
NOT_OF_THE_TREE = re.compile(
    r"\.venv|\.git|__pycache__|\..*_cache|\.hypothesis|\.?output.*|\.tracker-site|dist"
)
# Three ways to install, each as a wheel that pip can put anywhere.
WAYS = ["wheel", "sdist", "editable"]

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; [^\\#]+?)?(?: --hash=sha256:[0-9a-f]{64})+")


class Packages(NamedTuple):
    """What was built of a checkout: the source distribution, and a wheel for each way to install."""

    tree: Path
    sdist: Path
    wheels: dict[str, Path]


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command says, run as a stranger would: without this checkout on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def copy_tree(destination: Path) -> Path:
    """Return a copy of this checkout without what was made in it."""

    def left_out(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(folder) == ROOT and NOT_OF_THE_TREE.fullmatch(name)]

    return shutil.copytree(ROOT, destination, ignore=left_out)


def build_packages(tree: Path, destination: Path, *kinds: str) -> Path:
    """Return the folder with the packages built of a source tree, without the network."""
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", destination)
    run(*build, *kinds, tree, cwd=tree.parent)
    return destination


def build_editable(tree: Path, destination: Path) -> Path:
    """Return the folder with the wheel that an editable install of a source tree puts in place."""
    code = "import sys; from hatchling import build; build.build_editable(sys.argv[1])"
    run(sys.executable, "-c", code, destination, cwd=tree)
    return destination


def wheel_in(folder: Path) -> Path:
    """Return the one wheel of a folder."""
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The checkout, used and then packaged, its source distribution unpacked elsewhere."""
    folder = tmp_path_factory.mktemp("packages")
    tree = copy_tree(folder / "tree")
    for left in ("output/index.html", ".output.spare/index.html", ".tracker-site/memory", "dist/old.whl"):
        (tree / left).parent.mkdir()
        (tree / left).write_text("built before")

    built = build_packages(tree, folder / "built")  # the wheel is made of the source distribution
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()

    wheels = {
        "wheel": wheel_in(build_packages(tree, folder / "direct", "--wheel")),
        "sdist": wheel_in(built),
        "editable": wheel_in(build_editable(unpacked, folder / "editable")),
    }
    return Packages(tree, sdist, wheels)


@pytest.fixture(scope="module")
def installs(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of programs of a new environment for each way to install."""
    return {way: install(packages.wheels[way], tmp_path_factory.mktemp(way)) for way in WAYS}


def install(wheel: Path, folder: Path) -> Path:
    """Return the programs of a new environment that holds a wheel, beside the packages of this one."""
    environment = venv.EnvBuilder(symlinks=True)
    environment.create(folder)
    programs = folder / "bin"
    run(
        *(sys.executable, "-m", "pip", "--python", programs / "python", "--quiet"),
        *("install", "--no-index", "--no-deps", wheel),
        cwd=folder,
    )
    # Only afterwards, or pip would find the project installed already. Its own editable install does
    # not come along: a .pth file in a folder that a .pth file names is not read.
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


@pytest.fixture(scope="module")
def sites(installs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The content of this checkout, elsewhere, built by each of the installs."""
    built = {}
    for way, programs in installs.items():
        site = tmp_path_factory.mktemp("site") / "a council’s own"
        shutil.copytree(ROOT / "content", site / "content")
        run(programs / "tracker-site", "build", "--root", site, "--as-at", "2026-03-04", cwd=programs)
        built[way] = site
    return built


def names_in_sdist(sdist: Path) -> set[str]:
    """Return the files of a source distribution, from its top."""
    with tarfile.open(sdist) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}


def names_in_wheel(wheel: Path) -> set[str]:
    """Return the files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("way", WAYS)
def test_installed_command_states_its_version(
    installs: dict[str, Path], packages: Packages, way: str
) -> None:
    """The command starts in an environment of its own and knows the version of the package."""
    said = run(installs[way] / "tracker-site", "--version", cwd=installs[way])

    assert packages.wheels[way].name.split("-")[1] in said.split()


@pytest.mark.parametrize("way", WAYS)
def test_installed_command_builds_a_site_elsewhere(sites: dict[str, Path], way: str) -> None:
    """Content in a folder that knows nothing of this checkout becomes a site."""
    assert (sites[way] / "output" / "index.html").is_file()


def test_ways_to_install_give_the_same_site(sites: dict[str, Path]) -> None:
    """No template or asset is found in one install and missed in another."""
    wheel, sdist, editable = (files_below(sites[way] / "output") for way in WAYS)

    assert wheel.keys() == sdist.keys() == editable.keys()
    assert wheel == sdist == editable


@pytest.mark.parametrize("way", ["wheel", "sdist"])
def test_wheel_holds_templates_and_licence(packages: Packages, way: str) -> None:
    """All templates travel as part of the package."""
    names = names_in_wheel(packages.wheels[way])
    templates = {f"tracker_site/templates/{name}" for name in files_below(packages.tree / "templates")}

    assert templates
    assert templates <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


@pytest.mark.parametrize("way", WAYS)
def test_an_installed_command_begins_a_site_that_builds(
    installs: dict[str, Path], tmp_path: Path, way: str
) -> None:
    """The files of a new site travel with the package, hidden ones too."""
    run(installs[way] / "tracker-site", "init", tmp_path / "site", cwd=tmp_path)
    run(installs[way] / "tracker-site", "check", "--root", tmp_path / "site", cwd=tmp_path)
    starter = ROOT / "src" / "tracker_site" / "starter"

    assert files_below(starter).keys() <= files_below(tmp_path / "site").keys()
    assert ".vscode/settings.json" in files_below(starter)


def test_wheel_of_sdist_is_the_wheel_of_the_tree(packages: Packages) -> None:
    """The source distribution holds all that a wheel is made of."""
    assert names_in_wheel(packages.wheels["sdist"]) == names_in_wheel(packages.wheels["wheel"])


def test_packages_hold_nothing_that_was_built(packages: Packages) -> None:
    """What an earlier build left in the checkout is not published."""
    names = names_in_sdist(packages.sdist) | names_in_wheel(packages.wheels["wheel"])

    assert {"pyproject.toml", "Makefile", "requirements/install", "content/site.yml"} <= names
    built = re.compile(r"(output|\.output\.|\.tracker-site|dist|\.venv|\.git)(/|$)|.*__pycache__")
    assert [name for name in names if built.match(name)] == []


def test_package_does_not_ask_for_tools_of_development(packages: Packages) -> None:
    """Whoever installs the tool gets what it needs to run and no more."""
    with zipfile.ZipFile(packages.wheels["wheel"]) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(name).decode()
    asked = [Requirement(line) for line in re.findall(r"^Requires-Dist: (.+)$", metadata, re.MULTILINE)]

    assert {canonicalize_name(one.name) for one in asked} == {
        canonicalize_name(one.name) for one in dependencies()
    }
    assert all(list(one.specifier) for one in asked), "each has a floor"
    assert not {one.name for one in asked} & {one.name for one in requirements_in("dev.in")}


def dependencies() -> list[Requirement]:
    """Return what the package asks for."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return [Requirement(line) for line in tomllib.load(file)["project"]["dependencies"]]


def requirements_in(name: str) -> list[Requirement]:
    """Return what a source of the locks asks for beside that."""
    text = (ROOT / "requirements" / name).read_text()
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def entries_of(lock: Path) -> list[str]:
    """Return the entries of a lock, each in one line."""
    return re.sub(r" \\\n +", " ", lock.read_text()).splitlines()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_is_names_versions_and_hashes_only(lock: Path) -> None:
    """No address, no option, no comment; and nothing without a hash."""
    entries = entries_of(lock)

    assert entries
    assert [entry for entry in entries if not PIN.fullmatch(entry)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_holds_all_that_is_asked_for(lock: Path) -> None:
    """A dependency that was added, or whose floor was raised, is locked too."""
    pins = {pin["name"]: pin["version"] for pin in map(PIN.fullmatch, entries_of(lock)) if pin}
    asked = dependencies() + requirements_in("site.in")
    if lock.name == "dev.txt":
        asked += requirements_in("dev.in")

    assert {canonicalize_name(one.name) for one in asked} <= pins.keys()
    assert [one for one in asked if not one.specifier.contains(pins[canonicalize_name(one.name)])] == []


def test_tools_are_locked_on_top_of_the_site() -> None:
    """What is tested is what builds the site: the same packages at the same versions."""
    # For which systems a package is needed may differ: a tool may need it everywhere.
    site, dev = ({re.sub(" ; .*?(?= --hash)", "", entry) for entry in entries_of(lock)} for lock in LOCKS)

    assert site < dev


def third_party_imports() -> dict[str, set[str]]:
    """Return for each package from outside which of our files import it, late imports included."""
    importers = defaultdict(set)
    package = ROOT / "src" / "tracker_site"
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes(), path)):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                modules = [node.module]
            else:
                continue
            for top in {module.partition(".")[0] for module in modules}:
                if top not in sys.stdlib_module_names and top != "tracker_site":
                    importers[top].add(path.relative_to(package).as_posix())
    return importers


def test_each_package_from_outside_has_one_importer() -> None:
    """Any of them can be replaced by rewriting one file, except that which models and what is kept as JSON share."""
    imports = third_party_imports()

    shared = {name for name, files in imports.items() if len(files) > 1}
    assert shared <= {"pydantic", "pydantic_core"}


def test_imports_are_declared() -> None:
    """What is imported is a dependency, or part of one (markupsafe of Jinja2, tornado of livereload)."""
    declared = {canonicalize_name(one.name) for one in dependencies()}
    present = declared - {"tzdata"}  # Windows only
    brought = {
        canonicalize_name(Requirement(line).name)
        for name in present
        for line in importlib.metadata.requires(name) or []
    }
    owners = importlib.metadata.packages_distributions()

    for module in third_party_imports():
        assert {canonicalize_name(owner) for owner in owners[module]} & (declared | brought), module

"""Builds the shared library with the Swift compiler and puts it into the package.

KERNELCALC_LIBRARY names a library that is already built; then Swift is not needed.
"""

import json
import os
import pathlib
import shutil
import subprocess

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = "libKernelCalculatorC"
PRODUCT = "KernelCalculatorC"


def built_library() -> pathlib.Path:
    """The path of the shared library, which is built where no other is named."""
    named = os.environ.get("KERNELCALC_LIBRARY")
    if named:
        return pathlib.Path(named).resolve()
    if shutil.which("swift") is None:
        raise SystemExit(
            "kernelcalculator: Swift 6.3 is needed to build the library, and 'swift' is not on the "
            "PATH; or set KERNELCALC_LIBRARY to a library that is already built."
        )
    if not (ROOT / "Package.swift").exists():
        raise SystemExit("kernelcalculator: install from a source tree: Package.swift is not there.")
    build = ["swift", "build", "-c", "release", "--package-path", str(ROOT)]
    subprocess.run(build + ["--product", PRODUCT], check=True)
    folder = subprocess.run(
        build + ["--show-bin-path"], check=True, capture_output=True, text=True
    ).stdout.strip()
    found = [path for path in pathlib.Path(folder).glob(NAME + ".*") if path.suffix in (".so", ".dylib")]
    if not found:
        raise SystemExit(f"kernelcalculator: no {NAME} in {folder}")
    return found[0]


def runtime_libraries(library: pathlib.Path) -> list:
    """Swift's own runtime libraries that the library needs; they are put beside it."""
    if library.suffix != ".so" or shutil.which("swift") is None:
        return []
    info = json.loads(
        subprocess.run(
            ["swift", "-print-target-info"], check=True, capture_output=True, text=True
        ).stdout
    )
    folders = [os.path.realpath(path) for path in info["paths"]["runtimeLibraryPaths"]]
    lines = subprocess.run(
        ["ldd", str(library)], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    paths = [line.split("=>")[1].split("(")[0].strip() for line in lines if "=>" in line]
    return [path for path in paths if os.path.dirname(os.path.realpath(path)) in folders]


class BuildWithLibrary(build_py):
    """Adds the shared library to the package's files."""

    def run(self):
        super().run()
        target = pathlib.Path(self.build_lib) / "kernelcalc" / "_lib"
        target.mkdir(parents=True, exist_ok=True)
        library = built_library()
        for path in [str(library)] + runtime_libraries(library):
            shutil.copy2(path, target)


class BinaryDistribution(Distribution):
    """The wheel belongs to one platform."""

    def has_ext_modules(self):
        return True


setup(cmdclass={"build_py": BuildWithLibrary}, distclass=BinaryDistribution)

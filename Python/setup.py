"""Builds the shared library with the Swift compiler and puts it into the package.

KERNELCALC_LIBRARY names a library that is already built; then Swift is not needed. The wheel is for one
platform and every Python 3: nothing in it is compiled against Python. `Scripts/wheel` makes one that needs
neither Swift nor GMP nor MPFR where it is installed.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
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
    build = ["swift", "build", "-c", "release", "--package-path", str(ROOT), "--product", PRODUCT]
    if sys.platform != "darwin":
        # Swift's runtime goes into the library: SwiftPM says where it is to executables only.
        info = subprocess.run(
            ["swift", "-print-target-info"], check=True, capture_output=True, text=True
        ).stdout
        static = json.loads(info)["paths"]["runtimeResourcePath"] + "_static/linux"
        build += ["--static-swift-stdlib", "-Xlinker", "-L" + static]
    manifest = ROOT / ".build" / "release.yaml"
    if manifest.exists() and f'"{ROOT}/' not in manifest.read_text(encoding="utf-8"):
        # A .build that was copied with its checkout is full of the other place's paths.
        build += ["--scratch-path", str(ROOT / ".build-python")]
    folder = built(build)
    found = [path for path in folder.glob(NAME + ".*") if path.suffix in (".so", ".dylib")]
    if not found:
        raise SystemExit(f"kernelcalculator: no {NAME} in {folder}")
    return found[0]


def built(command: list) -> pathlib.Path:
    """The folder of what a command of SwiftPM has built."""
    environment = {**os.environ, "KERNELCALCULATOR_SELF_CONTAINED": "1"}
    subprocess.run(command, check=True, env=environment)
    shown = subprocess.run(
        command + ["--show-bin-path"], check=True, capture_output=True, text=True, env=environment
    )
    return pathlib.Path(shown.stdout.strip())


def gather_licences() -> None:
    """Puts the licences of everything that is in the library into the folder `licences`.

    GMP and MPFR are called as shared libraries; `Scripts/wheel` puts them beside, so theirs are there too.
    """
    folder = HERE / "licences"
    folder.mkdir(exist_ok=True)
    texts = {"LICENSE.txt": ROOT / "LICENSE", "NOTICE.md": ROOT / "NOTICE.md"}
    swift = shutil.which("swift")
    if swift:
        texts["Swift-LICENSE.txt"] = (
            pathlib.Path(swift).resolve().parent.parent / "share" / "swift" / "LICENSE.txt"
        )
    common = pathlib.Path("/usr/share/common-licenses")
    for name in ("LGPL-3", "GPL-3"):
        texts[f"GMP-MPFR-{name}.txt"] = common / name
    for library, package in (("GMP", "libgmp10"), ("MPFR", "libmpfr6")):
        texts[f"{library}-copyright.txt"] = pathlib.Path("/usr/share/doc") / package / "copyright"
    for name, source in texts.items():
        if source.exists():
            shutil.copyfile(source, folder / name)


class BuildWithLibrary(build_py):
    """Adds the shared library to the package's files."""

    def run(self):
        super().run()
        target = pathlib.Path(self.build_lib) / "kernelcalc" / "_lib"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        library = built_library()
        copy = target / (NAME + library.suffix)
        shutil.copy2(library, copy)
        if library.suffix == ".so" and shutil.which("strip"):
            subprocess.run(["strip", "--strip-unneeded", str(copy)], check=True)


class PlatformWheel(bdist_wheel):
    """Of one platform, for every Python 3: the library is called through ctypes."""

    def get_tag(self):
        return ("py3", "none", super().get_tag()[2])


class BinaryDistribution(Distribution):
    """The wheel belongs to one platform."""

    def has_ext_modules(self):
        return True


gather_licences()
setup(
    cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": PlatformWheel},
    distclass=BinaryDistribution,
)

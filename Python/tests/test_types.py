"""The annotations agree with the code, and say what users' type checkers need."""

import pathlib
import subprocess
import sys

import pytest

pytest.importorskip("mypy")

USER = """
from typing import Literal, assert_type
import kernelcalc as kc

value = kc.evaluate("f(1/2)")
assert_type(value, kc.Enclosed)
assert_type(value + 1, kc.Enclosed)
assert_type(kc.evaluate("x", at=[1, 2]), kc.EnclosedArray)
assert_type(kc.prove("0 < 1").verdict, Literal["proved", "refuted", "undecided"])
assert_type(kc.gram("2", [[1.0]]), kc.KernelMatrix)
kc.gram("2", [[1.0]], rule="exat")
kc.analyze("2", rule="bth")
kc.table("x", [0.5], type="float31", rounding="nearst")
kc.prove("0 < 1").verdict == "proven"
"""


def checked(*arguments, cwd):
    # What newer stubs no longer need is no fault, nor is a library of an extra that is not there.
    options = ["--strict", "--no-warn-unused-ignores", "--ignore-missing-imports", "--python-version", "3.11"]
    return subprocess.run(
        [sys.executable, "-m", "mypy", *options, "--cache-dir", str(cwd / "cache"), *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
    )


def test_the_package_is_typed(tmp_path):
    run = checked("-p", "kernelcalc", cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_misspelt_words_are_found(tmp_path):
    (tmp_path / "user.py").write_text(USER)
    run = checked("user.py", cwd=tmp_path)
    wrong = {line for line, text in enumerate(USER.split("\n"), 1) if any(w in text for w in ["exat", "bth", "nearst", "proven"])}
    found = {int(line.split(":")[1]) for line in run.stdout.splitlines() if ": error:" in line}
    assert found == wrong, run.stdout


def test_the_marker_is_there():
    import kernelcalc

    assert (pathlib.Path(kernelcalc.__file__).parent / "py.typed").exists()

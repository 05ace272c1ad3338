"""The command of the package: ``python -m kernelcalc`` and ``kernelcalc``."""

import os
import shutil
import subprocess
import sys

import pytest

import kernelcalc as kc

HERE = os.path.join(os.path.dirname(sys.executable), "kernelcalc")
WAYS = [[sys.executable, "-m", "kernelcalc"]] + ([[HERE]] if os.path.exists(HERE) else [])


@pytest.mark.parametrize("command", WAYS, ids=lambda way: way[-1])
def test_it_is_the_command(command):
    def run(*arguments, input=""):
        return subprocess.run([*command, *arguments], input=input, capture_output=True, text=True)

    found = run("evaluate", "f(1/2)", "--json")
    assert found.returncode == 0 and found.stdout == kc.run("evaluate", "f(1/2)", "--json").output.decode()
    assert run("analyze", "-", input="2_21").stdout == kc.run("analyze", "2_21").output.decode()
    wrong = run("evaluate", "f(")
    assert wrong.returncode == 2 and wrong.stderr.startswith("kernelcalc: ")
    assert run("prove", "forall x in [0,1]: f(x) > 1").returncode == 1
    assert "SUBCOMMANDS" in run("--help").stdout
    library = run("regress", "--function", "kappa1", "--library", "x.so", "--symbol", "y")
    assert library.returncode == 2 and "call the command" in library.stderr


def test_the_entry_point_is_installed():
    if shutil.which("kernelcalc", path=os.path.dirname(sys.executable)) is None:
        pytest.skip("the package is not installed in this environment")
    assert subprocess.run([HERE, "--version"], capture_output=True).returncode == 0

"""Lemma files: from Python, and as tests that pytest collects."""

import subprocess
import sys

import pytest

import kernelcalc as kc

LEMMAS = """\
rule exact
let gap(x) = 1 - f(x)
claim "above": forall x in [-1, 1]: f(x) >= x
refutes "too strong": forall x in [-1, 1]: gap(x) < 1/2
claim "fails": forall x in [-1, 1]: gap(x) > 1/2
"""


def test_verify(tmp_path):
    file = tmp_path / "a.lemmas"
    file.write_text(LEMMAS)
    found = kc.verify(str(file))
    assert [claim["verdict"] for claim in found["claims"]] == ["proved", "refuted", "refuted"]
    assert not found["passed"]


def test_a_malformed_file_is_bad_input(tmp_path):
    file = tmp_path / "a.lemmas"
    file.write_text('claim "a": gap(0) > 0\n')
    with pytest.raises(kc.BadInput, match="line 1, column 12"):
        kc.verify(str(file))


def test_pytest_collects_lemma_files(tmp_path):
    (tmp_path / "a.lemmas").write_text(LEMMAS)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert "1 failed, 2 passed" in run.stdout, run.stdout + run.stderr
    assert "refuted, expected proved" in run.stdout

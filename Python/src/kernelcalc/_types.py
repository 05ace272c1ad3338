"""The words that parameters and results are made of, for type checkers."""

from __future__ import annotations

from typing import Literal

#: A propagation rule: the paper's, or the infinitely wide network's.
Rule = Literal["variance-only", "exact"]
#: A kernel: of the network at initialisation, or of its training.
KernelName = Literal["nngp", "ntk"]
Verdict = Literal["proved", "refuted", "undecided"]
FloatType = Literal["binary64", "binary32", "binary16", "float64", "float32", "float16"]
Rounding = Literal["nearest", "up", "down", "zero"]

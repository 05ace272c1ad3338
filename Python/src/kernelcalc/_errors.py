"""Errors, as exceptions that carry the command's located message in Python's words."""

from __future__ import annotations

import re
from typing import Mapping, Optional


class KernelCalcError(Exception):
    """Any failure; the message says what was wrong, where, and what would be accepted.

    ``line`` and ``column`` count from 1 and are None where the message has no place.
    """

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message
        self.line: Optional[int] = _number("line", message)
        self.column: Optional[int] = _number("column", message)


class BadInput(KernelCalcError, ValueError):
    """An expression, a network, a statement or an option that cannot be understood."""


class Undecided(KernelCalcError, ArithmeticError):
    """The digits asked for, a comparison or a decision were not reached within the limits."""


def of_command(message: str, status: int, words: Mapping[str, str] = {}) -> KernelCalcError:
    """What the command said, as an exception: its options are named as the parameters that they are.

    ``words`` are what to say in place of phrases of the command's; ``--max-ulp`` becomes ``max_ulp``.
    """
    text = message.strip().removeprefix("kernelcalc: ").split("\n")[0]
    for phrase, word in words.items():
        text = text.replace(phrase, word)
    text = re.sub(r"see kernelcalc ([a-z]+) --help", r"see help(kernelcalc.\1)", text)
    text = re.sub(r"as in --at (\w+)=(\S+)", r"as in at={'\1': '\2'}", text)
    text = re.sub(r"--([a-z][a-z-]*)", lambda match: match[1].replace("-", "_"), text)
    return (Undecided if status == 3 else BadInput)(text)


def _number(word: str, message: str) -> Optional[int]:
    match = re.search(rf"\b{word} (\d+)", message)
    return int(match.group(1)) if match else None

"""Errors, as exceptions that carry the command's located message."""

from __future__ import annotations

import re
from typing import Optional


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
    """The digits asked for, or a decision, were not reached within the limits."""


def _number(word: str, message: str) -> Optional[int]:
    match = re.search(rf"\b{word} (\d+)", message)
    return int(match.group(1)) if match else None

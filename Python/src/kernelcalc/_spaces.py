"""Spaces of architectures."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import Any, Dict, List, Mapping

from ._evaluation import object_of, raise_for
from ._library import run


def space(name: str) -> Mapping[str, Any]:
    """Statistics of a space (nasbench201, darts, complete(H)) with exact fractions as strings."""
    found: Mapping[str, Any] = object_of(["space", name, "--summary", "--json"])
    return found


def space_cells(name: str) -> List[Dict[str, Any]]:
    """Every cell of a space with its paths, effective depth and width (``Fraction`` or None)."""
    answer = run(["space", name, "--list", "--format", "csv"])
    raise_for(answer)
    cells: List[Dict[str, Any]] = []
    for row in csv.DictReader(io.StringIO(answer.output.decode("utf-8"))):
        depth, width = row["effective_depth"], row["effective_width"]
        cells.append(
            {
                "cell": row["cell"],
                "paths": int(row["paths"]),
                "effective_depth": Fraction(depth) if depth else None,
                "effective_width": Fraction(width) if width else None,
            }
        )
    return cells

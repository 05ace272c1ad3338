"""Pictures on Matplotlib: each function draws into ``ax``, or into new axes, and returns the axes."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Iterable, List, Optional, Sequence, Tuple, Union

import numpy
from numpy.typing import ArrayLike

from ._arrays import table
from ._errors import BadInput
from ._evaluation import raise_for
from ._exact import as_text, real_array
from ._library import run
from ._types import KernelName, Rule

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["figure5", "kernel", "spectrum"]


def kernel(
    dags: Union[str, Sequence[str]],
    rule: Rule = "exact",
    kernel: KernelName = "nngp",
    entry: Optional[str] = None,
    points: int = 201,
    ax: "Optional[Axes]" = None,
) -> "Axes":
    """The kernel of two unit, centred inputs over their correlation ρ, a line for each network.

    What is drawn are correctly rounded values at ``points`` correlations from −1 to 1. ``entry`` is another
    quantity instead (lambda2, Kii, NTKij, …).
    """
    names = {"nngp": "Kij", "ntk": "NTKij"}
    if kernel not in names:
        raise BadInput(f"'{kernel}' is no kernel; kernels are nngp and ntk")
    if points < 2:
        raise BadInput("a line has at least 2 points")
    quantity = names[kernel] if entry is None else entry
    networks = [dags] if isinstance(dags, str) else list(dags)
    rho = numpy.linspace(-1, 1, points)
    curves = [table(dag, rho, entry=quantity, rule=rule) for dag in networks]
    axes = _axes(ax)
    for dag, curve in zip(networks, curves):
        axes.plot(rho, curve, label=dag)
    axes.set_xlabel("correlation ρ")
    axes.set_ylabel(f"{quantity}, {rule}")
    axes.legend()
    return axes


def spectrum(
    dag: str,
    inputs: ArrayLike,
    kernel: KernelName = "nngp",
    rule: Rule = "exact",
    normalize: bool = False,
    digits: int = 6,
    ax: "Optional[Axes]" = None,
) -> "Axes":
    """The certified eigenvalues of the kernel matrix of the rows of ``inputs``, largest first.

    Points are the middles of the enclosures, bars reach to their ends. All eigenvalues of 2,000 inputs take
    seconds; where double precision does not suffice, those of 1,000 take minutes.
    """
    buffer = io.BytesIO()
    numpy.save(buffer, real_array(inputs, "inputs"), allow_pickle=False)
    arguments = ["spectrum", "--all", "--json", "--kernel", kernel, "--rule", rule]
    arguments += ["--digits", str(digits), "--inputs", "-"] + ["--normalize"] * bool(normalize)
    answer = run([*arguments, "--", as_text(dag, "a network")], buffer.getvalue())
    raise_for(answer, words={"standard input": "inputs"})
    bounds = [
        (Fraction(each["lower"]), Fraction(each["upper"]))
        for each in json.loads(answer.output)["eigenvalues"]
    ]
    bounds.sort(reverse=True)
    middles = [float((low + high) / 2) for low, high in bounds]
    radii = [float((high - low) / 2) for low, high in bounds]
    axes = _axes(ax)
    axes.errorbar(range(1, len(bounds) + 1), middles, yerr=radii, fmt=".", label=dag)
    if all(low > 0 for low, _ in bounds):
        axes.set_yscale("log")
    axes.set_xlabel("eigenvalue")
    axes.set_ylabel(f"λ of the {'NTK' if kernel == 'ntk' else 'NNGP kernel'}, {rule}")
    axes.legend()
    return axes


def figure5(
    accuracies: Union[str, Iterable[Tuple[str, float]]],
    column: Optional[str] = None,
    ax: "Optional[Axes]" = None,
) -> "Axes":
    """The paper's Figure 5: architectures on the plane of effective depth and width, by accuracy.

    ``accuracies`` are pairs of architecture and accuracy, or text in CSV as ``kernelcalc accuracies`` takes
    it, of which ``column`` names one. Architectures of equal depth and width are one point, coloured by
    their mean accuracy and as large as they are many; those without a width (no path) are left out.
    """
    if isinstance(accuracies, str):
        text = accuracies
    else:
        rows = [(dag, real_array(value, "accuracies", float)) for dag, value in accuracies]
        # A colon, quotation mark or comma may stand in an architecture.
        text = "architecture,accuracy\n" + "".join(
            '"' + as_text(dag, "a network").replace('"', '""') + f'",{float(value)!r}\n'
            for dag, value in rows
        )
    answer = run(["accuracies", "-", "--json"], text.encode("utf-8"))
    raise_for(answer, words={"standard input": "accuracies"})
    found = json.loads(answer.output)
    names: List[str] = [each["name"] for each in found["columns"]]
    if column is not None and column not in names:
        raise BadInput(f"'{column}' is no column; columns are {', '.join(names)}")
    place = 0 if column is None else names.index(column)
    groups = [group for group in found["groups"] if group["effective_width"] is not None]
    if not groups:
        raise BadInput("no architecture among these has a width")
    axes = _axes(ax)
    points: Any = axes.scatter(
        [float(Fraction(group["effective_depth"])) for group in groups],
        [float(Fraction(group["effective_width"])) for group in groups],
        c=[group["mean"][place] for group in groups],
        s=[20 * group["cells"] ** 0.5 for group in groups],
    )
    axes.figure.colorbar(points, ax=axes, label=f"mean {names[place]}")
    axes.set_xlabel("effective depth d̄")
    axes.set_ylabel("effective width m̄")
    return axes


def _axes(ax: "Optional[Axes]") -> "Axes":
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ImportError(
            "kernelcalc.plot needs Matplotlib: pip install 'kernelcalculator[plot]'"
        ) from error
    return pyplot.subplots()[1]

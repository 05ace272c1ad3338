"""A network's kernels as functions of arrays, from the source that the calculator writes."""

from __future__ import annotations

from typing import Any, Callable, Dict, Literal

from ._errors import BadInput
from ._evaluation import raise_for
from ._exact import as_text
from ._library import run
from ._types import KernelName, Rule

Entry = Literal["ij", "ii", "jj"]


def numpy_function(
    dag: str,
    rule: Rule = "exact",
    kernel: KernelName = "nngp",
    entry: Entry = "ij",
    general: bool = False,
) -> Callable[..., Any]:
    """An entry of a network's kernel as a function of float64 arrays, entry by entry.

    For unit, centred inputs it is a function of their correlation ρ, ``K_ij(rho)``; with ``general`` of the
    inputs' own products, ``K_ij(Kii, Kij, Kjj, Mi=0, Mj=0)`` with K_ij = ⟨x_i, x_j⟩ and M the coordinates'
    means, so that matrices go in and come out; ``K_ii(Kii, Mi=0)`` likewise. An entry that is constant has
    the shape of its argument.

    The function's docstring says by how many ULP it was measured to be off: it is fast and differentiable,
    and *not* proven; :func:`gram` and :func:`table` are. ``__source__`` is the module it was made from, which
    ``kernelcalc analyze --as numpy`` prints; it is executed in a namespace of its own.
    """
    return _function("numpy", dag, rule, kernel, entry, general)


def jax_function(
    dag: str,
    rule: Rule = "exact",
    kernel: KernelName = "nngp",
    entry: Entry = "ij",
    general: bool = False,
) -> Callable[..., Any]:
    """As :func:`numpy_function`, in JAX: to be compiled by ``jit``, mapped, differentiated.

    float64 needs ``jax.config.update("jax_enable_x64", True)``.
    """
    return _function("jax", dag, rule, kernel, entry, general)


def _function(
    notation: str, dag: str, rule: Rule, kernel: KernelName, entry: Entry, general: bool
) -> Callable[..., Any]:
    letters = {"nngp": "K", "ntk": "Theta"}
    if kernel not in letters:
        raise BadInput(f"'{kernel}' is no kernel; kernels are nngp and ntk")
    entries = ("ii", "ij", "jj") if general else ("ii", "ij")
    if entry not in entries:
        raise BadInput(f"'{entry}' is no entry; entries are {', '.join(entries)}")
    arguments = ["analyze", "--as", notation, "--rule", rule] + ["--general"] * bool(general)
    answer = run([*arguments, "--", as_text(dag, "a network")])
    raise_for(answer)
    source = answer.output.decode("utf-8")
    namespace: Dict[str, Any] = {"__name__": f"kernelcalc.{notation}"}
    exec(compile(source, f"<kernelcalc {notation} of {dag[:60]}>", "exec"), namespace)
    name = f"{letters[kernel]}_{entry}_{rule.replace('-', '_')}"
    if name not in namespace:
        raise BadInput(f"the network {dag[:60]} has no {kernel} under the rule {rule}")
    function = _with_parameters(namespace[name], entry, general)
    function.__source__ = source  # type: ignore[attr-defined]
    return function


def _with_parameters(written: Callable[..., Any], entry: Entry, general: bool) -> Callable[..., Any]:
    """The same function with the parameters of every network's: those that are written are those in use."""
    used = written.__code__.co_varnames[: written.__code__.co_argcount]

    def value(**given: Any) -> Any:
        # Nothing is added, in the shape of what the function is constant in.
        unused = [0.0 * given[name] for name in given if name not in used]
        return sum(unused, written(**{name: given[name] for name in used}))

    def of_correlation(rho: Any) -> Any:
        return value(rho=rho)

    def diagonal(Kii: Any, Mi: Any = 0.0) -> Any:
        return value(Kii=Kii, Mi=Mi)

    def second_diagonal(Kjj: Any, Mj: Any = 0.0) -> Any:
        return value(Kjj=Kjj, Mj=Mj)

    def off_diagonal(Kii: Any, Kij: Any, Kjj: Any, Mi: Any = 0.0, Mj: Any = 0.0) -> Any:
        return value(Kii=Kii, Kij=Kij, Kjj=Kjj, Mi=Mi, Mj=Mj)

    forms: Dict[str, Callable[..., Any]] = {"ij": off_diagonal, "ii": diagonal, "jj": second_diagonal}
    function = forms[entry] if general else of_correlation
    function.__name__ = function.__qualname__ = written.__name__
    function.__doc__ = written.__doc__
    return function

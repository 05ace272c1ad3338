#!/usr/bin/env python3
"""Writes certificate files for Certificate.v.

Usage: make_certificate.py NAME FILE.v        (make_certificate.py --list shows the names)

A statement is (comment, left side, right side, first point a, last point b or None for
"x < 1", arithmetic): "Std" is exact integer arithmetic (about 9 ms for each kernel value, only the
axioms of the real numbers), "Prim" the machine's floating-point numbers (about 0.03 ms).
The sub-intervals are found by bisection with ordinary floating-point interval arithmetic that
follows the checker (without rigour: the checker decides).  For a statement up to x = 1 the
end-point model of Certificate.v is imitated, and v0 = 1/2, 1/4, ... is tried until it succeeds.
"""
import sys
from fractions import Fraction as Q
from math import pi, sqrt, atan, inf

# ---- expressions: nested tuples, ('Var',), ('Rat', n, d), ('Add', e, e), ... -----------------
X, PI = ("Var",), ("Pi",)
def rat(n, d=1): return ("Rat", n, d)
def lift(e): return e if isinstance(e, tuple) else rat(e)
def op(name): return lambda *a: (name,) + tuple(map(lift, a))
add, sub, mul, div, neg, absolute, k1, k0 = map(op, "Add Sub Mul Div Neg Abs Kappa1 Kappa0".split())

def syntax(e):
    """The Coq term of type expr."""
    if e[0] == "Rat":
        n = f"({e[1]})" if e[1] < 0 else f"{e[1]}"
        return f"(Rat {n} {e[2]})"
    if len(e) == 1:
        return e[0]
    return "(" + " ".join([e[0]] + [syntax(a) for a in e[1:]]) + ")"

def statement(e):
    """The same expression as a Coq real number; it must mirror the term exactly."""
    k = e[0]
    if k == "Var": return "x"
    if k == "Pi": return "PI"
    if k == "Rat":
        n = f"({e[1]})" if e[1] < 0 else f"{e[1]}"
        return n if e[2] == 1 else f"({n} / {e[2]})"
    a = [statement(b) for b in e[1:]]
    infix = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/"}
    if k in infix: return f"({a[0]} {infix[k]} {a[1]})"
    if k == "Neg": return f"(- {a[0]})"
    return f"({dict(Sqrt='sqrt', Abs='Rabs', Kappa1='kappa1', Kappa0='kappa0')[k]} {a[0]})"

# ---- floating-point intervals (lo, hi), slightly widened --------------------------------------
def wide(lo, hi):
    return (lo - 4e-16 * abs(lo) - 1e-300, hi + 4e-16 * abs(hi) + 1e-300)
def iadd(a, b): return wide(a[0] + b[0], a[1] + b[1])
def ineg(a): return (-a[1], -a[0])
def isub(a, b): return iadd(a, ineg(b))
def imul(a, b):
    p = [x * y for x in a for y in b]
    return wide(min(p), max(p))
def idiv(a, b):
    if b[0] <= 0 <= b[1]: return (-inf, inf)
    return imul(a, wide(1 / b[1], 1 / b[0]))
def isqrt(a): return wide(sqrt(max(a[0], 0)), sqrt(max(a[1], 0)))
def iabs(a): return a if a[0] >= 0 else ineg(a) if a[1] <= 0 else (0, max(-a[0], a[1]))
def coangle(r): return pi if r >= 1 else 0.0 if r <= -1 else pi - 2 * atan(sqrt(2 / (1 + r) - 1))
def kappa1(r): return (sqrt(max(0, 1 - r * r)) + r * coangle(r)) / pi
def kappa0(r): return coangle(r) / pi
def increasing(f, a):
    lo = f(a[0]) - 1e-15 if -1 < a[0] <= 1 else 0
    hi = f(a[1]) + 1e-15 if -1 < a[1] <= 1 else 1
    return (max(0, lo), min(1, hi))
def evaluate(e, x):
    k = e[0]
    if k == "Var": return x
    if k == "Pi": return wide(pi, pi)
    if k == "Rat": return wide(e[1] / e[2], e[1] / e[2])
    a = [evaluate(b, x) for b in e[1:]]
    if k == "Kappa1": return increasing(kappa1, a[0])
    if k == "Kappa0": return increasing(kappa0, a[0])
    return {"Add": iadd, "Sub": isub, "Mul": imul, "Div": idiv, "Neg": ineg, "Sqrt": isqrt, "Abs": iabs}[k](*a)

# ---- the end-point model  c - v^2 (a + r + v b),  0 < v <= v0 ----------------------------------
def model(e, v0):
    v = (0.0, v0)
    x = (1 - v0 * v0, 1.0)
    iq = lambda q: wide(float(q), float(q))
    total = lambda m: iadd(iadd(iq(m[1]), m[2] or (0, 0)), imul(v, m[3]))
    v2 = (0.0, v0 * v0)
    def scale(k, m):
        if m is None or m[0] != 0: return None
        return (Q(0), Q(0), imul(k, iadd(iq(m[1]), m[2] or (0, 0))), imul(k, m[3]))
    def plus(m, n):
        r = n[2] if m[2] is None else m[2] if n[2] is None else iadd(m[2], n[2])
        return (m[0] + n[0], m[1] + n[1], r, iadd(m[3], n[3]))
    def minus(m): return (-m[0], -m[1], None if m[2] is None else ineg(m[2]), ineg(m[3]))
    k = e[0]
    if k == "Var": return (Q(1), Q(1), None, (0.0, 0.0))
    if k == "Rat": return (Q(e[1], e[2]), Q(0), None, (0.0, 0.0))
    m = [model(b, v0) for b in e[1:]]
    if k == "Neg": return m[0] and minus(m[0])
    if k in ("Add", "Sub"):
        if None in m: return None
        return plus(m[0], m[1] if k == "Add" else minus(m[1]))
    if k == "Mul":
        if m[0] is None: return scale(evaluate(e[1], x), m[1])
        if m[1] is None: return scale(evaluate(e[2], x), m[0])
        (c, a, r, b), (c2, a2, r2, b2) = m
        left = None if r2 is None else imul(iq(c), r2)
        right = None if r is None else imul(iq(c2), r)
        rr = right if left is None else left if right is None else iadd(left, right)
        bb = isub(iadd(imul(iq(c), b2), imul(iq(c2), b)), imul(v, imul(total(m[0]), total(m[1]))))
        return (c * c2, c * a2 + c2 * a, rr, bb)
    if k == "Div": return scale(idiv((1, 1), evaluate(e[2], x)), m[0])
    if k == "Abs" and m[0]:
        t = isub(iq(m[0][0]), imul(v2, total(m[0])))
        return m[0] if t[0] >= 0 else minus(m[0]) if t[1] <= 0 else None
    if k == "Kappa1" and m[0]:
        c, a, r, b = m[0]
        t = total(m[0])
        if c != 1 or t[0] < 0 or 2 - v0 * v0 * t[1] < 0: return None
        alpha = 2 * sqrt(2) / (3 * pi)
        lo = imul((alpha, alpha), imul(t, isqrt(t)))
        hi = imul(lo, iadd((1, 1), idiv(imul(v2, t), (4, 4))))
        return (Q(1), a, r, isub(b, (lo[0], hi[1])))
    return None

def end_point(left, right, v0):
    m = model(sub(left, right), v0)
    if m is None or m[0] != 0: return False
    t = iadd(iadd(wide(float(m[1]), float(m[1])), m[2] or (0, 0)), imul((0.0, v0), m[3]))
    return t[0] > 1e-12 or (m[1] == 0 and m[2] is None and m[3][0] > 1e-12)

# ---- subdivision -----------------------------------------------------------------------------
def subdivide(left, right, a, b, depth=40):
    goal = sub(right, left)
    def go(a, b, d):
        if evaluate(goal, (float(a), float(b)))[0] > 1e-13: return [b]
        if d == 0: sys.exit(f"no proof found near {float(a)}")
        m = (a + b) / 2
        return go(a, m, d - 1) + go(m, b, d - 1)
    return go(a, b, depth)

def certificate(left, right, a, b):
    a = Q(a)
    end = None
    if b is None:
        for k in range(1, 12):
            if end_point(left, right, 2.0 ** -k):
                end = (1, 2 ** k)
                break
        else:
            sys.exit("the end-point model does not decide")
        b = 1 - Q(end[0], end[1]) ** 2
    cuts = [a] + subdivide(left, right, a, Q(b))
    den = 1
    for c in cuts: den = max(den, c.denominator) if den % c.denominator == 0 or c.denominator % den == 0 else den * c.denominator
    return den, [int(c * den) for c in cuts], end

def text(comment, left, right, a, b, arithmetic):
    precision = {"Std": "(StdFloat.PtoP 60)", "Prim": "(PrimitiveFloat.PtoP 53)"}[arithmetic]
    floats = {"Std": "", "Prim": "From Interval Require Import Primitive_ops.\n"}[arithmetic]
    den, cuts, end = certificate(left, right, a, b)
    z = lambda n: f"({n})" if n < 0 else f"{n}"
    lines, row = [], ""
    for c in map(z, cuts[1:]):
        if len(row) + len(c) > 90:
            lines.append(row)
            row = ""
        row += c + "; "
    lines.append(row[:-2])
    body = "\n   ".join(lines)
    call = f"{precision} left_side right_side {den} {z(cuts[0])} cuts"
    if end:
        check = f"{arithmetic}.check_to_one {call} {end[0]} {end[1]}"
        sound = f"{arithmetic}.check_to_one_sound {call} {end[0]} {end[1]} accepted"
        domain = f"{z(cuts[0])} / {den} <= x < 1"
    else:
        check = f"{arithmetic}.check {call}"
        sound = f"{arithmetic}.check_sound {call} accepted"
        domain = f"{z(cuts[0])} / {den} <= x <= {z(cuts[-1])} / {den}"
    return f"""(** {comment} *)
From Coq Require Import ZArith Reals List.
{floats}From KernelCalculator Require Import ArcCosine Certificate.
Import ListNotations.

Definition left_side : expr := {syntax(left)}.
Definition right_side : expr := {syntax(right)}.
(* Cut points times {den}, after the first one. *)
Definition cuts : list Z :=
  [{body}]%Z.

Lemma accepted : {check} = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Local Open Scope R_scope.
Theorem certified : forall x : R, {domain} ->
  {statement(left)} < {statement(right)}.
Proof. exact ({sound} ltac:(discriminate)). Qed.
"""

# ---- the statements shipped ------------------------------------------------------------------
h = k1
w = div(div(2, PI), add(2, div(2, PI)))      # weight of the mean in node 2 of DAG#3
STATEMENTS = {
    "ranking_variance": (
        "Variance-only rule, lambda2 = K_ii - |K_ij|: DAG#2 below DAG#3 on [-1, 1).",
        mul(3, sub(1, h(X))),
        sub(4, absolute(add(add(X, h(X)), mul(2, h(h(X)))))), -1, None, "Std"),
    "ranking_exact": (
        "Exact rule, K_ii - K_ij: DAG#2 below DAG#3 on [-1, 1).",
        mul(3, sub(1, h(X))),
        add(add(sub(1, X), sub(1, h(X))),
            mul(add(2, div(2, PI)), sub(1, h(add(h(X), mul(w, sub(1, h(X)))))))), -1, None, "Prim"),
    "tie_at_one": (
        "Path sums of depths {0, 4} and {1, 1}: equal at x = 1 up to order 1 - x; on [0, 1).",
        sub(sub(2, X), h(h(h(h(X))))),
        sub(2, mul(2, h(X))), 0, None, "Std"),
    "closed_interval": (
        "A value away from the end-point: h(h(x)) > 49/100 on [0, 1/2].",
        rat(49, 100), h(h(X)), 0, Q(1, 2), "Prim"),
}

if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print("\n".join(STATEMENTS))
    elif len(sys.argv) == 3 and sys.argv[1] in STATEMENTS:
        with open(sys.argv[2], "w") as out:
            out.write(text(*STATEMENTS[sys.argv[1]]))
    else:
        sys.exit(__doc__)

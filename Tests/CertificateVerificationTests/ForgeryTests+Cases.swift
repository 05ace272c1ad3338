extension ForgeryTests {
  /// Wrong values of finite variables, and terms that mean something else.
  static let wrongCases: [Sample] = [
    // A whole number left out, out of the range, twice, or that is none.
    Sample(
      "forall k in 1..3: k < 3", "case \"1\"", "cover", "natural 64", "case \"2\"", "cover",
      "natural 64"),
    Sample("exists k in 1..3: k = 4", "case \"4\"", "cover", "natural 64"),
    Sample("exists k in 1..3: k = 5/2", "case \"5/2\"", "cover", "natural 64"),
    Sample(
      "forall k in 1..2: k < 2", "case \"1\"", "cover", "natural 64", "case \"1\"", "cover",
      "natural 64"),
    Sample(
      "forall k in 1..2: k < 2", "case \"1\"", "cover", "natural 64", "case \"01\"", "cover",
      "natural 64"),
    // Equal at both ends of the interval of a, and not between.
    Sample(cover: "forall a in [0,1], x in [0,3]: sin(a*x) <= sin(x)", "natural 64"),
    Sample(cover: "forall a in [-1,1], x in [0,1]: f(abs(a*x)) >= f(x)", "natural 64"),
    Sample(cover: "forall a in [0,1], x in [0,1]: f(a*x) >= a*f(x) + (1-a)/2", "natural 64"),
    // A formula, or a condition, that is not that of the case before; lines that do not show it.
    Sample(
      "forall k in 1..2, x in [0,1]: x < 5/2 - k", "case \"1\"", "cover", "natural 64",
      "case \"2\"", "cover", "natural 64"),
    Sample(
      "forall k in 1..2, x in [0,1]: 0*sqrt(x+2-2*k) <= x", "case \"1\"", "cover", "natural 64",
      "case \"2\"", "cover", "natural 64"),
    Sample(
      "forall k in 1..2, x in [-1,1]: (3-2*k)*abs(x) + x > -1", "case \"1\"", "cover",
      "natural 64", "case \"2\"", "cover", "natural 64"),
    Sample(
      "forall k in 1..2, x in [0,1]: 0*k + x < 2", "case \"1\"", "cover", "natural 64",
      "case \"2\"", "cover", "split 0 2", "natural 64", "natural 64"),
    // A sum with a term too few or too many, a product over nothing, an iterate too far.
    Sample(cover: "sum(j = 1..3, j) = 3", "natural 64"),
    Sample(cover: "sum(j = 1..3, j) = 10", "natural 64"),
    Sample(cover: "product(j = 2..1, j) = 0", "natural 64"),
    Sample(cover: "iterate(2*t, t: 1, 3) = 16", "natural 64"),
    Sample(cover: "sum(j = 1..2, sum(j = 1..j, j)) = 3", "natural 64"),
    Sample(cover: "forall x in [0,1]: forall k in 0..2: x^k < 1 or k = 0", "natural 64"),
    Sample(cover: "forall x in [0,1]: exists k in 1..2: x^k > 0", "natural 64"),
    // Edges that the network does not have, or that are left out; another network with the same digits.
    Sample(
      "exists d in {\"1_02\"}, e in edges(d): paths(d - e) = 1", "case \"1_02\" \"0-1>2\"", "cover",
      "natural 64"),
    Sample(
      "forall d in {\"1_12\"}, e in edges(d): paths(d - e) = 1", "case \"1_12\" \"0-1>1\"", "cover",
      "natural 64", "case \"1_12\" \"1-2>2\"", "cover", "natural 64"),
    Sample(
      "forall d in {\"0\"}, e in absent(d): parameterised_count(d + e) = 0",
      "case \"0\" \"0-1>1\"", "cover", "natural 64"),
    Sample(
      "exists d in {\"2_02\"}: paths(d) = 2", "case \"2_22\"", "cover", "natural 64"),
    Sample(
      "exists d in {\"2_02\"}: paths(d) = 2", "case \"22_2\"", "cover", "natural 64"),
    Sample(
      "exists d in complete(2) where paths >= 3: paths(d) = 2", "case \"1_11\"", "cover",
      "natural 64"),
    Sample(cover: "paths(resnet(4, skip: 3)) = 4", "natural 64"),
    Sample(cover: "Kij(node(chain(3), 2), 0, exact) = 1/pi", "natural 64"),
    Sample(
      cover: "forall a in [1,2]: NTKii(chain(1), inputs(1, a, 0), exact) = 2*a", "natural 64"),
    Sample(cover: "Kii(chain(1), inputs(1, 1, 2), exact) = 1", "natural 64"),
    Sample(cover: "Kii(\"1_12\", inputs(1, 1, 1, 2, 2), exact) > 0", "natural 64"),
    // Derivatives: a variable that is not the term's own, points at which there is none.
    Sample(cover: "forall x in [0,1]: iterate(d(z*x, x), z: x, 1) = 2*x", "natural 64"),
    Sample(cover: "d(abs(t), t: 0) = 0", "natural 64"),
    Sample(cover: "d(sqrt(t), t: 0) > 0", "natural 64"),
    Sample(cover: "0*d(sqrt(t), t: 0) = 0", "natural 64"),
    Sample(cover: "d(kappa(0, t), t: 1) > 0", "natural 64"),
    Sample(cover: "d(f(1 + t^2), t: 0) = 0", "natural 64"),
    Sample(cover: "d(f(1 + t^2), t: 0, 0) = 1", "natural 64"),
    Sample(cover: "iterate(d(f(1 + t^2), t), t: 0, 1) = 0", "natural 64"),
    Sample(cover: "d((0 - t^2)^(3/2), t: 0) = 0", "natural 64"),
    Sample(cover: "forall x in [0,0]: d(f(1 + x^2), x) = 0", "natural 64"),
    Sample(cover: "forall x in [0,1]: d(x^2, x: 3) = 2*x", "natural 64"),
    Sample(
      cover: "forall x in [-1,1]: d(abs(x), x)^2 = 1", "split 0 0", "natural 64", "natural 64"),
    Sample(cover: "dual(relu; 1, 1, 2) > 0", "natural 64"),
    Sample(cover: "forall c in [0,2]: dual(relu; 1, 1, c) <= 1", "natural 64"),
    Sample(cover: "forall c in [0,2]: dual(erf; 1, 1, c) <= 1", "natural 64"),
    Sample(cover: "dual(relu; 0, 0, 0) = 0", "natural 64"),
    Sample(cover: "forall x in [-1,1]: abs(f(x)-1/2) > 0", "natural 64"),
    Sample(cover: "forall x in [-1,1]: f(x) > 1/2 or f(x) < 1/2", "natural 64"),
    Sample(cover: "forall x in [-1,1]: f(x) >= 1/2 or f(-x) <= 1/2", "natural 64"),
    // Networks.
    Sample("forall dag in {\"2\", \"1\"}: paths(dag) = 1", "case \"2\"", "cover", "natural 64"),
    Sample("exists dag in {\"2\", \"1\"}: depth(dag) = 1", "case \"1\"", "cover", "natural 64"),
    Sample("exists dag in {\"2\", \"1\"}: paths(dag) = 1", "case \"0\"", "cover", "natural 64"),
    Sample(
      "forall dag in {\"2\"}: paths(dag) = 1", "case \"2\"", "cover", "natural 64", "case \"1\"",
      "cover", "natural 64"),
    Sample(
      "forall dag in {\"2\"}: paths(dag) = 1", "case \"2\"", "cover", "natural 64", "case \"2\"",
      "cover", "natural 64"),
    Sample("forall dag in complete(1): paths(dag) = 1", "case \"2\"", "cover", "natural 64"),
    Sample(
      "forall dag in complete(1) where parameterised: depth(dag) < 1", "case \"2\"", "cover",
      "natural 64"),
    Sample(
      "exists dag in {\"2\", \"1\"} where width >= 0: depth(dag) = 0", "case \"1\"", "cover",
      "natural 64"),
  ]
}

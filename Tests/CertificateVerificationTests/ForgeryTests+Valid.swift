extension ForgeryTests {
  static let valid: [Sample] = [
    Sample(cover: "forall x in [-1,1]: abs(f(x)-1/2) >= 0", "natural 64"),
    Sample(cover: "forall x in [-1,1]: f(x) <= 1/2 or f(x) >= 1/2", "natural 64"),
    Sample(cover: "forall x in [-1,1]: f(x) > 1/2 implies f(x) >= 1/2", "natural 64"),
    Sample(cover: "forall x in [0,1]: x^2 + 2 > x", "natural 64"),
    Sample(cover: "forall x in [-1,1]: f(x) >= x", "derivative 64"),
    Sample(
      "forall d in {\"1_02\", \"2_20\", \"2_10\"}, x in [-1,1]: Kij(d, x, exact) >= x",
      "case \"1_02\"", "cover", "derivative 64", "case \"2_20\"", "cover", "derivative 64",
      "case \"2_10\"", "cover", "natural 64"),
    Sample(cover: "forall a in [0,1], x in [0,1]: f(f(a*x)) <= f(f(x))", "lower 98 6 1"),
    Sample(cover: "f(1/2)^240 < 1 and 2^(21/2) = 1024*sqrt(2)", "natural 64"),
    Sample(
      cover: "forall x in [-1,1): f(x) > x", "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    Sample(cover: "forall x in [0,1): x < 1", "upper 64 2"),
    Sample(
      cover: "forall x in [0,1/3]: x^4 - 4/3*x^3 + 2/3*x^2 - 4/27*x + 1/81 >= 0", "upper 96 5"),
    Sample(cover: "forall x in (0,1]: x^3 > 0", "lower 64 4"),
    Sample(cover: "forall x in (-1,0]: f(x) > 0", "split 0 -1/2", "lower-angle 96 6", "natural 64"),
    Sample(cover: "forall x in [-1,1]: x^2 - sqrt(2)*x + 1/2 >= 0", "point 64 2 sqrt(2)/2"),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: f((x+y)/2) <= (f(x)+f(y))/2", "diagonal 96 2 0 1 1/2"
    ),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: x < y implies f(x) < f(y)", "diagonal 96 2 0 1 1"),
    Sample(
      cover: "forall t in [0,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) >= f(t*x+(1-t)*y)",
      "segment 96 0"),
    Sample(
      cover: "forall x in [-1/2,1/2], y in [-1/2,1/2]: f(x)+f(y) >= 2/pi + (x+y)/2", "ray 96 2 0 0"),
    Sample(
      "forall x in [-1,1]: f(x)^2 - f(x) + 1/4 >= 0", "form 0 (f(x) - 1/2)^2", "cover", "natural 64"
    ),
    Sample("exists x in [-1,1]: f(x) = 1/pi", "point 64 0"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "root 64 0 0 1/2"),
    Sample(
      "exists x in [-1,1]: f(x)^2 - f(x) + 1/4 <= 0", "root 64 0 0 1/2", "divisor 2 f(x) - 1/2",
      "cofactor -1"),
    Sample("forall x in [-1,1]: x < 1", "point 64 1", verdict: "refuted"),
    Sample("exists x in (0,1]: 1/x = 1", "point 64 1", "defined", "lower 64 2"),
    Sample("f(1/2) = sqrt(3)/(2*pi) + 1/3", "cover", "natural 64"),
    // One zero that serves several comparisons.
    Sample(
      "exists x in [-1,1/8]: abs(x) = f(x)", "root 128 1 -1/4 -1/5", "divisor 1 -x - f(x)",
      "cofactor 1", "zero 3", "cofactor -1"),
    Sample(
      "forall x in [-1,1]: f(x) < 1/2 or f(x) > 1/2", "root 128 0 0 1/2", "divisor 1 f(x) - 1/2",
      "cofactor 1", "zero 1", "cofactor -1", verdict: "refuted"),
    // Two equations.
    Sample(
      "exists x in [0,1], y in [0,1]: x + y = 1 and x - y = 1/3", "root 64 0 1/2 1/4 3/4 1/2",
      "divisor 1 2*x - 4/3", "divisor 1 2*y - 2/3", "cofactor 1/2", "cofactor 1/2", "zero 1",
      "cofactor 1/2", "cofactor -1/2"),
    // Continuous, and a quotient that is ≥ 0 on a dense set.
    Sample(
      "forall x in [0,1], y in [0,1]: x^2 - x*y + y^2 >= 0", "form 0 x^3 + y^3",
      "denominator x + y", "cover", "natural 64"),
    // Values where terms are defined.
    Sample(cover: "forall x in (0,1]: x*log(x) <= 0", "derivative 64"),
    Sample(
      cover: "forall x in [-1,1]: f(acos(x)/pi) >= 0", "split 0 -1/2", "lower-angle 96 6",
      "natural 64"),
    Sample(cover: "forall x in (0,1], y in (0,1]: log(x*y) <= log(2)", "derivative 64"),
    // One variable among others that do not occur.
    Sample(cover: "forall x in [0,1], y in [0,1): y < 1", "upper 64 2"),
    Sample(cover: "log(6) = log(2) + log(3) and exp(log(2)/2 + 1) = sqrt(2)*exp(1)", "natural 64"),
    // One of several variables at an end of its interval; what has no pole is a series.
    Sample(cover: "forall x in [0,1], y in [0,1]: x*(exp(1)-exp(y^2)) >= 0", "upper 64 2 1"),
    Sample(
      cover: "forall x in [0,1], y in [-1,1]: (1+x)*(f(y)-y) >= 0", "split 1 1/2", "derivative 64",
      "upper-angle 96 6 1"),
    Sample(cover: "forall x in [9/10,1): log((1-f(x))/(1-x)) <= 0", "upper-angle 96 8"),
    // Affine in a variable, or in a monotone function of one.
    Sample(cover: "forall x in [-1,1], a in [0,1]: a*f(x)+(1-a)*x <= f(x)", "derivative 64"),
    Sample(
      cover: "forall x in [-1,1], a in [-1,1]: 2*(f(x)-x)*acos(a) >= 0*x", "derivative 64"),
    // Common denominators in roots and logarithms, and signs by the ends of intervals.
    Sample(cover: "forall x in [0,1]: sqrt(1-(x/(1+x))^2) = sqrt(1+2*x)/(1+x)", "natural 64"),
    Sample(
      cover: "forall x in [0,1/2]: log(3*(1-f(x))/(1-x)) = log(3*(1-f(x))) - log(1-x)", "natural 64"
    ),
    Sample(cover: "forall x in [0,1]: sqrt((1-x)*(2-f(x))) = sqrt(1-x)*sqrt(2-f(x))", "natural 64"),
    // Deep nesting, which recursion would not survive.
    Sample("f^3000(1/2) > 0", "cover", "natural 64"),
    Sample("forall x in [0,1]: exp(-x)^(1/3) > 0 and f^200(x) >= 0", "cover", "natural 64"),
    Sample(
      "exists dag in complete(2) where connected: depth(dag) = 2 and paths(dag) = 1",
      "case \"2_02\"",
      "cover", "natural 64"),
    // Whole numbers, sums, products and iterates.
    Sample(
      "forall k in 1..2: sum(j = 1..k, j) = k*(k + 1)/2 and product(j = 1..0, j) = 1",
      "case \"1\"", "cover", "natural 64", "case \"2\"", "cover", "natural 64"),
    Sample("exists k in -2..9: k^2 = 4", "case \"-2\"", "cover", "natural 64"),
    Sample(
      "forall k in 2..2, x in [-1,1]: iterate(f(t), t: x, k) = f^k(x) and f^(k-1)(x) = f(x)",
      "case \"2\"", "cover", "natural 64"),
    // … behind the real variables.
    Sample(cover: "forall x in [1/2,1]: exists k in 1..2: f^k(x) > k/2 - 1/4", "natural 64"),
    Sample(cover: "forall x in [0,1]: forall k in 1..2: x^k <= 1", "natural 64"),
    // Edges: those of node 1's group, and those that are absent.
    Sample(
      "forall d in {\"1_02\"}, e in edges(d): paths(d - e) = 0", "case \"1_02\" \"0-1>1\"", "cover",
      "natural 64", "case \"1_02\" \"1-2>2\"", "cover", "natural 64"),
    Sample(
      "forall d in {\"2\", \"0\"}, e in absent(d): paths(d + e) = 1 and paths(d + e - e) = 0",
      "case \"0\" \"0-1>1\"", "cover", "natural 64", "case \"0\" \"0-2>1\"", "cover", "natural 64"),
    // Families, nodes, unequal inputs.
    Sample(
      cover:
        "paths(dense(3)) = 4 and paths(resnet(4, skip: 2), 2) = 2 and edge_count(node(chain(3), 1)) = 1",
      "natural 64"),
    Sample(
      cover: "forall a in [1,2]: NTKjj(chain(1), inputs(1, a, 0), exact) = 2*a", "natural 64"),
    Sample(
      "forall d in {\"2\", \"2_02\"} where depth >= 2: Kij(d.1, 0, exact) = 1/pi", "case \"2_02\"",
      "cover", "natural 64"),
    // Derivatives, at an end of a function's domain from one side.
    Sample(cover: "d(f(t), t: 1) = 1 and d(t^3, t: 2, 2) = 12", "natural 64"),
    Sample(cover: "forall x in [-1,1]: d(f(x), x) = kappa(0, x)", "natural 64"),
    Sample(cover: "forall x in [0,1], y in [0,1]: d(x*y^2, y) = 2*x*y", "natural 64"),
    Sample(cover: "forall x in [0,1]: iterate(d(z*x, x), z: x, 1) = x", "natural 64"),
    Sample(cover: "d(dual(relu; 1, 1, t), t: 0) = 1/4 and dual(relu; 1, 1, 1) = 1/2", "natural 64"),
    Sample(
      cover: "forall q in [1,11/10]: d(critical_bias(erf; q) + dual(erf; q, q, q*c), c: 1) > 0",
      "natural 64"),
    Sample(cover: "dual_derivative(erf; 1, 1, 1) = 4/(pi*sqrt(5))", "natural 64"),
    // An edge that is there already stays; a node has no edges that lead elsewhere.
    Sample(
      #"forall d in {"2"}, c in {"0"}, e in absent(c): parameterised_count(d + e) = 1"#,
      #"case "2" "0" "0-1>1""#, "cover", "natural 64", #"case "2" "0" "0-2>1""#, "cover",
      "natural 64"),
    Sample(cover: #"edge_count(node("2_10", 2)) = 1"#, "natural 64"),
  ]
}

extension ForgeryTests {
  /// Statements about every whole number.
  static let validInductions: [Sample] = [
    Sample(induction: "forall k >= 0: iterate(t + 2, t: 0, k) = 2*k", "0 0 1", "1 1 1"),
    Sample(induction: "forall k >= 1, rho in [-1,1]: NTKii(chain(k), rho, exact) = k + 1"),
    Sample(induction: "forall k >= 0, x in [0,1]: iterate(t/2, t: x + 1, k) > 0", "0 0 1/2"),
    Sample(
      "forall k >= 1, x in [0,1]: 0 <= iterate(t/2 + 1/4, t: x, k) <= 1", "case \"start-1\"",
      "cover",
      "natural 64", "case \"step-1\"", "cover", "natural 64", "case \"start-2\"", "cover",
      "natural 64", "case \"step-2\"", "cover", "natural 64"),
    Sample(
      induction: "forall k >= 2, x in [0,1]: iterate(t/2, t: 0, k) <= k", "0 0 1/2", "0 1 1/2"),
    Sample("forall k >= 0: k < 3", "case \"4\"", "cover", "natural 64", verdict: "refuted"),
    Sample(induction: "forall k >= 0: 2^k >= k + 1", "0 0 2", "0 1 1"),
    Sample(
      induction: "forall k >= 1, x in [-1,1]: Kii(resnet(2*k), x, variance-only) = 2^k"),
    Sample(replacement: "0 0 k.2", bounded),
  ]

  /// One recursion under another.
  private static let bounded =
    "forall k >= 1, x in [0,1]: iterate(t/2, t: x, k) <= f^k(x) and 0 <= iterate(t/2, t: x, k) <= 1"

  /// 2, 1, 0, 1, 0, …
  private static let reaching0: String = {
    let q = "iterate((t - 1)^2, t: 2, k)"
    return "forall k >= 0: \(q) > 0 and \(q) <= 2 and (\(q) - 1)^2 >= 0"
  }()

  static let falseInductions: [Sample] = [
    // Inductions with a false start or without one, a false step, bounds that nothing starts, multipliers < 0, of premises
    // that there are not, or with which a quantity without bounds stays.
    Sample(induction: "forall k >= 0: iterate(t + 2, t: 0, k) = 3*k", "0 0 1", "1 1 1"),
    Sample(induction: "forall k >= 0: iterate(t + 2, t: 0, k) = 2*k", "0 0 1"),
    Sample(induction: "forall k >= 0: iterate(t + 2, t: 1, k) = 2*k", "0 0 1", "1 1 1"),
    Sample(
      "forall k >= 0: iterate(t + 2, t: 1, k) = 2*k", "case \"step-1\"", "premise 0 0 1",
      "premise 1 1 1", "cover", "natural 64"),
    Sample(
      "forall k >= 0: iterate(t + 2, t: 1, k) = 2*k", "case \"0\"", "cover", "natural 64"),
    Sample(induction: "forall k >= 0: iterate(-t, t: 1, k) >= 0", "0 0 -1"),
    Sample(induction: "forall k >= 0: iterate(t + 1, t: 0, k) <= 5", "0 0 1"),
    Sample(induction: "forall k >= 0: iterate(t + 1, t: 0, k) <= 5", "0 2 1"),
    Sample(induction: "forall k >= 0: iterate(t + 1, t: 0, k) <= 5", "0 0 5 - k.1"),
    // A refutation in front of the first number; a strict inequality from one that is not.
    Sample("forall k >= 1: k >= 1", "case \"0\"", "cover", "natural 64", verdict: "refuted"),
    Sample(comparisons: 3, uses: [1: "premise 0 2 1"], reaching0),
    // A step that says the same as another of a quantity with another interval.
    Sample(
      comparisons: 2, uses: [1: "premise 0 2 0", 2: "premise 0 2 0"],
      "forall k >= 1, x in [1/2,1]: f^k(x) >= 2/5 and f^k((x + 1)/2) >= 2/5"),
    Sample(
      "forall k >= 0: 2 <= iterate(t, t: 0, k) <= 3", "case \"start-1\"", "cover", "natural 64",
      "case \"step-1\"", "cover", "natural 64", "case \"start-2\"", "cover", "natural 64",
      "case \"step-2\"", "cover", "natural 64"),
    Sample(
      "forall k >= 0, x in [0,1]: 0 <= iterate(2*t, t: x, k) <= 1", "case \"start-1\"", "cover",
      "natural 64", "case \"step-1\"", "cover", "natural 64", "case \"start-2\"", "cover",
      "natural 64", "case \"step-2\"", "cover", "natural 64"),
    Sample(induction: "forall k >= 0: iterate(t/2, t: 0, k) > 0", "0 0 1/2"),
    Sample(induction: "forall k >= 0, x in [0,1]: iterate(t - 1, t: x + 1, k) > 0", "0 0 0"),
    Sample(induction: "forall k >= 0, x in [2,3]: f^k(x) <= 1"),
    Sample(induction: "forall k >= 1, x in [0,1]: d(f^k(x), x) = 0"),
    Sample(induction: "forall k >= 0: iterate(1/(t - 3), t: 3, k) <= 10 or 0 = 0"),
    Sample(induction: "forall k >= 0: 0 <= 0*iterate(1/t, t: 0, k)"),
    Sample("forall x in [0,1], k >= 0: x^k > 2", "cover", "natural 64"),
    // What is iterated changes with k; a derivative of it; a premise of no inequality.
    Sample(induction: "forall k >= 0: iterate(t + k, t: 0, k) = k*(k-1)/2", "0 0 1", "1 1 1"),
    Sample(induction: "forall k >= 0: iterate(t/2, t: k, k) = 0", "0 0 1/2", "1 1 1/2"),
    Sample(induction: "forall k >= 0, x in [0,1]: d(iterate(2*t, t: x, k), x) <= 1"),
    Sample(induction: "forall k >= 0: iterate(t + 2, t: 0, k) = 2*k", "0 0 1", "1 1 1", "2 0 1"),
    Sample(induction: "forall k >= 0, x in [0,1]: exists j in 1..2: x > 2*j"),
    // Powers below the exponent 0, of what changes with k, and false ones.
    Sample(induction: "forall k >= -3: 2^k >= 1"),
    Sample(induction: "forall k >= -3: (1/2)^k <= 1"),
    Sample(induction: "forall k >= 0: 2^k >= k + 2", "0 0 2", "0 1 1"),
    Sample(induction: "forall k >= 0: (-2)^k > 0", "0 0 -2"),
    Sample(induction: "forall k >= 0, x in [0,2]: x^k <= 1"),
    Sample(induction: "forall k >= 1: Kii(resnet(2*k), 0, exact) = 2^k"),
    Sample(induction: "forall k >= 1: Kii(resnet(2*k, scale: 2), 0, variance-only) = 4^k"),
    Sample(induction: "forall k >= 1, x in [-1,1]: NTKii(resnet(2*k), x, variance-only) = 2^k"),
    // A bound in the place of what it does not bound; that the expression falls in; another premise; not alone.
    Sample(replacement: "0 0 k.1", reversed),
    Sample(replacement: "0 0 k.2", reversed),
    Sample(replacement: "0 1 k.1", reversed),
    Sample(replacement: "0 0 x", bounded),
    Sample(replacement: "0 3 k.1", bounded),
    Sample(replacement: "0 9 k.1", bounded),
    Sample(replacement: "0 0 k.9", bounded),
    Sample(replacement: "0 0 k.2\nreplace 0 0 k.2", bounded),
    // 1 − t falls in t, so that a lower bound of t says nothing of it.
    Sample(
      replacement: "0 0 k.1",
      "forall k >= 0, x in [0,1]: iterate(1 - t, t: x, k) >= x/2 and 0 <= iterate(1 - t, t: x, k) <= 1"
    ),
    // An upper bound of what the expression rises in; a bound outside of the interval, on which alone it rises; a power of a
    // negative number, which would be positive.
    Sample(
      comparisons: 4, uses: [1: "replace 0 1 k.1", 2: "premise 0 1 1/2"],
      "forall k >= 0, x in [0,1]: \(halved) >= x/2 and \(halved) <= x and 0 <= \(halved) <= 1"),
    Sample(
      comparisons: 4, uses: [1: "replace 0 1 k.1"],
      "forall k >= 1, x in [0,1]: \(squared) >= x^2 and \(squared) >= -x and 0 <= \(squared) <= 1"),
    Sample(induction: "forall k >= 0: (-1/2)^k*((-1/2)^k - 1) >= 0"),
    // f^k(1) is not below 1.
    Sample(
      "forall k >= 0, x in [0,1]: 1 - f^k(x) + iterate(0*t, t: 1, k) > 0", "case \"start-1\"",
      "cover", "natural 64", "case \"step-1\"", "cover", "split 1 1/2", "natural 64",
      "upper-angle 64 4"),
  ]

  private static let (halved, squared) = ("iterate(t/2, t: x, k)", "iterate(t^2, t: x, k)")

  /// The other way round.
  private static let reversed =
    "forall k >= 1, x in [0,1]: iterate(t/2, t: x, k) >= f^k(x) and 0 <= iterate(t/2, t: x, k) <= 1"
}

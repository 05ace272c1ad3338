import ExactArithmetic
import IntervalArithmetic
import Testing
import _TestSupport

@testable import CertificateVerification

/// What the step of an induction knows of networks of every length and of powers, against the same texts read with a
/// number in the place of k.
@Suite struct EveryLengthTests {
  private static let precision = Precision(96)

  /// The value of a text for k, by the recursions of its quantities from what they are for k = 0.
  private func recursive(
    _ text: String, _ k: Int, at x: Rational, from start: [Rational?]
  ) throws -> Interval {
    let terms = Terms()
    let induction = Induction("k", from: 1, in: terms)
    let unit = StatementText.Domain.Interval(
      lower: -1, upper: 1, includesLower: true, includesUpper: true)
    let meaning = Meaning(variables: ["x"], domain: [unit], induction: induction, terms: terms)
    let root = try meaning.term(text)
    let quantities = induction.quantities
    #expect(quantities.count == start.count, "\(text)")
    var names = [induction.number: terms.add(.variable(1))]
    for (place, quantity) in quantities.enumerated() {
      names[quantity.variable] = terms.add(.variable(2 + place))
    }
    let next = quantities.map { terms.replacing(names, in: $0.next) }
    let result = terms.replacing(names, in: root)
    func interval(_ value: Rational) -> Interval { Interval(value, precision: Self.precision) }
    var values = start.map { interval($0 ?? x) }
    func value(_ step: Terms.Index, _ k: Int) -> Interval {
      Evaluation(
        terms, terms.program(for: [step]), on: [interval(x), interval(Rational(k))] + values,
        Self.precision, isDefined: true
      ).values[step]
    }
    for number in 0..<k {
      values = next.map { value($0, number) }
      // They stay where they are said to be.
      for (quantity, value) in zip(quantities, values) where number + 1 >= induction.first {
        guard let known = quantity.interval else { continue }
        let whole = Interval(
          lower: known.lower, upper: known.upper, precision: Self.precision)
        #expect(whole.overlaps(value), "\(text): \(value) outside of \(known)")
      }
    }
    return value(result, k)
  }

  private func direct(_ text: String, _ k: Int, at x: Rational) throws -> Interval {
    let meaning = Meaning(variables: ["x"], choices: ["k": .integer(k)])
    let step = try meaning.term(text)
    return Evaluation(
      meaning.terms, meaning.terms.program(for: [step]),
      on: [Interval(x, precision: Self.precision)], Self.precision, isDefined: true
    ).values[step]
  }

  private func compare(_ text: String, from start: [Rational?]) throws {
    for k in 1...3 {
      for x in [Rational(-9, 10), 0, Rational(1, 3), 1] {
        let (own, other) = (
          try recursive(text, k, at: x, from: start), try direct(text, k, at: x)
        )
        #expect(own.overlaps(other), "\(text), k = \(k), x = \(x): \(own) and \(other)")
        #expect(own.width.isZero || own.relativeAccuracyBits > 40 || own.contains(0), "\(text)")
      }
    }
  }

  private static let functions = [
    "Kii", "Kij", "lambda2", "NTKii", "NTKij", "ntk_lambda2", "mean",
  ]

  @Test(arguments: ["exact", "variance-only", "exact-without-means"])
  func networks(_ rule: String) throws {
    let residual: [Rational?] = rule == "exact" ? [0, 1, nil, nil, 1] : [1, nil, nil]
    for function in Self.functions {
      for network in [
        "resnet(2*k, skip: 2)", "resnet(4*k + 3, skip: 2, scale: 1/2)", "resnet(3*k, skip: 3)",
        "resnet(6*k + 2, skip: 3, scale: 2)", "resnet(2*k + 5)",
      ] {
        try compare("\(function)(\(network), x, \(rule))", from: residual)
      }
      for network in ["chain(k)", "chain(2*k + 1)", "chain(k + 3)"] {
        try compare("\(function)(\(network), x, \(rule))", from: [nil, nil])
      }
    }
  }

  @Test func numbersAndPowers() throws {
    for count in ["parameterised_count", "edge_count"] {
      for network in ["resnet(6*k + 4, skip: 3)", "resnet(2*k)", "chain(3*k + 1)"] {
        try compare("\(count)(\(network))", from: [])
      }
    }
    try compare("eq12(chain(2*k), x)", from: [nil, nil])
    for power in ["2^k", "(1/3)^k", "2^(3*k - 2)", "(2/3)^(-k)", "(-3)^(2*k + 1)", "2^(2*(k - 1))"]
    {
      try compare(power, from: [1])
    }
    try compare("1^k + (-1)^(2*k)", from: [])
    try compare("x^k + x^(2*k + 1)", from: [1, 1])
    try compare("f^(2*k + 1)(x)", from: [nil])
    try compare("iterate(f(c)/2, c: x, 2*k + 1)", from: [nil])
  }

  @Test(arguments: [
    "2^(k^2)", "k^k", "2^(k/2)", "2^(101*k)", "f^(2 - k)(x)", "f^(k - 1)(x)",
    "resnet(3*k, skip: 2)",
    "resnet(2*k, scale: -1)", "dense(k)", "chain(k*k)", "x^(-k)", "iterate(2^k*t, t: 0, k)",
    "d(2^k*x, x: x)", "paths(resnet(2*k))", "eq12(resnet(2*k), x)", "depth(resnet(2*k))",
  ]) func noMeaning(_ text: String) {
    let isNetwork = ["resnet", "dense", "chain"].contains { text.hasPrefix($0) }
    let terms = Terms()
    let meaning = Meaning(
      variables: ["x"], induction: Induction("k", from: 1, in: terms), terms: terms)
    #expect(throws: ReadingError.self) {
      try meaning.term(isNetwork ? "Kij(\(text), x, exact)" : text)
    }
  }
}

import ArcCosineKernels
import DataFiles
import ExactArithmetic
import ExpressionExport
import FastKernels
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import ReferenceTables
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@testable import KernelSpectra

/// One kernel in everything that is made of its recursion: composed at numbers and evaluated, composed
/// with variables and inlined, its steps read back from their text, separated for matrices, in machine
/// numbers with an error bound, as an entry of a spectrum's matrix, as a table's value, as NumPy source.
@Suite struct AgreementTests {
  private static let precision = Precision(200)

  private static func interval(_ value: Rational) -> Interval {
    Interval(value, precision: precision)
  }

  private static func isNarrow(_ value: Interval) -> Bool {
    value.relativeAccuracyBits > 80
      || value.radius.compared(to: Rational(1) / Rational(2).power(100)) ?? 1 < 0
  }

  /// The inputs' kernel and means, as numbers.
  private struct Numbers {
    let values: [String: Rational]

    init(_ rows: [[Rational]]) {
      func product(_ x: [Rational], _ y: [Rational]) -> Rational {
        zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
      }
      values = [
        "Kii": product(rows[0], rows[0]), "Kjj": product(rows[1], rows[1]),
        "Kij": product(rows[0], rows[1]), "Mi": rows[0].reduce(0, +) / 2,
        "Mj": rows[1].reduce(0, +) / 2,
      ]
    }

    subscript(name: String) -> Rational { values[name] ?? 0 }

    func pair(in graph: ExpressionGraph) -> InputPair {
      InputPair(
        kernel: KernelEntries(
          ii: graph.rational(self["Kii"]), jj: graph.rational(self["Kjj"]),
          ij: graph.rational(self["Kij"])),
        means: (graph.rational(self["Mi"]), graph.rational(self["Mj"])))
    }

    var intervals: [String: Interval] { values.mapValues { AgreementTests.interval($0) } }
  }

  private static func value(_ form: Expression, _ known: [String: Interval]) throws -> Interval {
    let names = form.variables
    return Program([form], inputs: names).evaluate(
      try names.map { try #require(known[$0]) }, precision: precision)[0]
  }

  @Test(arguments: PropagationRule.allCases)
  func `general inputs`(_ rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 1105)
    var failures = Failures()
    var propagated = 0
    for round in 0..<scaledCount(70) {
      let random = try RandomCase(from: &generator)
      let numbers = Numbers(random.rows)
      let graph = ExpressionGraph()
      let atPoint = try NetworkKernels(
        random.network, inputs: numbers.pair(in: graph), rule: rule)
      let symbolic = try NetworkKernels(
        random.network, inputs: .symbolic(in: ExpressionGraph()), rule: rule)
      let read = try values(of: symbolic.recursion, with: numbers.intervals)
      for kernel in Kernel.allCases {
        let name = "round \(round), \(rule.rawValue), \(kernel.rawValue)"
        let (numeric, general) =
          kernel == .nngp
          ? (atPoint.nngp, symbolic.nngp)
          : (try #require(atPoint.ntk), try #require(symbolic.ntk))
        let truth = [
          try Self.value(numeric.ii, [:]), try Self.value(numeric.jj, [:]),
          try Self.value(numeric.ij, [:]),
        ]
        if numeric.ii.isZero { continue }
        failures.check(truth.allSatisfy(Self.isNarrow), "\(name): wide truth")
        func check(_ value: Interval, _ place: Int, _ what: String) {
          failures.check(
            value.overlaps(truth[place]) && Self.isNarrow(value),
            "\(name), \(what): \(value), \(truth[place])")
        }
        for (place, form) in [general.ii, general.jj, general.ij].enumerated() {
          let closed = try #require(form.inlined(limit: 10_000_000))
          check(try Self.value(closed, numbers.intervals), place, "closed")
        }
        let decimal = try Evaluator(digits: 30).decimal(numeric.ij)
        let distance = (Self.interval(decimal.value) - truth[2]).magnitude
        failures.check(
          distance.overlaps(Self.interval(0))
            || distance.isLessOrEqual(to: Self.interval(decimal.error)) == .yes,
          "\(name), evaluator: \(decimal), \(truth[2])")
        let prefix = kernel == .nngp ? "K" : "NTK"
        check(try #require(read["\(prefix)ij_\(random.network.output)"]), 2, "read back")
        check(try #require(read["\(prefix)ii_\(random.network.output)"]), 0, "read back, ii")
        check(try separated(general, numbers), 2, "separated")
        try checkSpectrum(random, rule, kernel, truth, name, &failures)
        if random.isPropagated {
          propagated += 1
          try checkPlan(random, rule, kernel, numbers, truth, name, &failures)
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(propagated > 40)
  }

  /// The values of all steps, by name, from the text of their forms.
  private func values(
    of recursion: KernelRecursion, with known: [String: Interval]
  ) throws -> [String: Interval] {
    var values = known
    for step in recursion.steps {
      let form = try TermReader(graph: ExpressionGraph(), library: .kernels).read(
        recursion.form(of: step)
      ).expression
      values[step.name] = try Self.value(form, values)
    }
    return values
  }

  private func separated(_ entries: KernelEntries, _ numbers: Numbers) throws -> Interval {
    let entry = SeparatedEntry(entries)
    var known = ["Kij": Self.interval(numbers["Kij"])]
    for (index, function) in entry.rows.enumerated() {
      #expect(function.variables.allSatisfy { $0 == "Kii" || $0 == "Mi" })
      for (side, norm, mean) in [
        (SeparatedEntry.Side.i, numbers["Kii"], numbers["Mi"]), (.j, numbers["Kjj"], numbers["Mj"]),
      ] {
        known[SeparatedEntry.variable(index, side)] = try Self.value(
          function, ["Kii": Self.interval(norm), "Mi": Self.interval(mean)])
      }
    }
    return try Self.value(entry.pair, known)
  }

  private func checkSpectrum(
    _ random: RandomCase, _ rule: PropagationRule, _ kernel: Kernel, _ truth: [Interval],
    _ name: String, _ failures: inout Failures
  ) throws {
    let inputs = try KernelInputs(ExactTable(rows: random.rows), means: .data)
    let problem = try SpectrumProblem(random.network, rule: rule, kernel: kernel, inputs: inputs)
    let level = problem.evaluation.level(Self.precision)
    for (place, (i, j)) in [(0, 0), (1, 1), (0, 1)].enumerated() {
      let entry = problem.evaluation.entry(i, j, level)
      failures.check(
        entry.overlaps(truth[place]) && Self.isNarrow(entry),
        "\(name), spectrum (\(i), \(j)): \(entry), \(truth[place])")
    }
  }

  private func checkPlan(
    _ random: RandomCase, _ rule: PropagationRule, _ kernel: Kernel, _ numbers: Numbers,
    _ truth: [Interval], _ name: String, _ failures: inout Failures
  ) throws {
    let plan = try PropagationPlan(random.network, rule: rule, kernel: kernel)
    // Quarters: exact as machine numbers.
    let exact = ["Kii", "Kij", "Kij", "Kjj"].map { numbers[$0].nearestDouble }
    var matrix = exact
    let error = matrix.withUnsafeMutableBufferPointer {
      plan.propagate(
        inPlace: $0, count: 2, means: [numbers["Mi"].nearestDouble, numbers["Mj"].nearestDouble])
    }
    failures.check(
      error.offDiagonal < (kernel == .nngp ? 1e-10 : 1e-6) && error.diagonal < 1e-10,
      "\(name): \(error)")
    func number(_ value: Double) throws -> Interval {
      Self.interval(try #require(Rational(exactly: value)))
    }
    let size = (truth[0] * truth[1]).squareRoot
    let allowed = [
      truth[0] * (try number(error.diagonal)), truth[1] * (try number(error.diagonal)),
      size * (try number(error.offDiagonal)),
    ]
    for (place, index) in [0, 3, 1].enumerated() {
      let difference = (truth[place] - (try number(matrix[index]))).magnitude
      failures.check(
        difference.isLessOrEqual(to: allowed[place]) == .yes,
        "\(name), plan \(place): \(matrix[index]), \(truth[place]), \(error)")
    }
  }

  /// Unit, centred inputs: what tables and exported sources are functions of.
  @Test(arguments: PropagationRule.allCases)
  func `unit inputs`(_ rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 1106)
    var failures = Failures()
    var entries: [ExpressionDocument.Entry] = []
    var expected: [(name: String, at: Rational, truth: Interval, size: Interval)] = []
    for round in 0..<scaledCount(60) {
      let random = try RandomCase(from: &generator)
      let graph = ExpressionGraph()
      let atPoint = try NetworkKernels(
        random.network, inputs: .unit(correlation: graph.rational(random.correlation)), rule: rule)
      for quantity in [KernelQuantity.kij, .ntkij, .lambda2] {
        let name = "round \(round), \(rule.rawValue), \(quantity.rawValue)"
        let truth = try Self.value(try #require(atPoint[quantity]), [:])
        let function = try #require(
          try ReferenceFunction.quantity(
            quantity, of: random.network, text: "random", rule: rule, isNamedByRule: true))
        let answer = ReferenceEvaluator(function).answers(
          at: GridPoints(exact: [random.correlation]), startingWith: 160, threads: 1,
          answer: { _, value in Self.isNarrow(value) ? value : nil },
          exact: { _, value in Self.interval(value) })
        guard case .decided(let value)? = answer?.first else {
          failures.check(false, "\(name): no table entry")
          continue
        }
        failures.check(value.overlaps(truth), "\(name), table: \(value), \(truth)")
        if quantity != .lambda2 {
          let diagonal = try #require(quantity == .kij ? atPoint.nngp.ii : atPoint.ntk?.ii)
          entries.append(.init(ExportName("e\(entries.count)"), function.expression))
          expected.append(
            (name, random.correlation, truth, try Self.value(diagonal, [:])))
        }
      }
    }
    try checkArrays(entries, expected, &failures)
    #expect(failures.isEmpty, "\(failures)")
  }

  private func checkArrays(
    _ entries: [ExpressionDocument.Entry],
    _ expected: [(name: String, at: Rational, truth: Interval, size: Interval)],
    _ failures: inout Failures
  ) throws {
    guard let python = ExternalTool("python3"), python.succeeds(["-c", "import numpy"]) else {
      print("skipped: no python3 with numpy")
      return
    }
    var source = ExpressionDocument(title: "Random networks", entries).text(in: .numpy)
    source += "\nimport struct\n"
    for (index, (_, at, _, _)) in expected.enumerated() {
      let arguments = entries[index].expression.variables.isEmpty ? "" : "\(at.nearestDouble)"
      source +=
        "print('%x' % struct.unpack('<Q', struct.pack('<d', float(e\(index)(\(arguments))))))\n"
    }
    let output = try withTemporaryFolder { folder in
      try source.write(to: folder.appending(path: "forms.py"), atomically: true, encoding: .utf8)
      let run = try python.run(["forms.py"], in: folder)
      #expect(run.status == 0, "\(run.output.suffix(2000))")
      return run.output
    }
    let bits = output.split(separator: "\n").map { UInt64($0, radix: 16) }
    #expect(bits.count == expected.count)
    for (index, pattern) in bits.enumerated() where index < expected.count {
      let (name, _, truth, size) = expected[index]
      let value = Double(bitPattern: try #require(pattern))
      let exact = try #require(Rational(exactly: value), "\(name): \(value)")
      let difference = (truth - Self.interval(exact)).magnitude
      // Sixty-fourths are not near ±1: nothing but roundings.
      failures.check(
        difference.isLessOrEqual(to: size * Self.interval(Rational(1) / 1_000_000_000_000)) == .yes,
        "\(name), NumPy: \(value), \(truth)")
    }
  }
}

import ArcCosineKernels
import ExactArithmetic
import ExpressionExport
import Foundation
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// Exported C and Swift are compiled and run.
@Suite("Double-precision sources") struct FloatingPointSourceTests {
  private static let compiler = ExternalTool("clang", "gcc", "cc")
  private static let swift = ExternalTool("swiftc")

  /// What every function of the document gives at every point: bit patterns in the order of
  /// the calls.
  private static func calls(_ cases: ExportCases, points: [[Double]]) -> [[String]] {
    cases.expressions.map { expression in
      points.map { point in
        ExportCases.values(point, for: expression).map { "\($0)" }.joined(separator: ", ")
      }
    }
  }

  /// Compares the printed bit patterns with the operations run in this process, and each of these
  /// with an enclosure.
  ///
  /// Array libraries have functions of their own, so that the bits may differ.
  private func check(_ output: String, _ cases: ExportCases, isBitwise: Bool = true) {
    var patterns = output.split(separator: "\n").map { UInt64($0, radix: 16) }[...]
    #expect(patterns.count == cases.expressions.count * ExportCases.points.count)
    var failures = Failures()
    var compared = 0
    for expression in cases.expressions {
      let program = FloatingPointProgram(expression, inputs: expression.variables)
      for point in ExportCases.points {
        guard let pattern = patterns.popFirst() ?? nil else { return }
        let computed = Double(bitPattern: pattern)
        let here = program.evaluate(ExportCases.values(point, for: expression))
        failures.check(
          !isBitwise || computed == here || (computed.isNaN && here.isNaN),
          "\(text(expression)) at \(point): \(computed), not \(here)")
        guard let truth = ExportCases.enclosure(expression, at: point), computed.isFinite else {
          continue
        }
        compared += 1
        // Rounding errors, magnified by what the functions do to their arguments.
        let scale = max(1, truth.magnitude.upper.double(rounding: .up))
        let error = (Interval(BigFloat(computed, precision: Precision(53), rounding: .up)) - truth)
          .magnitude.upper.double(rounding: .up)
        failures.check(
          error <= 1e-7 * scale, "\(text(expression)) at \(point): \(computed), off by \(error)")
      }
    }
    #expect(compared > cases.expressions.count * 6)
    #expect(failures.isEmpty, "\(failures)")
  }

  private func text(_ expression: SymbolicExpressions.Expression) -> String {
    expression.written(by: TextPrinter(), limit: 300) ?? "a long expression"
  }

  @Test(.enabled(if: compiler != nil, "no C compiler")) func compiledC() throws {
    let compiler = try #require(Self.compiler)
    let cases = try ExportCases(random: 40)
    var source = cases.document.text(in: .c)
    source += "\n#include <stdio.h>\n#include <string.h>\n#include <stdint.h>\n"
    source += "static void show(double x) {\n  uint64_t bits;\n  memcpy(&bits, &x, 8);\n"
    source += "  printf(\"%llx\\n\", (unsigned long long)bits);\n}\nint main(void) {\n"
    for (index, arguments) in Self.calls(cases, points: ExportCases.points).enumerated() {
      for call in arguments { source += "  show(e_\(index)(\(call)));\n" }
    }
    source += "  return 0;\n}\n"
    try withTemporaryFolder { folder in
      try source.write(to: folder.appending(path: "cases.c"), atomically: true, encoding: .utf8)
      let built = try compiler.run(
        [
          "-std=c99", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-O1",
          "-ffp-contract=off", "cases.c", "-o", "cases", "-lm",
        ], in: folder)
      #expect(built.status == 0, "\(built.output.prefix(2000))")
      let run = try ExternalTool(at: folder.appending(path: "cases")).run([], in: folder)
      #expect(run.status == 0)
      check(run.output, cases)
    }
  }

  @Test(.enabled(if: swift != nil, "no Swift compiler")) func compiledSwift() throws {
    let swift = try #require(Self.swift)
    let cases = try ExportCases(random: 25, seed: 99)
    var source = cases.document.text(in: .swift)
    for (index, arguments) in Self.calls(cases, points: ExportCases.points).enumerated() {
      for call in arguments {
        source += "print(String(e_\(index)(\(call)).bitPattern, radix: 16))\n"
      }
    }
    try withTemporaryFolder { folder in
      try source.write(to: folder.appending(path: "main.swift"), atomically: true, encoding: .utf8)
      let built = try swift.run(
        ["-swift-version", "6", "-warnings-as-errors", "-Onone", "main.swift", "-o", "cases"],
        in: folder)
      #expect(built.status == 0, "\(built.output.prefix(2000))")
      let run = try ExternalTool(at: folder.appending(path: "cases")).run([], in: folder)
      #expect(run.status == 0)
      check(run.output, cases)
    }
  }

  private static let python = ExternalTool("python3")

  private static func has(_ module: String) -> Bool {
    python?.succeeds(["-c", "import \(module)"]) ?? false
  }

  /// Functions of arrays, called with all points at once.
  @Test(arguments: [ExportNotation.numpy, .jax]) func arrays(_ notation: ExportNotation) throws {
    let module = notation == .numpy ? "numpy" : "jax"
    guard Self.has(module) else {
      print("skipped: no python3 with \(module)")
      return
    }
    let python = try #require(Self.python)
    let hasErrorFunctions = notation == .jax || Self.has("scipy")
    let cases = try ExportCases(random: 40, seed: 11, hasErrorFunctions: hasErrorFunctions)
    var source =
      notation == .jax ? "import jax\njax.config.update('jax_enable_x64', True)\n" : ""
    source += cases.document.text(in: notation)
    source += """

      import struct
      import warnings
      import numpy
      warnings.simplefilter("ignore")
      def show(values):
          for value in numpy.broadcast_to(numpy.asarray(values), (\(ExportCases.points.count),)):
              print("%x" % struct.unpack("<Q", struct.pack("<d", float(value))))

      """
    for (index, expression) in cases.expressions.enumerated() {
      let points = ExportCases.points.map { ExportCases.values($0, for: expression) }
      let arguments = expression.variables.indices.map { place in
        "numpy.array([" + points.map { "\($0[place])" }.joined(separator: ", ") + "])"
      }
      source += "show(e_\(index)(\(arguments.joined(separator: ", "))))\n"
    }
    try withTemporaryFolder { folder in
      try source.write(to: folder.appending(path: "cases.py"), atomically: true, encoding: .utf8)
      let run = try python.run(["cases.py"], in: folder)
      #expect(run.status == 0, "\(run.output.suffix(2000))")
      check(run.output, cases, isBitwise: false)
    }
  }

  /// The stated error holds at every point of the grid, is attained, and stands in the sources.
  @Test(arguments: [
    "f(rho)", "rho - f(f(rho))", "kappa(2, rho)/3", "exp(rho)*sin(rho)", "acos(rho)^3",
  ])
  func measuredErrorIsWhatItSays(_ source: String) throws {
    let graph = ExpressionGraph()
    let expression = try TermReader(graph: graph, library: .kernels).read(source).expression
    let program = FloatingPointProgram(expression, inputs: ["rho"])
    let measured = MeasuredError(program, of: expression)
    let stated = try #require(measured.ulps)
    var largest: Rational = 0
    for k in 0...1024 {
      let rho = Double(k) / 512 - 1
      let computed = try #require(Rational(exactly: program.evaluate([rho])))
      let exact = try #require(Rational(exactly: rho))
      let truth = try Evaluator(digits: 40).decimal(expression.substituting(["rho": exact])).value
      if truth.isZero { continue }
      let nearest = BigFloat(truth, precision: Precision(53), rounding: .nearestEven)
        .double(rounding: .nearestEven)
      let unit = try #require(Rational(exactly: nearest.ulp))
      largest = max(largest, (computed - truth).magnitude / unit)
    }
    let bound = try #require(Rational(stated.error.decimal(digits: 20, rounding: .up)))
    #expect(largest <= bound)
    #expect(bound <= largest * Rational(1001, 1000) + Rational(1, 1000))
    #expect(measured.points >= 1023)
    let document = ExpressionDocument(title: "f", [.init(ExportName("f"), expression)])
    let words = stated.error.decimal(digits: 2, rounding: .up) + " ULP"
    for notation in [ExportNotation.c, .swift] {
      let text = document.text(in: notation).split { " \n".contains($0) }
        .filter { $0 != "*" && $0 != "///" }.joined(separator: " ")
      #expect(text.contains(words), "\(text)")
    }
  }

  /// Undefined operations and overflow give NaN or infinities and are counted, never hidden.
  @Test func doesNotHideUndefinedValues() throws {
    let graph = ExpressionGraph()
    let reader = TermReader(graph: graph, library: .kernels)
    let program = FloatingPointProgram(
      try reader.read("f(2*rho) + 1").expression, inputs: ["rho"])
    #expect(program.evaluate([1]).isNaN)
    #expect(program.evaluate([0.5]) == 2)
    let huge = try TermReader(graph: graph, library: .kernels).read("10^400*rho/10^399").expression
    #expect(FloatingPointProgram(huge, inputs: ["rho"]).evaluate([0.25]) == 2.5)
    let overflow = try TermReader(graph: graph, library: .kernels)
      .read("(10^400 + pi)*rho - 10^400*rho").expression
    let measured = MeasuredError(
      FloatingPointProgram(overflow, inputs: ["rho"]), of: overflow)
    #expect(measured.notFinite > 1000)
  }
}

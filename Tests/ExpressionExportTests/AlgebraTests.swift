import ArcCosineKernels
import ExactArithmetic
import ExpressionExport
import Foundation
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

/// Exported SymPy, Wolfram and Coq are read by SymPy and Coq.
@Suite("Computer algebra and proof") struct AlgebraTests {
  private static let python: ExternalTool? = {
    guard let python = ExternalTool("python3"), python.succeeds(["-c", "import sympy, mpmath"])
    else { return nil }
    return python
  }()
  private static let coq = ExternalTool("coqc")
  private static let hasCoqInterval = coq.map { coq in
    (try? withTemporaryFolder { folder in
      try "From Interval Require Import Tactic.\n".write(
        to: folder.appending(path: "probe.v"), atomically: true, encoding: .utf8)
      return try coq.run(["probe.v"], in: folder).status == 0
    }) ?? false
  }

  /// What a Python program prints.
  private func output(of program: String) throws -> String {
    let python = try #require(Self.python)
    return try withTemporaryFolder { folder in
      let file = folder.appending(path: "cases.py")
      try program.write(to: file, atomically: true, encoding: .utf8)
      let run = try python.run(["cases.py"], in: folder)
      #expect(run.status == 0, "\(run.output.suffix(2000))")
      return run.output
    }
  }

  /// Compares printed values of 30 digits with enclosures.
  private func check(_ output: String, _ cases: ExportCases) {
    var lines = output.split(separator: "\n")[...]
    var failures = Failures()
    var compared = 0
    for (index, expression) in cases.expressions.enumerated() {
      for point in ExportCases.points {
        guard let truth = ExportCases.enclosure(expression, at: point) else { continue }
        guard let line = lines.popFirst(), let value = Rational(String(line)) else {
          Issue.record("no value of e_\(index) at \(point)")
          return
        }
        compared += 1
        let error = (Interval(value, precision: truth.precision) - truth).magnitude.upper
        let scale = truth.magnitude.upper.double(rounding: .up)
        failures.check(
          error.double(rounding: .up) <= 1e-28 * (1 + scale),
          "e_\(index) = \(expression.written(by: TextPrinter(), limit: 300) ?? "") at \(point): "
            + "\(line)")
      }
    }
    #expect(lines.isEmpty)
    #expect(compared > cases.expressions.count * 6)
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Python that prints `call` for every point at which the expression is defined.
  private func calls(
    _ cases: ExportCases, _ call: (Int, SymbolicExpressions.Expression, [String]) -> String
  ) -> String {
    var program = ""
    for (index, expression) in cases.expressions.enumerated() {
      for point in ExportCases.points where ExportCases.enclosure(expression, at: point) != nil {
        let values = ExportCases.values(point, for: expression).map { value in
          let exact = Rational(exactly: value) ?? 0
          return "Float(Rational(\(exact.numerator), \(exact.denominator)), 60)"
        }
        program += "show(\(call(index, expression, values)))\n"
      }
    }
    return program
  }

  private static let show = """

    from sympy import Float, N, re
    def show(value):
        number = re(N(value, 45))
        print(format(number, ".35e") if number != 0 else "0")


    """

  @Test(.enabled(if: python != nil, "no python3 with sympy")) func sympy() throws {
    let cases = try ExportCases(random: 30, seed: 5)
    let program =
      cases.document.text(in: .sympy) + Self.show
      + calls(cases) { index, _, values in "e_\(index)(\(values.joined(separator: ", ")))" }
    check(try output(of: program), cases)
  }

  /// SymPy reads Wolfram Language; a sub-expression that has a name is put in for it.
  @Test(.enabled(if: python != nil, "no python3 with sympy")) func wolfram() throws {
    let cases = try ExportCases(random: 6, seed: 6)
    var program = """
      from sympy import Rational, Symbol, erf, erfc
      from sympy.parsing.mathematica import parse_mathematica
      bodies = {}
      def kernels(form):
          if not form.args:
              return form
          arguments = [kernels(argument) for argument in form.args]
          name = getattr(form.func, "__name__", "")
          if name == "Abs":
              return abs(arguments[0])
          if name in ("Erf", "Erfc"):
              return {"Erf": erf, "Erfc": erfc}[name](arguments[0])
          if name in bodies:
              return bodies[name].xreplace({Symbol("x"): arguments[0]})
          return form.func(*arguments)
      def value(parts, form, point):
          known = dict(point)
          for name, text in parts:
              known[Symbol(name)] = kernels(parse_mathematica(text).xreplace(known))
          return kernels(parse_mathematica(form).xreplace(known))

      """ + Self.show
    for order in 0...5 {
      let body = ArcCosineDerivation(order: order).normalizedKernel(cases.graph.variable("x"))
      program += "bodies[\"kappa\(order)\"] = "
      program += "parse_mathematica(\"\(body.written(by: WolframPrinter()) ?? "")\")\n"
    }
    program += calls(cases) { _, expression, values in
      let printed = expression.writtenWithNames(by: WolframPrinter())
      let parts = printed.definitions.map { "(\"\($0.name)\", \"\($0.text)\")" }
      let point = zip(expression.variables, values).map { "Symbol(\"\($0)\"): \($1)" }
      return "value([\(parts.joined(separator: ", "))], \"\(printed.text)\", "
        + "{\(point.joined(separator: ", "))})"
    }
    check(try output(of: program), cases)
  }

  @Test func wolframDefinitions() throws {
    let graph = ExpressionGraph()
    let shared = try TermReader(graph: graph, library: .kernels)
      .read("sqrt(f(f(a_1)) + 2)*(f(f(a_1)) + 2)").expression
    let once = try TermReader(graph: graph, library: .kernels).read("a_1/2").expression
    let document = ExpressionDocument(
      title: "Two forms",
      [
        .init(ExportName("K", "ij", mark: .word("variance-only")), shared),
        .init(ExportName("half"), once, comment: "A half."),
      ])
    #expect(
      document.text(in: .wolfram) == """
        (* Two forms. Exact closed forms. *)

        kappa1[x_] := (Sqrt[1 - x^2] + x*(Pi - ArcCos[x]))/Pi

        KIjVarianceOnly[a1_] := (kappa1[kappa1[a1]] + 2)^(3/2)

        (* A half. *)
        half[a1_] := a1/2

        """)
  }

  /// Every definition is accepted, κ₁ is the function of the proofs, and values at points where no
  /// arc cosine is in the way are proved to lie where this package says.
  @Test(.enabled(if: coq != nil, "no coqc")) func coqAccepts() throws {
    let coq = try #require(Self.coq)
    let cases = try ExportCases(random: 30, seed: 8, hasErrorFunctions: false)
    var source = cases.document.text(in: .coq)
    let hasInterval = Self.hasCoqInterval ?? false
    if hasInterval {
      source += """

        From Interval Require Import Tactic.
        From KernelCalculator Require ArcCosine.
        Goal forall x, ArcCosine.corr x -> kappa1 x = ArcCosine.kappa1 x.
        Proof. intros x Hx. symmetry. exact (ArcCosine.kappa1_acos_form x Hx). Qed.

        """
      source += goals(cases)
    }
    let proofs = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Proofs/Coq/ArcCosine.v").standardized
    try withTemporaryFolder { folder in
      let options = ["-q", "-R", ".", "KernelCalculator"]
      if hasInterval {
        try FileManager.default.copyItem(at: proofs, to: folder.appending(path: "ArcCosine.v"))
        #expect(try coq.run(options + ["ArcCosine.v"], in: folder).status == 0)
      }
      try source.write(to: folder.appending(path: "cases.v"), atomically: true, encoding: .utf8)
      let run = try coq.run(options + ["cases.v"], in: folder)
      #expect(run.status == 0, "\(run.output.prefix(3000))")
    }
  }

  @Test(arguments: ["erf(x)", "1 + Phi(x)^2", "sqrt(erfc(x))"])
  func coqHasNoErrorFunction(_ source: String) throws {
    let form = try TermReader(graph: ExpressionGraph(), library: .kernels).read(source).expression
    let document = ExpressionDocument(title: "One", [.init(ExportName("e"), form)])
    #expect(document.problem(in: .coq)?.contains("erf") == true)
    for notation in ExportNotation.allCases where notation != .coq {
      #expect(document.problem(in: notation) == nil)
    }
  }

  /// One goal a simple expression: its value at a point of the grid lies in an enclosure.
  private func goals(_ cases: ExportCases) -> String {
    var text = ""
    for (index, expression) in cases.expressions.enumerated() {
      // The tactic knows neither asin nor acos.
      let source = expression.written(by: CoqPrinter(), limit: 60) ?? "acos"
      guard !source.contains("acos"), !source.contains("asin"), !source.contains("kappa"),
        !source.contains("Rpower")
      else { continue }
      for point in ExportCases.points.suffix(2) {
        guard let truth = ExportCases.enclosure(expression, at: point) else { continue }
        let arguments = ExportCases.values(point, for: expression).map { value in
          let exact = Rational(exactly: value) ?? 0
          return "(\(exact.numerator) / \(exact.denominator))"
        }
        let digits = 9
        let (low, high) = (
          truth.lower.decimal(digits: digits, rounding: .down),
          truth.upper.decimal(digits: digits, rounding: .up)
        )
        guard let below = Rational(low), let above = Rational(high) else { continue }
        let name = (["e_\(index)"] + arguments).joined(separator: " ")
        text += "Goal \(below.numerator) / \(below.denominator) <= \(name) <= "
        text += "\(above.numerator) / \(above.denominator).\n"
        text += "Proof. unfold e_\(index). cbv zeta. interval with (i_prec 100). Qed.\n"
      }
    }
    return text
  }
}

import ArgumentParser
import ExactJSON
import KernelCalculator

struct Activations: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "activations",
    abstract: "List the activations, or print the dual of one in closed form.",
    discussion: """
      Examples:
        kernelcalc activations
        kernelcalc activations gelu
        kernelcalc activations 'sin(6/5, 3/10)' --json
        kernelcalc evaluate 'dual(gelu; 1, 1, rho)' --at 1/3 --digits 50
        kernelcalc evaluate 'dual(gelu; a, b, c)' --as latex
        kernelcalc prove 'forall x in [-1,1]: dual(erf; 1, 1, x) <= |x|'
        kernelcalc prove 'exists q in [1, 9]: 4*dual(erf; q, q, q) + 1/20 = q'

      The dual of an activation σ is the function of two inputs' second moments that an infinitely \
      wide layer is: with (u, v) Gaussian of variances a, b and covariance c,

        dual(NAME; a, b, c) is E[σ(u)σ(v)],
        dual_derivative(NAME; a, b, c) is E[σ′(u)σ′(v)],
        dual_mean(NAME; a) is E[σ(u)],
        critical_weight(NAME; q) is 1/E[σ′(u)²] for u of variance q, and
        critical_bias(NAME; q) is q - E[σ(u)²]/E[σ′(u)²]: the edge of chaos,

      in expressions and statements. Fixed points of the maps of variances and correlations, \
      q = w·dual(NAME; q, q, q) + b and qρ = w·dual(NAME; q, q, qρ) + b, are witnesses of \
      statements with exists, enclosed. Where c² > ab or a variance is negative they are undefined. \
      Parameters are exact numbers. An activation may also be given by a formula in u, in quotes: \
      "u*exp(-u^2)".
      """)

  @Argument(help: "An activation with its parameters; without it, all are listed.")
  var activation: String?

  @OptionGroup var output: JSONFlag

  func run() throws {
    guard let activation else { return output.write(ActivationList()) }
    let reference: ActivationReference
    // A formula stands between quotes in terms; here the shell has taken them off, or not.
    var name = activation.trimmed
    if name.count > 2, name.hasPrefix("\""), name.hasSuffix("\"") {
      name = String(name.dropFirst().dropLast())
    }
    switch ActivationReference.reading(name) {
    case .success(let known): reference = known
    case .failure(let problem): throw Failure("\(problem)")
    }
    switch reference.dual {
    case .success(let dual): output.write(DualReport(reference, dual))
    case .failure(let problem): throw Failure("\(problem)")
    }
  }
}

/// All activations.
private struct ActivationList: Report {
  var json: JSON {
    [
      "schema": JSON.schema,
      "activations": .array(
        ActivationFamily.all.map { family in
          [
            "name": .string(family.name), "form": .string(family.signature),
            "parameters": .array(family.parameters.map { .string($0) }),
            "formula": .string(family.formula), "closed": .bool(family.isClosed),
          ]
        }),
    ]
  }

  var text: String {
    let families = ActivationFamily.all
    let width = (families.map(\.signature.count).max() ?? 0) + 2
    func rows(_ closed: Bool) -> String {
      families.filter { $0.isClosed == closed }.map { family in
        "  " + family.signature.padding(to: width) + family.formula + "\n"
      }.joined()
    }
    return "In closed form:\n" + rows(true) + "\nBy their formulas, enclosed:\n" + rows(false)
      + "  \"…\"".padding(to: width + 2) + "a formula in u, with + - * / ^ abs max min\n"
      + "".padding(to: width + 2) + "exp log sin cos tanh atan erf Phi sqrt\n"
      + "\n'kernelcalc activations NAME' prints the forms of one.\n"
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

/// The three functions of one activation.
private struct DualReport: Report {
  private let reference: ActivationReference
  private let source: String
  private let formula: String?
  /// The derivative is nil where σ′ is no function.
  private let kernel, mean: Expression
  private let derivative: Expression?

  init(_ reference: ActivationReference, _ dual: any DualActivation) {
    let graph = ExpressionGraph()
    let (a, b, c) = (graph.variable("a"), graph.variable("b"), graph.variable("c"))
    let entries = KernelEntries(ii: a, jj: b, ij: c)
    func closed(_ form: Expression) -> Expression { form.inlined() ?? form }
    self.reference = reference
    source = dual.reference
    formula = ActivationFamily.all.first { $0.name == reference.name }?.formula
    kernel = closed(dual.kernel(of: entries, variance: 1).ij)
    derivative = dual.derivativeKernel(of: entries, variance: 1).map { closed($0.ij) }
    mean = closed(dual.mean(diagonal: a, variance: 1))
  }

  private static let longest = 100_000

  private func written(_ form: Expression) -> String? {
    form.written(by: TextPrinter(), limit: Self.longest)
  }

  var json: JSON {
    func form(_ expression: Expression?) -> JSON {
      expression.flatMap(written).map { .string($0) } ?? .null
    }
    return [
      "schema": JSON.schema, "activation": .string("\(reference)"),
      "formula": (formula ?? reference.expression).map { .string($0) } ?? .null,
      "dual": form(kernel), "dual_derivative": form(derivative), "dual_mean": form(mean),
      "reference": .string(source),
    ]
  }

  var text: String {
    func line(_ name: String, _ form: Expression?, missing: String = "") -> String {
      Console.paragraph(
        "\(name) = ", form.map { written($0) ?? "(too long to print)" } ?? missing, indent: 0)
    }
    let title =
      reference.expression.map { "σ(u) = \($0)" }
      ?? "\(reference): σ(u) = \(formula ?? "?")"
    return title + "\n\n" + line("E[σ(u)σ(v)]", kernel)
      + line("E[σ′(u)σ′(v)]", derivative, missing: "none: σ′ is no function")
      + line("E[σ(u)]", mean)
      + "\nfor (u, v) Gaussian with variances a, b and covariance c.\n"
      + Console.paragraph("Source: ", source + ".", indent: 0)
  }
}

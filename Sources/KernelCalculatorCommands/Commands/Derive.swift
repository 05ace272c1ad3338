import ArgumentParser
import ExactJSON
import KernelCalculator

struct Derive: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "derive",
    abstract: "Derive the arc-cosine kernel of an order from the Gaussian integral.",
    discussion: """
      Examples:
        kernelcalc derive --order 3
        kernelcalc derive --order 3 --as latex
        kernelcalc derive --order 2 --as sympy

      With φ_n(u) = max(0, u)ⁿ and unit variances, 2·E[φ_n(u) φ_n(v)] = J_n(θ)/π (Cho & Saul, 2009). \
      J_n is derived twice, by the differential recurrence and by exact integration in polar \
      coordinates; the two are compared as polynomials in sin θ, cos θ and π − θ.
      """)

  @Option(name: .long, parsing: .unconditional, help: "The order n (0 to 400); 1 is the ReLU.")
  var order: Int

  @Flag(name: .long, help: "The same as --as latex.")
  var latex = false

  @OptionGroup var export: ExportOption
  @OptionGroup var output: JSONFlag

  func run() throws {
    guard (0...ArcCosineDerivation.largestOrder).contains(order) else {
      throw Failure("the order must be between 0 and \(ArcCosineDerivation.largestOrder)")
    }
    let notation = try checkedNotation()
    let derivation = ArcCosineDerivation(order: order)
    let graph = ExpressionGraph()
    let rho = graph.variable("rho")
    let angular = derivation.angularFunction(graph.variable("theta"))
    let kappa = derivation.normalizedKernel(rho)
    let slope = rho.applying(.kappa(order)).derivative("rho")
    if output.json {
      let object: JSON = [
        "schema": JSON.schema, "order": .integer(order), "J": .string(text(angular)),
        "kappa": .string(text(kappa)), "derivative": .string(text(slope)),
        "methods": .array(ArcCosineDerivation.Method.allCases.map { .string($0.rawValue) }),
      ]
      return Console.write(object.text() + "\n")
    }
    if let notation {
      let document = Exports.document(
        order: order, angular: angular, kappa: kappa, derivative: slope)
      return Console.write(document.text(in: notation))
    }
    Console.write(
      Console.paragraph("J_\(order)(θ) = ", text(angular), indent: 0)
        + Console.paragraph(
          "κ_\(order)(ρ) = J_\(order)(arccos ρ)/J_\(order)(0) = ", text(kappa), indent: 0)
        + Console.paragraph("κ_\(order)′(ρ) = ", text(slope), indent: 0)
        + "J_\(order)(0) = \(derivation.normalization == 1 ? "" : "\(derivation.normalization)")π\n\n"
        + "Derived in two ways that agree as polynomials in sin θ, cos θ, π − θ:\n"
        + "  1. \(ArcCosineDerivation.Method.differentialRecurrence.rawValue):\n"
        + "     J_0 = π − θ,  J_{n+1} = (2n+1) cos θ · J_n − sin θ · J_n′\n"
        + "  2. \(ArcCosineDerivation.Method.gaussianIntegral.rawValue):\n"
        + "     J_n = n! Σ_k C(n,k) (cos θ)ⁿ⁻ᵏ ∫₀^{π−θ} (cos u)ᵏ du\n")
  }

  private func checkedNotation() throws -> ExportNotation? {
    let notation = latex ? export.notation ?? .latex : export.notation
    if latex && notation != .latex { throw Failure("give --latex or --as, not both") }
    if notation != nil && output.json { throw Failure("give --as or --json, not both") }
    return notation
  }

  private func text(_ expression: Expression) -> String {
    expression.written(by: TextPrinter(), limit: 1_000_000) ?? ""
  }
}

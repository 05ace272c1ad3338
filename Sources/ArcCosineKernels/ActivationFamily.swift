import ExactArithmetic
import SymbolicExpressions

/// The activations of one name, which differ by their parameters: the one list of all there are.
package struct ActivationFamily: Sendable {
  /// Why parameters make no activation, in a sentence.
  package typealias Problem = ActivationReference.Problem

  /// How a member comes to its kernels.
  package enum Member: Sendable {
    /// In closed form.
    case closed(any DualActivation)
    /// From σ(u), an expression in u.
    case expression(String)
  }

  /// What the parser reads.
  package let name: String
  /// The parameters' names, in order; one that ends in "…" stands for any number of them.
  package let parameters: [String]
  /// σ(u), as it is written.
  package let formula: String
  /// Whether the members' kernels have closed forms.
  package let isClosed: Bool
  /// The member with given parameters, whose number is right.
  package let member: @Sendable ([Rational]) -> Result<Member, Problem>

  private init(
    _ name: String, parameters: [String] = [], formula: String, isClosed: Bool = true,
    member: @escaping @Sendable ([Rational]) -> Result<Member, Problem>
  ) {
    self.name = name
    self.parameters = parameters
    self.formula = formula
    self.isClosed = isClosed
    self.member = member
  }

  /// A family all of whose members are in closed form.
  private static func closed(
    _ name: String, parameters: [String] = [], formula: String,
    member: @escaping @Sendable ([Rational]) -> any DualActivation
  ) -> ActivationFamily {
    ActivationFamily(name, parameters: parameters, formula: formula) {
      .success(.closed(member($0)))
    }
  }

  /// A single activation without closed form.
  private static func open(_ name: String, formula: String) -> ActivationFamily {
    ActivationFamily(name, formula: formula, isClosed: false) { _ in
      .success(.expression(formula))
    }
  }

  /// How a member is written: `sin(β, γ)`.
  package var signature: String {
    parameters.isEmpty ? name : "\(name)(\(parameters.joined(separator: ", ")))"
  }

  /// Whether the family takes so many parameters.
  private func takes(_ count: Int) -> Bool {
    parameters.last?.hasSuffix("…") == true ? count >= 1 : count == parameters.count
  }

  /// How many parameters the family takes, in words.
  private var count: String {
    if parameters.isEmpty { return "no parameter" }
    if parameters.last?.hasSuffix("…") == true { return "at least one parameter" }
    return parameters.count == 1 ? "one parameter" : "\(parameters.count) parameters"
  }

  /// The member that `reference` names, or what is wrong with it.
  package static func member(_ reference: ActivationReference) -> Result<Member, Problem> {
    if let expression = reference.expression { return .success(.expression(expression)) }
    guard let family = all.first(where: { $0.name == reference.name }) else {
      let names = all.map(\.name)
      let hint = nearestSpelling(to: reference.name, among: names).map { "did you mean '\($0)'?" }
      return .failure(
        Problem(
          "'\(reference.name)' is no activation; "
            + (hint ?? "there are \(names.joined(separator: ", ")), and expressions in u")))
    }
    guard family.takes(reference.parameters.count) else {
      return .failure(
        Problem("\(family.signature) takes \(family.count), not \(reference.parameters.count)"))
    }
    return family.member(reference.parameters)
  }

  /// All of them.
  package static let all: [ActivationFamily] = [
    closed("relu", formula: "max(0, u)") { _ in ArcCosineActivation(order: 1) },
    closed("identity", formula: "u") { _ in IdentityActivation() },
    ActivationFamily("arc_cosine", parameters: ["n"], formula: "max(0, u)ⁿ") { parameters in
      whole(parameters[0], in: 0...ArcCosineDerivation.largestOrder, "arc_cosine(n)", "n")
        .map { .closed(ArcCosineActivation(order: $0)) }
    },
    closed("erf", formula: "erf(u)") { _ in ErfActivation() },
    closed("probit", formula: "Φ(u) = (1 + erf(u/√2))/2") { _ in ProbitActivation() },
    closed("gelu", formula: "u·Φ(u)") { _ in GELUActivation() },
    closed("sin", parameters: ["β", "γ"], formula: "sin(βu + γ)") {
      SinusoidActivation.sine(frequency: $0[0], phase: $0[1])
    },
    closed("cos", parameters: ["β", "γ"], formula: "cos(βu + γ)") {
      SinusoidActivation.cosine(frequency: $0[0], phase: $0[1])
    },
    closed("exp", parameters: ["β"], formula: "exp(βu)") { ExponentialActivation(rate: $0[0]) },
    ActivationFamily("gaussian", parameters: ["β"], formula: "exp(βu²)") { parameters in
      guard parameters[0].signum < 0 else {
        return .failure(
          Problem(
            "gaussian(β) needs β < 0, not \(parameters[0]): only then exp(βu²) has a mean for every "
              + "variance"))
      }
      return .success(.closed(GaussianActivation(rate: parameters[0])))
    },
    ActivationFamily(
      "gabor", parameters: ["β", "ω", "γ"], formula: "exp(βu²)·sin(ωu + γ)"
    ) { parameters in
      parameters[0].signum < 0
        ? .success(
          .closed(
            GaborActivation(rate: parameters[0], frequency: parameters[1], phase: parameters[2])))
        : .failure(Problem("gabor(β, ω, γ) needs β < 0, not \(parameters[0])"))
    },
    closed("abrelu", parameters: ["α", "β"], formula: "αu for u < 0, βu for u ≥ 0") {
      TwoSlopeActivation(negative: $0[0], positive: $0[1])
    },
    closed("sign", formula: "sign(u)") { _ in SignActivation() },
    ActivationFamily(
      "polynomial", parameters: ["c_0", "c_1, …"], formula: "c_0 + c_1·u + c_2·u² + …"
    ) { parameters in
      let most = PolynomialActivation.largestDegree
      return parameters.count <= most + 1
        ? .success(.closed(PolynomialActivation(coefficients: parameters)))
        : .failure(Problem("polynomial(c_0, c_1, …) has degree \(most) at most"))
    },
    ActivationFamily("hermite", parameters: ["n"], formula: "He_n(u)/√(n!)") { parameters in
      whole(parameters[0], in: 0...PolynomialActivation.largestDegree, "hermite(n)", "n")
        .map { .closed(PolynomialActivation.hermite(degree: $0)) }
    },
    ActivationFamily("rbf", parameters: ["γ"], formula: "√2·sin(√(2γ)·u + π/4)") { parameters in
      parameters[0].signum > 0
        ? .success(.closed(SinusoidActivation.gaussianKernel(rate: parameters[0])))
        : .failure(Problem("rbf(γ) needs γ > 0, not \(parameters[0])"))
    },
    open("tanh", formula: "tanh(u)"),
    open("sigmoid", formula: "1/(1 + exp(-u))"),
    open("softplus", formula: "log(1 + exp(u))"),
    open("silu", formula: "u/(1 + exp(-u))"),
    open("mish", formula: "u*tanh(log(1 + exp(u)))"),
    open("elu", formula: "u for u ≥ 0, exp(u) - 1 for u < 0"),
  ]

  private static func whole(
    _ value: Rational, in range: ClosedRange<Int>, _ form: String, _ name: String
  ) -> Result<Int, Problem> {
    guard let integer = value.asInt, range.contains(integer) else {
      return .failure(
        Problem(
          "\(form) needs a whole number \(name) from \(range.lowerBound) to \(range.upperBound), "
            + "not \(value)"))
    }
    return .success(integer)
  }
}

extension ActivationReference {
  /// The activation's kernels, or why there are none.
  package var dual: Result<any DualActivation, Problem> {
    ActivationFamily.member(self).flatMap { member in
      switch member {
      case .closed(let activation): .success(activation)
      case .expression: FormulaActivation.reading(self)
      }
    }
  }
}

import ExactJSON
import KernelCalculator

/// A network's analysis as it is printed.
struct AnalysisReport {
  let argument: NetworkArgument
  let inputs: AnalysisInputs
  let rho: Rational?
  let evaluator: Evaluator
  /// The closed forms in ρ.
  let symbolic: NetworkAnalysis
  /// The forms and values at the point, where one was given.
  let atPoint: (forms: NetworkAnalysis, values: NetworkAnalysis.Values)?

  init(
    _ argument: NetworkArgument, inputs: AnalysisInputs, rho: Rational?,
    rules: [PropagationRule], evaluator: Evaluator
  ) throws {
    self.argument = argument
    self.inputs = inputs
    self.rho = rho
    self.evaluator = evaluator
    func analysis(_ rho: Expression) throws -> NetworkAnalysis {
      try NetworkAnalysis(
        argument.network, inputs: inputs.pair(rho), correlation: inputs.isUnit ? rho : nil,
        rules: rules)
    }
    let graph = ExpressionGraph()
    symbolic = try analysis(graph.variable("rho"))
    if let rho {
      let forms = try analysis(graph.rational(rho))
      atPoint = (forms, try forms.values(by: evaluator))
    } else {
      atPoint = nil
    }
  }

  // MARK: JSON

  var json: JSON {
    let forms = atPoint?.forms ?? symbolic
    var members: [(key: String, value: JSON)] = [
      ("schema", JSON.schema), ("dag", .string(argument.text)), ("rho", .optional(rho)),
      ("digits", .integer(evaluator.digits)), ("inputs", .string(inputs.description)),
      (
        "paths",
        [
          "count": .string("\(symbolic.statistics.count)"),
          "polynomial": .members(
            symbolic.pathPolynomial.enumerated().filter { !$0.element.isZero }
              .map { ("\($0.offset)", .string("\($0.element)")) }),
        ]
      ),
      ("effective_depth", .optional(symbolic.statistics.effectiveDepth)),
      ("effective_width", .optional(symbolic.statistics.effectiveWidth)),
      (
        "eq12",
        forms.eq12.map { form in
          atPoint?.values.eq12.map { .enclosed($0, form: form) } ?? .form(form)
        } ?? .null
      ),
    ]
    let rules = forms.rules.enumerated().map { index, rule in
      (key: rule.rule.rawValue, value: ruleJSON(rule, atPoint?.values.rules[index]))
    }
    members.append(("rules", .members(rules)))
    return .members(members)
  }

  private func ruleJSON(
    _ rule: NetworkAnalysis.RuleForms, _ values: [KernelQuantity: EnclosedDecimal]?
  ) -> JSON {
    var matrices: [Kernel: [(key: String, value: JSON)]] = [:]
    var eigenvalues: [(key: String, value: JSON)] = []
    for (quantity, form) in rule.quantities {
      let value = values?[quantity].map { JSON.enclosed($0, form: form) } ?? .form(form)
      switch quantity {
      case .entry(let kernel, let entry):
        matrices[kernel, default: []].append((entry.rawValue, value))
      case .lambda2: eigenvalues.append((quantity.name, value))
      }
    }
    return .members(
      Kernel.allCases.map { ($0.rawValue, matrices[$0].map { .members($0) } ?? .null) }
        + eigenvalues)
  }

  // MARK: Text

  var text: String {
    let network = symbolic.network
    var text = Console.bold("DAG \(argument.title)")
    text += "   \(network.nodeNames.count) nodes, \(network.edges.count) edges\n\n"
    text += "\(TextDrawing(network, maximumLines: 24))\n"
    text += pathsText
    if !network.hasLiteralOperations {
      text += Console.paragraph(
        "",
        "Note: kernels read convolutions as linear+ReLU edges and poolings as skips; they are not "
          + "the kernels of convolutions and poolings."
          + (network.edges.contains { $0.label == GenotypeCell.inputLabel }
            ? " The two inputs of a DARTS cell are read as one and the same." : ""),
        indent: 0)
    }
    text += Console.paragraph("\nInputs: ", inputs.description, indent: 0)
    if let eq12 = symbolic.eq12 {
      text += Console.bold("\nEq. 12") + "   P - Σ_p f^{d_p}(ρ)\n"
      text += formText("", eq12, atPoint?.values.eq12, withoutForm: !listsPaths)
    }
    for (index, rule) in symbolic.rules.enumerated() {
      text += Console.bold("\n\(Self.title(rule.rule))\n")
      for (quantity, form) in rule.quantities {
        text += quantityText(quantity, form, rule, atPoint?.values.rules[index][quantity])
      }
      if rule.kernels.ntk == nil {
        text += "  Θ does not exist: an activation has no derivative kernel\n"
      }
    }
    return text + verdictText
  }

  static func title(_ rule: PropagationRule) -> String {
    switch rule {
    case .varianceOnly: "Variance-only rule (the paper's)"
    case .exact: "Exact rule (the infinite-width limit)"
    case .exactWithoutMeans: "Exact rule with every mean set to 0"
    }
  }

  private func quantityText(
    _ quantity: KernelQuantity, _ form: Expression, _ rule: NetworkAnalysis.RuleForms,
    _ value: EnclosedDecimal?
  ) -> String {
    switch quantity {
    case .entry: return formText(quantity.symbol, form, value)
    case .lambda2:
      let k = rule.kernels.nngp
      // A longer form would only repeat the entries above.
      let isShort = (form.written(by: TextPrinter(), limit: 40)?.count ?? .max) <= 48
      return k.ii == k.jj
        ? formText("λ₂ = K_ii - |K_ij|", form, value, withoutForm: !isShort)
        : formText(
          "λ₂ = (K_ii + K_jj)/2 - √((K_ii - K_jj)²/4 + K_ij²)", form, value, withoutForm: !isShort)
    }
  }

  /// The most characters of a closed form that are printed.
  static let longestForm = 1600

  /// A closed form with its value below it.
  private func formText(
    _ label: String, _ form: Expression, _ value: EnclosedDecimal?, withoutForm: Bool = false
  ) -> String {
    let relation = label.isEmpty ? "" : " = "
    if let value, form.rationalValue != nil, value.isExact {
      return "  \(label)\(relation)\(value.text)\n"
    }
    var text = ""
    if withoutForm {
      text += label.isEmpty ? "" : "  \(label)\n"
    } else {
      let printed = form.writtenWithNames(by: TextPrinter())
      let size = printed.definitions.reduce(printed.text.count) { $0 + $1.text.count }
      if size > Self.longestForm {
        text += "  \(label)\(relation)(\(size) characters; --json without --at prints them)\n"
      } else {
        text += Console.paragraph(label + relation, printed.text)
        for (index, definition) in printed.definitions.enumerated() {
          text += Console.paragraph(
            "\(index == 0 ? "where" : "  and") \(definition.name) = ", definition.text, indent: 8)
        }
      }
    }
    if let value {
      let indent = String(repeating: " ", count: label.isEmpty ? 2 : 7)
      text += Console.bold("\(indent)\(value.isExact ? "=" : "≈") \(value)") + "\n"
    }
    return text
  }

  /// Whether there are few enough paths to list them.
  private var listsPaths: Bool { symbolic.statistics.count <= Integer(Self.mostPaths) }
  /// The most paths that are listed.
  static let mostPaths = 12

  private var pathsText: String {
    let statistics = symbolic.statistics
    if statistics.count.isZero {
      return Console.paragraph(
        "",
        "No path leads from the input to the output: P = 0, the kernels are 0, and effective depth "
          + "and width are undefined.", indent: 0)
    }
    let facts = [
      "P = \(PathText.short(statistics.count)) path\(statistics.count == 1 ? "" : "s")",
      "effective depth d̄ = \(statistics.effectiveDepth.map(PathText.short) ?? "undefined")",
      "effective width m̄ = \(statistics.effectiveWidth.map(PathText.short) ?? "undefined")",
    ]
    let line = facts.joined(separator: "   ")
    var text = (line.count <= Console.width ? line : facts.joined(separator: "\n")) + "\n"
    if listsPaths {
      for path in symbolic.network.paths(limit: Self.mostPaths).paths {
        let width = Console.width - 2
        text += "  \(PathText.line(path, in: symbolic.network, width: width))\n"
      }
    } else {
      text += Console.paragraph("Σ_p f^{d_p}(ρ) = ", PathText.sum(symbolic.pathPolynomial))
    }
    return text
  }

  private var verdictText: String {
    let sentences = eq12Sentences.map { Console.paragraph("", $0, indent: 0) }
    return sentences.isEmpty ? "" : "\n" + sentences.joined()
  }

  /// One plain sentence a rule on Eq. 12, where there is a point.
  var eq12Sentences: [String] {
    guard let point = atPoint, let rho, point.forms.eq12 != nil else { return [] }
    return point.forms.rules.map { rule in
      let sentence: String
      switch point.forms.compareEq12(with: rule) {
      case .equal?: sentence = "Eq. 12's value equals the true 2×2 eigenvalue λ₂"
      case .below?:
        sentence =
          "Eq. 12's value lies below the true 2×2 eigenvalue λ₂, so it is not the upper bound that "
          + "the paper states"
      case .above?:
        sentence = "Eq. 12's value lies above the true 2×2 eigenvalue λ₂: a bound, but not attained"
      case .undecided?, nil:
        sentence = "Eq. 12's value and the true 2×2 eigenvalue λ₂ could not be told apart"
      }
      return "Under the \(rule.rule.rawValue) rule at ρ = \(PathText.short(rho)), \(sentence)."
    }
  }
}

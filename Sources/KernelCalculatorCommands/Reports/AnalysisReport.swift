import ExactJSON
import KernelCalculator

/// A network's analysis as it is printed.
struct AnalysisReport: Report {
  let argument: NetworkArgument
  let inputs: AnalysisInputs
  let rho: Rational?
  let evaluator: Evaluator
  /// The closed forms in ρ.
  let symbolic: NetworkAnalysis
  /// The forms and values at the point, where one was given.
  let atPoint: (forms: NetworkAnalysis, values: NetworkAnalysis.Values)?
  /// How each rule's kernels are written.
  let views: [KernelsView]
  /// Networks whose curves are shown beside this one's on the page.
  let overlays: [(title: String, analysis: NetworkAnalysis)]

  init(
    _ argument: NetworkArgument, inputs: AnalysisInputs, rho: Rational?,
    rules: [PropagationRule], evaluator: Evaluator, form: FormChoice? = nil,
    overlays: [NetworkArgument] = []
  ) throws {
    self.argument = argument
    self.inputs = inputs
    self.rho = rho
    self.evaluator = evaluator
    func analysis(
      _ rho: Expression, of network: NetworkGraph = argument.network
    ) throws -> NetworkAnalysis {
      try NetworkAnalysis(
        network, inputs: inputs.pair(rho), correlation: inputs.isUnit ? rho : nil,
        rules: rules)
    }
    let graph = ExpressionGraph()
    symbolic = try analysis(graph.variable("rho"))
    views = symbolic.rules.map { KernelsView($0, choice: form) }
    self.overlays = try overlays.map {
      ($0.title, try analysis(ExpressionGraph().variable("rho"), of: $0.network))
    }
    if let rho {
      let forms = try analysis(graph.rational(rho))
      atPoint = (forms, forms.values(by: evaluator))
    } else {
      atPoint = nil
    }
  }

  /// Which values at the point could not be told from zero; nil where none is missing.
  var missing: String? {
    guard let missing = atPoint?.values.missing, !missing.isEmpty else { return nil }
    return missing.map { entry in
      "\(entry.quantity)\(entry.rule.map { " (\($0.rawValue))" } ?? ""): \(entry.reason)"
    }.joined(separator: "\n")
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
      (
        key: rule.rule.rawValue,
        value: ruleJSON(
          rule, values: atPoint?.values.rules[index],
          recursion: symbolic.rules[index].kernels.recursion)
      )
    }
    members.append(("rules", .members(rules)))
    return .members(members)
  }

  /// The equations in the order of evaluation; at a point the correlation of the inputs is that number.
  private func recursionJSON(_ recursion: KernelRecursion) -> JSON {
    .array(
      recursion.steps.map { step in
        let isPoint = step.value == step.value.graph.variable("rho")
        let form = isPoint ? rho.map { "\($0)" } : nil
        return [
          "node": .string(step.nodeName), "quantity": .string(step.quantity.rawValue),
          "name": .string(step.name), "form": .string(form ?? recursion.form(of: step)),
        ]
      })
  }

  private func ruleJSON(
    _ rule: NetworkAnalysis.RuleForms, values: [KernelQuantity: EnclosedDecimal]?,
    recursion: KernelRecursion
  ) -> JSON {
    var matrices: [Kernel: [(key: String, value: JSON)]] = [:]
    var others: [(key: String, value: JSON)] = []
    for (quantity, form) in rule.quantities {
      let value = values?[quantity].map { JSON.enclosed($0, form: form) } ?? .form(form)
      if let (kernel, entry) = quantity.matrixEntry {
        matrices[kernel, default: []].append((entry.rawValue, value))
      } else {
        others.append((quantity.rawValue, value))
      }
    }
    return .members(
      Kernel.allCases.map { ($0.rawValue, matrices[$0].map { .members($0) } ?? .null) }
        + others + [("recursion", recursionJSON(recursion))])
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
      text += formText(
        label: "", listsPaths ? KernelsView.closedText(eq12) : nil, form: eq12,
        value: atPoint?.values.eq12)
    }
    for (index, rule) in symbolic.rules.enumerated() {
      text += Console.bold("\n\(Self.title(rule.rule))\n")
      let view = views[index]
      text += view.stepsText
      for (quantity, form) in rule.quantities {
        text += quantityText(
          quantity, form, of: rule, view: view, value: atPoint?.values.rules[index][quantity])
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
    _ quantity: KernelQuantity, _ form: Expression, of rule: NetworkAnalysis.RuleForms,
    view: KernelsView, value: EnclosedDecimal?
  ) -> String {
    if quantity == .lambda2 {
      let k = rule.kernels.nngp
      let label =
        k.ii == k.jj ? "λ₂ = K_ii - |K_ij|" : "λ₂ = (K_ii + K_jj)/2 - √((K_ii - K_jj)²/4 + K_ij²)"
      // A longer form would only repeat the entries above.
      let closed = form.inlined(limit: 40)
      let isShort = (closed?.written(by: TextPrinter(), limit: 40)?.count ?? .max) <= 48
      return formText(
        label: label, isShort ? closed.map { KernelsView.closedText($0) } : nil, form: form,
        value: value)
    }
    return formText(
      label: QuantitySymbol(atOutput: quantity).text, view.text(of: form), form: form, value: value)
  }

  /// A label, the form as it is written and its value below it.
  private func formText(
    label: String, _ written: PrintedExpression?, form: Expression, value: EnclosedDecimal?
  ) -> String {
    let relation = label.isEmpty ? "" : " = "
    if let value, form.rationalValue != nil, value.isExact {
      return "  \(label)\(relation)\(value.text)\n"
    }
    var text = ""
    if let written {
      text += Console.paragraph(label + relation, written.text)
      for (index, definition) in written.definitions.enumerated() {
        text += Console.paragraph(
          "\(index == 0 ? "where" : "  and") \(definition.name) = ", definition.text, indent: 8)
      }
    } else if !label.isEmpty {
      text += "  \(label)\n"
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
    } else if symbolic.network.isOfThePaper {
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
      switch point.forms.compareEq12(with: rule, knowing: point.values) {
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

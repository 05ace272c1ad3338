import ArgumentParser
import KernelCalculator

extension ExportNotation: ExpressibleByArgument {}

/// The option of the commands whose closed forms can be written in other notations.
struct ExportOption: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Print the closed forms alone, in this notation.", valueName: "notation"))
  var notation: ExportNotation?
}

extension ExpressionDocument {
  /// The text, where the notation has all that the forms are made of.
  func checkedText(in notation: ExportNotation) throws -> String {
    if let problem = problem(in: notation) { throw Failure(problem) }
    return text(in: notation)
  }
}

/// Documents of what the commands derive.
enum Exports {
  /// One expression.
  static func document(of expression: Expression, source: String) -> ExpressionDocument {
    // A comment must not end early, and a long source would hide the form.
    let title = source.prefix(60).filter { $0 != "\n" && $0 != "\"" && $0 != "\\" }
    let shown = title.replacing("*/", with: "* /").replacing("*)", with: "* )")
    return ExpressionDocument(
      title: "The value of \(shown)\(source.count > 60 ? " …" : "")", isWrittenOut: true,
      [ExpressionDocument.Entry(ExportName("value"), expression)])
  }

  /// The arc-cosine kernel of an order.
  static func document(
    order: Int, angular: Expression, kappa: Expression, derivative: Expression
  ) -> ExpressionDocument {
    let index = "\(order)"
    return ExpressionDocument(
      title: "The arc-cosine kernel of order \(order) (Cho and Saul, 2009)", isWrittenOut: true,
      [
        .init(
          ExportName("J", index), angular,
          comment:
            "J_\(order)(theta) = 2 pi E[max(0, u)^n max(0, v)^n] for n = \(order), unit variances "
            + "and correlation cos(theta)."),
        .init(
          ExportName("kappa", index), kappa,
          comment: "The normalised kernel J_\(order)(acos(rho)) / J_\(order)(0), rho in [-1, 1]."),
        .init(
          ExportName("kappa", index, mark: .prime), derivative,
          comment: "The derivative of kappa_\(order)."),
      ])
  }

  /// Everything that is derived from a network, written by `views` where there are any, else closed.
  static func document(
    of analysis: NetworkAnalysis, title: String, views: [KernelsView]
  ) -> ExpressionDocument {
    var sections: [ExpressionDocument.Section] = []
    if let eq12 = analysis.eq12 {
      sections.append(
        .init([
          .init(
            ExportName("eq12"), eq12,
            comment: "Eq. 12 of arXiv 2205.05662: P - sum_p f^(d_p)(rho).")
        ]))
    }
    for (index, rule) in analysis.rules.enumerated() {
      let recursion = views.isEmpty ? nil : views[index].recursion
      let entries = rule.quantities.map { quantity, form in
        let (name, meaning) = name(of: quantity, rule.rule)
        return ExpressionDocument.Entry(
          name, recursion?.formOfItsOwn(form) ?? form.inlined(limit: .max) ?? form,
          comment: "\(meaning), \(rule.rule.rawValue) propagation rule.")
      }
      sections.append(.init(entries, parts: recursion.map { parts(of: $0) } ?? []))
    }
    return ExpressionDocument(title: "Kernels of the network \(title)", sections: sections)
  }

  /// One rule's kernels as a recursion.
  static func document(
    of rule: NetworkAnalysis.RuleForms, name: (KernelQuantity) -> ExportName,
    _ recursion: ReadableRecursion
  ) -> ExpressionDocument {
    let entries = rule.quantities.map {
      ExpressionDocument.Entry(name($0.name), recursion.formOfItsOwn($0.form))
    }
    return ExpressionDocument(
      title: "", sections: [.init(entries, parts: parts(of: recursion))])
  }

  /// The steps of a recursion under their names in every notation.
  private static func parts(of recursion: ReadableRecursion) -> [ExpressionDocument.NamedPart] {
    recursion.steps.map { shown in
      ExpressionDocument.NamedPart(
        node: shown.step.value.id, form: shown.form, identifier: shown.step.name,
        text: shown.step.name,
        latex: shown.symbol.latex, mathML: shown.symbol.mathML)
    }
  }

  /// What a quantity is called, and what it is.
  static func name(
    of quantity: KernelQuantity, _ rule: PropagationRule
  ) -> (ExportName, String) {
    func name(_ base: String, _ index: String) -> ExportName {
      ExportName(base, index, mark: .word(rule.rawValue))
    }
    switch quantity {
    case .kii: return (name("K", "ii"), "NNGP kernel, diagonal")
    case .kjj: return (name("K", "jj"), "NNGP kernel, second diagonal")
    case .kij: return (name("K", "ij"), "NNGP kernel, off the diagonal")
    case .mi: return (name("M", "i"), "Coordinate mean")
    case .mj: return (name("M", "j"), "Coordinate mean, second input")
    case .cij: return (name("C", "ij"), "Correlation")
    case .fii: return (name("F", "ii"), "Dual activation, diagonal")
    case .fjj: return (name("F", "jj"), "Dual activation, second diagonal")
    case .fij: return (name("F", "ij"), "Dual activation, off the diagonal")
    case .aii: return (name("A", "ii"), "Covariance of pre-activations, diagonal")
    case .ajj: return (name("A", "jj"), "Covariance of pre-activations, second diagonal")
    case .aij: return (name("A", "ij"), "Covariance of pre-activations, off the diagonal")
    case .vii: return (name("V", "ii"), "Covariance before normalisation, diagonal")
    case .vjj: return (name("V", "jj"), "Covariance before normalisation, second diagonal")
    case .vij: return (name("V", "ij"), "Covariance before normalisation, off the diagonal")
    case .tii: return (name("T", "ii"), "Tangent part, diagonal")
    case .tjj: return (name("T", "jj"), "Tangent part, second diagonal")
    case .tij: return (name("T", "ij"), "Tangent part, off the diagonal")
    case .ntkii: return (name("Theta", "ii"), "NTK, diagonal")
    case .ntkjj: return (name("Theta", "jj"), "NTK, second diagonal")
    case .ntkij: return (name("Theta", "ij"), "NTK, off the diagonal")
    case .lambda2: return (name("lambda", "2"), "Smaller eigenvalue of the 2x2 NNGP matrix")
    }
  }

  /// What the paths of a network do to a correlation.
  static func document(
    of paths: [NetworkGraph.Path], in network: NetworkGraph, title: String
  ) -> ExpressionDocument {
    let rho = ExpressionGraph().variable("rho")
    return ExpressionDocument(
      title: "Paths of the network \(title)",
      paths.enumerated().map { index, path in
        let nodes = path.nodes.map { network.nodeNames[$0] }.joined(separator: " - ")
        return .init(
          ExportName("path", "\(index + 1)"),
          NetworkGraph.pathForm(depth: path.parameterisedEdges, correlation: rho),
          comment: "Path \(nodes), d = \(path.parameterisedEdges).")
      })
  }
}

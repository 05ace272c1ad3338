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
          ExportName("kappa", index, .prime), derivative,
          comment: "The derivative of kappa_\(order)."),
      ])
  }

  /// Everything that is derived from a network.
  static func document(of analysis: NetworkAnalysis, title: String) -> ExpressionDocument {
    var entries: [ExpressionDocument.Entry] = []
    if let eq12 = analysis.eq12 {
      entries.append(
        .init(
          ExportName("eq12"), eq12, comment: "Eq. 12 of arXiv 2205.05662: P - sum_p f^(d_p)(rho)."))
    }
    for rule in analysis.rules {
      for (quantity, form) in rule.quantities {
        let (name, meaning) = name(of: quantity, rule.rule)
        entries.append(
          .init(name, form, comment: "\(meaning), \(rule.rule.rawValue) propagation rule."))
      }
    }
    return ExpressionDocument(title: "Kernels of the network \(title)", entries)
  }

  /// What a quantity is called, and what it is.
  static func name(
    of quantity: KernelQuantity, _ rule: PropagationRule
  ) -> (ExportName, String) {
    func name(_ base: String, _ index: String) -> ExportName {
      ExportName(base, index, .word(rule.rawValue))
    }
    switch quantity {
    case .entry(let kernel, let entry):
      let place =
        switch entry {
        case .diagonal: "diagonal"
        case .secondDiagonal: "second diagonal"
        case .offdiagonal: "off the diagonal"
        }
      return kernel == .nngp
        ? (name("K", entry.index), "NNGP kernel, \(place)")
        : (name("Theta", entry.index), "NTK, \(place)")
    case .lambda2(let kernel):
      let matrix = kernel.rawValue.uppercased()
      return (name("lambda", "2"), "Smaller eigenvalue of the 2x2 \(matrix) matrix")
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

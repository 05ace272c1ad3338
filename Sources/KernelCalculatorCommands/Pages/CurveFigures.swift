import KernelCalculator

/// The kernels of networks, and what follows from them, as curves over ρ ∈ [−1, 1].
struct CurveFigures {
  private let plots: [Plot]

  /// The figures of one network: K_ij, λ₂ with Eq. 12, Θ_ij and dK_ij/dρ; nil where the forms are too
  /// large.
  init?(_ analysis: NetworkAnalysis, mark: Double?) {
    let rules = analysis.rules
    let kernels = rules.map { Line("\($0.rule.rawValue) rule", $0.kernels.nngp.ij) }
    var eigenvalues = rules.map { Line("λ₂, \($0.rule.rawValue) rule", $0.lambda2) }
    if let eq12 = analysis.eq12 { eigenvalues.append(Line("Eq. 12, P − Σ f^d(ρ)", eq12)) }
    let tangents = rules.compactMap { rule in
      rule.kernels.ntk.map { Line("\(rule.rule.rawValue) rule", $0.ij) }
    }
    let pictures = [
      Picture("kernel", "K_ij as a function of the correlation ρ", kernels),
      Picture(
        "eigenvalue",
        "The smaller eigenvalue λ₂\(analysis.eq12 == nil ? "" : ", and Eq. 12,") as functions of the "
          + "correlation ρ", eigenvalues),
    ]
    guard let curves = Curves(pictures.flatMap(\.lines).map(\.form)) else { return nil }
    var plots = CurveFigures.plots(pictures, curves, mark)
    // Larger forms than those above: where there is no room for them, they are left out.
    for picture in [
      Picture("tangent", "The NTK, Θ_ij, as a function of the correlation ρ", tangents),
      Picture(
        "derivative", "The derivative of K_ij with respect to the correlation ρ",
        kernels.map { Line($0.name, $0.form.derivative("rho")) }),
    ] where !picture.lines.isEmpty {
      guard let curves = Curves(picture.lines.map(\.form)) else { continue }
      plots += CurveFigures.plots([picture], curves, mark)
    }
    self.plots = plots
  }

  /// The figures, one below the other.
  var markup: String { plots.map(\.figure).filter { !$0.isEmpty }.joined(separator: "\n") }

  /// The most networks that one picture shows beside the first.
  static let mostOverlays = Plot.mostCurves - 1

  /// A report's network and those laid over it, under the last rule that was asked for (of both, the
  /// exact one): K_ij, λ₂ and Θ_ij. Nil where the forms are too large.
  static func overlay(_ report: AnalysisReport) -> String? {
    let networks = [(report.argument.title, report.symbolic)] + report.overlays
    guard let rule = report.symbolic.rules.last?.rule else { return nil }
    func lines(_ form: (NetworkAnalysis.RuleForms) -> Expression?) -> [Line] {
      networks.compactMap { title, analysis in
        analysis.rules.last.flatMap(form).map { Line(title, $0) }
      }
    }
    let pictures = [
      Picture("overlay-kernel", "K_ij, \(rule.rawValue) rule", lines { $0.kernels.nngp.ij }),
      Picture("overlay-eigenvalue", "λ₂, \(rule.rawValue) rule", lines(\.lambda2)),
      Picture("overlay-tangent", "Θ_ij, \(rule.rawValue) rule", lines { $0.kernels.ntk?.ij }),
    ].filter { !$0.lines.isEmpty }
    var plots: [Plot] = []
    for picture in pictures {
      // Networks have graphs of their own, and are evaluated one by one at the same points.
      var curves: [Plot.Curve] = []
      var abscissas: [Double] = []
      for line in picture.lines {
        guard let values = Curves([line.form], steps: overlaySteps) else { return nil }
        abscissas = values.abscissas
        curves.append(Plot.Curve(name: line.name, values: values.values[0]))
      }
      plots.append(
        Plot(
          title: picture.title, abscissas: abscissas, curves: curves,
          mark: report.rho.map { $0.nearestDouble }, identifier: picture.identifier))
    }
    return plots.map(\.figure).joined(separator: "\n")
  }

  private static let overlaySteps = 120

  private struct Line {
    let name: String
    let form: Expression

    init(_ name: String, _ form: Expression) { (self.name, self.form) = (name, form) }
  }

  private struct Picture {
    let identifier: String
    let title: String
    let lines: [Line]

    init(_ identifier: String, _ title: String, _ lines: [Line]) {
      (self.identifier, self.title, self.lines) = (identifier, title, lines)
    }
  }

  /// The plots of pictures whose lines' values follow each other.
  private static func plots(_ pictures: [Picture], _ curves: Curves, _ mark: Double?) -> [Plot] {
    var first = 0
    return pictures.map { picture in
      let values = curves.values[first..<first + picture.lines.count]
      first += picture.lines.count
      return Plot(
        title: picture.title, abscissas: curves.abscissas,
        curves: zip(picture.lines, values).map { Plot.Curve(name: $0.name, values: $1) },
        mark: mark, identifier: picture.identifier)
    }
  }
}

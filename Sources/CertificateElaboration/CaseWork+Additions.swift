import CertificateVerification
import RigorousEvaluation
import SymbolicExpressions

// What a certificate adds to atoms where rules alone do not show them.
extension CaseWork {
  /// The most atoms that are asked about.
  private static let mostAtoms = 24
  /// How long an expression's text may be: consequences of long ones are long work, and never seen to help.
  private static let longestText = 200

  /// Has atoms follow from the signs of factors, and of functions' arguments; says whether any does.
  func addConsequences() -> Bool {
    let texts = atomExpressions.map(\.certificateText)
    guard texts.allSatisfy({ ($0?.utf8.count ?? .max) <= Self.longestText }) else { return false }
    let before = additions.count
    var open = atomExpressions.map { (expression: $0, depth: 0) }
    var place = 0
    while place < open.count, problem.atomCount < Self.mostAtoms {
      let (expression, depth) = open[place]
      place += 1
      if depth > 0 {
        for form in expression.exhibited {
          if let text = form.expression.certificateText { addForm(text, over: nil) }
        }
      }
      guard depth < 3, let taken = expression.consequences.first(where: { add($0) }) else {
        continue
      }
      open += taken.parts.map { ($0, depth + 1) }
    }
    return additions.count > before
  }

  /// Adds a consequence to all atoms that it fits.
  private func add(_ consequence: SignConsequence) -> Bool {
    let text =
      consequence.isProduct
      ? consequence.factors.productText : consequence.expression.certificateText
    guard let text else { return false }
    var isAdded = false
    for atom in 0..<problem.atomCount where problem.atomCount < Self.mostAtoms {
      let line = ElaboratedCertificate.Addition(
        consequence.isProduct ? .factors : .inverse, atom, text)
      guard !additions.contains(where: { $0.kind == line.kind && $0.atom == atom }),
        let other = try? makeProblem()
      else { continue }
      let isFitting = (try? (additions + [line]).forEach { try other.add($0) }) != nil
      // Equations that stay are not shown by boxes.
      let new = problem.atomCount..<max(other.atomCount, problem.atomCount)
      guard isFitting, !new.contains(where: other.isEquation) else { continue }
      problem = other
      additions.append(line)
      isAdded = true
    }
    return isAdded
  }
}

extension [Expression] {
  /// `(A)*(B)`
  fileprivate var productText: String? {
    let texts = compactMap(\.certificateText)
    return texts.count == count ? texts.map { "(\($0))" }.joined(separator: "*") : nil
  }
}

/// The name of an exported closed form, as mathematics and as an identifier: K_ij of one rule.
package struct ExportName: Sendable, Hashable {
  /// What stands above a name.
  package enum Mark: Sendable, Hashable {
    case none
    /// The derivative.
    case prime
    /// A word that tells several forms of one quantity apart, such as a propagation rule's.
    case word(String)
  }

  /// A letter or word: `K`, `Theta`, `lambda`.
  let base: String
  let index: String
  let mark: Mark

  /// `base_index`, with a mark above it.
  package init(_ base: String, _ index: String = "", mark: Mark = .none) {
    self.base = base
    self.index = index
    self.mark = mark
  }

  /// Letters, digits and underscores: `K_ij_exact`.
  package var identifier: String {
    var parts = [base]
    if !index.isEmpty { parts.append(index) }
    switch mark {
    case .none: break
    case .prime: parts.append("derivative")
    case .word(let word): parts.append(word.split(separator: "-").joined(separator: "_"))
    }
    return parts.joined(separator: "_")
  }

  /// The same name without the mark.
  package var withoutMark: ExportName { ExportName(base, index) }

  private static let greek = ["Theta": "Θ", "lambda": "λ", "kappa": "κ"]

  /// For LaTeX's math mode.
  var latex: String {
    let letter =
      Self.greek[base] != nil ? "\\\(base)" : base.count == 1 ? base : "\\mathrm{\(base)}"
    let name = index.isEmpty ? letter : "\(letter)_{\(index)}"
    switch mark {
    case .none: return name
    case .prime: return name + "'"
    case .word(let word): return "\(name)^{\\mathrm{\(word)}}"
    }
  }

  /// For a `<math>` element.
  package var mathML: String {
    let letter = "<mi>\(Self.greek[base] ?? base)</mi>"
    let isNumber = index.allSatisfy(\.isNumber)
    let below = isNumber ? "<mn>\(index)</mn>" : "<mi>\(index)</mi>"
    let above: String
    switch mark {
    case .none: return index.isEmpty ? letter : "<msub>\(letter)\(below)</msub>"
    case .prime: above = "<mo>′</mo>"
    case .word(let word): above = "<mtext>\(word)</mtext>"
    }
    return index.isEmpty
      ? "<msup>\(letter)\(above)</msup>" : "<msubsup>\(letter)\(below)\(above)</msubsup>"
  }
}

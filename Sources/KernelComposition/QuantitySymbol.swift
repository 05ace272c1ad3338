import KernelVocabulary
import SourceText
import SymbolicExpressions

/// How a node's quantity is written for people: a letter with the node as its index.
///
/// `K₂` is K_ij of node 2 and `q₂` its K_ii, as in papers on signal propagation; `C₂` is the
/// correlation, `m₂` the mean, `F₂` the value of the dual activation of the edges that leave the node,
/// `T₂` the tangent part and `Θ₂` the NTK, `A₂` a covariance of pre-activations and `V₂` the node's own
/// before its normalisation. At the output itself the entries keep their plain names.
package struct QuantitySymbol: Hashable, Sendable {
  /// The letter, and its spelling in LaTeX.
  let letter: String
  let latexLetter: String
  /// The node's name; empty for an entry at the output.
  let node: String
  /// Which entry: empty for the one that the letter stands for by itself.
  let entry: String

  package init(_ quantity: KernelQuantity, node: String) {
    self.node = node
    (letter, latexLetter, entry) =
      switch quantity {
      case .kii: ("q", "q", "")
      case .kjj: ("q", "q", "j")
      case .kij: ("K", "K", "")
      case .mi: ("m", "m", "")
      case .mj: ("m", "m", "j")
      case .cij: ("C", "C", "")
      case .fii: ("F", "F", "ii")
      case .fjj: ("F", "F", "jj")
      case .fij: ("F", "F", "")
      case .aii: ("A", "A", "ii")
      case .ajj: ("A", "A", "jj")
      case .aij: ("A", "A", "")
      case .vii: ("V", "V", "ii")
      case .vjj: ("V", "V", "jj")
      case .vij: ("V", "V", "")
      case .tii: ("T", "T", "ii")
      case .tjj: ("T", "T", "jj")
      case .tij: ("T", "T", "")
      case .ntkii: ("Θ", "\\Theta", "ii")
      case .ntkjj: ("Θ", "\\Theta", "jj")
      case .ntkij: ("Θ", "\\Theta", "")
      case .lambda2: ("λ", "\\lambda", "2")
      }
  }

  /// An entry at the output: `K_ij`.
  package init(atOutput quantity: KernelQuantity) {
    node = ""
    (letter, latexLetter, entry) =
      switch quantity {
      case .kii: ("K", "K", "ii")
      case .kjj: ("K", "K", "jj")
      case .kij: ("K", "K", "ij")
      case .mi: ("M", "M", "i")
      case .mj: ("M", "M", "j")
      case .cij: ("C", "C", "ij")
      case .fii: ("F", "F", "ii")
      case .fjj: ("F", "F", "jj")
      case .fij: ("F", "F", "ij")
      case .aii: ("A", "A", "ii")
      case .ajj: ("A", "A", "jj")
      case .aij: ("A", "A", "ij")
      case .vii: ("V", "V", "ii")
      case .vjj: ("V", "V", "jj")
      case .vij: ("V", "V", "ij")
      case .tii: ("T", "T", "ii")
      case .tjj: ("T", "T", "jj")
      case .tij: ("T", "T", "ij")
      case .ntkii: ("Θ", "\\Theta", "ii")
      case .ntkjj: ("Θ", "\\Theta", "jj")
      case .ntkij: ("Θ", "\\Theta", "ij")
      case .lambda2: ("λ", "\\lambda", "2")
      }
  }

  /// Unicode text: `K₂`, `q_mid`, `K_ij`.
  package var text: String {
    if node.isEmpty { return "\(letter)_\(entry)" }
    let index = node.compactMap(\.wholeNumberValue)
    guard index.count == node.count else {
      return "\(letter)_\(node)" + (entry.isEmpty ? "" : ",\(entry)")
    }
    let digits = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"]
    return letter + index.map { digits[$0] }.joined()
      + entry.map { $0 == "i" ? "ᵢ" : "ⱼ" }.joined()
  }

  /// LaTeX for math mode: `K_{2}`.
  package var latex: String {
    let index = [node.allSatisfy(\.isNumber) ? node : "\\mathrm{\(Self.escaped(node))}", entry]
    return "\(latexLetter)_{\(index.filter { !$0.isEmpty }.joined(separator: ","))}"
  }

  /// A MathML element.
  package var mathML: String {
    let index = [node, entry].filter { !$0.isEmpty }.joined(separator: ",")
    return "<msub><mi>\(letter)</mi><mi>\(index.escapedForMarkup)</mi></msub>"
  }

  private static func escaped(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if "\\{}_^#$%&~".contains(character) { text += "\\" }
      text.append(character)
    }
  }
}

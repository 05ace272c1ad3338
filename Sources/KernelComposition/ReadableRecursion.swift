import KernelVocabulary
import SymbolicExpressions

/// A recursion with those steps alone that a reader wants to see named: what is used once or is short is
/// written where it is used.
///
/// `K₂ = ρ + f(f(ρ))`, then `K₃ = K₂ + 2f(f(K₂/2))`: the nodes between need no line of their own.
package struct ReadableRecursion {
  /// A step that is shown.
  package struct Step {
    /// The step.
    package let step: KernelRecursion.Step
    /// What it is, in terms of the steps that are shown.
    package let form: Expression
    /// How it is written.
    package let symbol: QuantitySymbol
    /// ``form`` as text.
    package let text: String
  }

  /// The steps in the order of evaluation, those of the output not among them.
  package let steps: [Step]
  /// What a form refers to by a symbol; the output's entries among them.
  package let symbols: [NodeID: QuantitySymbol]
  /// The identifiers of the same.
  package let names: [NodeID: String]

  /// A step that is used once is inlined up to this many characters, and so is any step that has at
  /// most ``shortest``.
  private static let longestInlined = 24
  private static let shortest = 8

  /// What is needed for `forms`, values of the recursion's output.
  package init(_ recursion: KernelRecursion, for forms: [Expression]) {
    var steps: [Step] = []
    var symbols: [NodeID: QuantitySymbol] = [:]
    var names: [NodeID: String] = [:]
    var texts: [NodeID: String] = [:]
    var kept: Set<NodeID> = []
    guard let graph = forms.first?.graph else {
      (self.steps, self.symbols, self.names, self.kept, self.texts) = ([], [:], [:], [], [:])
      return
    }
    let outputs = Set(forms.map(\.id))
    let order = graph.reachable(from: forms.map(\.id))
    let needed = Set(order)
    let uses = graph.useCounts(in: order)
    // A product that a function has for an argument is a step, too: a normalised node's K.
    var arguments: [NodeID: NodeID] = [:]
    for id in order {
      if case .quantity(let value) = graph[id], case .product = graph[value] {
        arguments[value] = id
      }
    }
    for step in recursion.steps {
      let id = step.value.id
      let isNamed = if case .quantity = step.value.node { true } else { arguments[id] != nil }
      guard isNamed, needed.contains(id), symbols[id] == nil else { continue }
      let symbol: QuantitySymbol
      if outputs.contains(id) {
        // A form of its own; what else is in it may refer to it.
        symbol = QuantitySymbol(atOutput: step.quantity)
      } else {
        let form = step.value.dissolvingQuantities(keeping: kept)
        let text = form.written(by: TextPrinter(), naming: texts)
        let longest =
          uses[arguments[id] ?? id, default: 0] <= 1 ? Self.longestInlined : Self.shortest
        if text.utf8.count <= 4 * longest && text.count <= longest { continue }
        symbol = QuantitySymbol(step.quantity, node: step.nodeName)
        steps.append(Step(step: step, form: form, symbol: symbol, text: text))
      }
      for node in [id, arguments[id]].compactMap({ $0 }) {
        kept.insert(node)
        symbols[node] = symbol
        names[node] = step.name
        texts[node] = symbol.text
      }
    }
    self.steps = steps
    self.symbols = symbols
    self.names = names
    self.kept = kept
    self.texts = texts
  }

  private let kept: Set<NodeID>
  private let texts: [NodeID: String]

  /// An output in terms of the steps that are shown and of the other outputs.
  package func form(_ output: Expression) -> Expression {
    output.dissolvingQuantities(keeping: kept)
  }

  /// An output in terms of the steps that are shown alone.
  package func formOfItsOwn(_ output: Expression) -> Expression {
    let shown = Set(steps.map(\.step.value.id))
    return output.dissolvingQuantities(keeping: kept.intersection(shown))
  }

  /// A form, made of the steps that are shown, in this text.
  package func text(_ form: Expression) -> String {
    form.written(by: TextPrinter(), naming: texts)
  }
}

/// Which names a language leaves free for variables and functions.
///
/// Names that the calculator reads are ASCII letters, digits and underscores; what remains is to stay
/// clear of a language's own words.
package struct Identifiers: Sendable {
  /// Words that a name must not be.
  private let reserved: Set<String>
  /// Whether underscores may stand in a name.
  private let allowsUnderscores: Bool

  private init(_ words: String, allowsUnderscores: Bool = true) {
    reserved = Set(words.split(separator: " ").map(String.init))
    self.allowsUnderscores = allowsUnderscores
  }

  /// `name` as it is written in the language: with an underscore (or the letter v) behind it where it
  /// would be one of the language's own words.
  package func name(for name: String) -> String {
    let written: String
    if allowsUnderscores {
      written = name
    } else {
      let parts = name.split(separator: "_").map(String.init)
      written =
        (parts.first ?? "v")
        + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined()
    }
    if !reserved.contains(written) { return written }
    return written + (allowsUnderscores ? "_" : "v")
  }

  /// Python with SymPy's functions.
  package static let sympy = Identifiers(
    """
    and as assert async await break class continue def del elif else except finally for from global \
    if import in is lambda nonlocal not or pass raise return try while with yield None True False \
    Abs Integer Rational acos asin atan cos exp log pi sin sqrt sympify
    """)
  /// Python with NumPy as `np` and JAX's NumPy as `jnp`.
  package static let python = Identifiers(
    """
    and as assert async await break class continue def del elif else except finally for from global \
    if import in is lambda nonlocal not or pass raise return try while with yield None True False \
    np jnp jax
    """)
  /// The Wolfram Language: its own names begin with capitals.
  package static let wolfram = Identifiers("C D E I K N O Pi", allowsUnderscores: false)
  /// C with `math.h`.
  package static let c = Identifiers(
    """
    auto break case char const continue default do double else enum extern float for goto if inline \
    int long register restrict return short signed sizeof static struct switch typedef union unsigned \
    void volatile while y0 y1 yn j0 j1 jn gamma signgam acos asin atan cos exp fabs log pow sin sqrt \
    within
    """)
  /// Swift with the C library's functions.
  package static let swift = Identifiers(
    """
    as break case catch class continue default defer deinit do else enum extension fallthrough false \
    fileprivate for func guard if import in init inout internal is let nil operator private protocol \
    package repeat rethrows return self static struct subscript super switch throw throws true try \
    typealias var where while acos asin atan cos exp abs log pow sin sqrt within
    """)
  /// Coq with the standard library's reals.
  package static let coq = Identifiers(
    """
    as at cofix else end exists exists2 fix for forall fun if IF in let match mod return Set Prop \
    SProp Type then using where with PI Rabs Rpower acos asin atan cos exp ln sin sqrt R
    """)
}

extension FunctionDefinition {
  /// The function's name in programming languages: its name with its parameters, as in `kappa2`.
  package var identifier: String {
    name + parameters.map(String.init).joined(separator: "_")
  }
}

extension Expression {
  /// The defined functions that the expression applies, without those that only state a property; a
  /// function stands behind those that its own definition applies.
  public var appliedDefinitions: [FunctionDefinition] {
    var found: [FunctionDefinition] = []
    for id in graph.reachable(from: [id]) {
      guard case .apply(.defined(let definition), _) = graph[id], !definition.isTransparent,
        !found.contains(definition)
      else { continue }
      found.append(definition)
    }
    let scratch = ExpressionGraph()
    var ordered: [FunctionDefinition] = []
    for definition in found.sorted(by: { $0.identifier < $1.identifier }) {
      let inner = definition.definition(scratch.variable("x")).appliedDefinitions
      for item in inner + [definition] where !ordered.contains(item) { ordered.append(item) }
    }
    return ordered
  }
}

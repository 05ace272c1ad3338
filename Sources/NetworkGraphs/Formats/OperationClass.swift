import SymbolicExpressions

/// What an operation of a benchmark counts as on a path (the paper's Remark 4.2): convolutions of
/// any kind are parameterised, skips and poolings are not.
package enum OperationClass: String, Sendable, Hashable, CaseIterable {
  case absent = "zero"
  case skip, parameterised

  /// The classes of operations of somebody's own, by name, while text that names them is read.
  @TaskLocal package static var declared: [String: OperationClass] = [:]

  /// The class of an operation of NAS-Bench-101, NAS-Bench-201, DARTS or the NDS spaces, by its
  /// name there, or of a declared one; nil for an unknown name.
  package init?(name: String) {
    guard let known = OperationClass.standard(name) ?? OperationClass.declared[name] else {
      return nil
    }
    self = known
  }

  private static func standard(_ name: String) -> OperationClass? {
    names.first { $0.names.contains(name) }?.class
  }

  /// What is wrong with declaring an operation's class; nil where it may be declared.
  package static func problem(declaring name: String, as text: String) -> String? {
    guard let declared = OperationClass(rawValue: text) else {
      let classes = allCases.map(\.rawValue)
      let hint = nearestSpelling(to: text, among: classes).map { "did you mean '\($0)'?" }
      return "'\(text.prefix(40))' is no class of operations; "
        + (hint ?? "classes are \(classes.joined(separator: ", "))")
    }
    guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
      return "'\(name.prefix(40))' is no name of an operation: letters, digits, _ and - only"
    }
    if let known = standard(name), known != declared {
      return "'\(name)' is a known operation of the class \(known.rawValue)"
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || byte == 95 || byte == 45
  }

  /// Every name that is known, those declared included.
  static var known: String {
    names.flatMap { $0.names.sorted() }.joined(separator: ", ")
      + declared.keys.sorted().map { ", \($0)" }.joined()
  }

  /// What is said of an unknown operation, with the name that was probably meant or all names.
  package static func hint(for name: String) -> String {
    let all = names.flatMap { $0.names.sorted() } + declared.keys.sorted()
    return nearestSpelling(to: name, among: all).map { "did you mean \"\($0)\"?" }
      ?? "operations are \(known); others must be declared with their class"
  }

  /// Every known name, by class.
  static let names: [(class: OperationClass, names: Set<String>)] = [
    (.absent, ["none"]),
    (
      .skip,
      [
        "skip_connect", "avg_pool_3x3", "max_pool_2x2", "max_pool_3x3", "max_pool_5x5",
        "max_pool_7x7", "maxpool3x3",
      ]
    ),
    (
      .parameterised,
      [
        "conv_1x1", "conv_3x3", "conv_3x1_1x3", "conv_7x1_1x7", "nor_conv_1x1", "nor_conv_3x3",
        "sep_conv_3x3", "sep_conv_5x5", "sep_conv_7x7", "dil_conv_3x3", "dil_conv_5x5",
        "dil_sep_conv_3x3", "dil_2_sep_conv_3x3", "conv3x3-bn-relu", "conv1x1-bn-relu",
      ]
    ),
  ]
}

extension NetworkGraph.Edge {
  /// The edge that an operation of a benchmark is, which keeps the operation's name as its label unless
  /// that is a plain skip; nil for `none` and unknown names.
  package init?(operation name: String, from source: Int, to target: Int) {
    switch OperationClass(name: name) {
    case .parameterised:
      self.init(source: source, target: target, operation: .relu, label: name)
    case .skip:
      self.init(
        source: source, target: target, operation: .unitSkip,
        label: name == "skip_connect" ? nil : name)
    case .absent, nil: return nil
    }
  }
}

/// What an operation of a benchmark counts as on a path (the paper's Remark 4.2): convolutions of
/// any kind are parameterised, skips and poolings are not.
package enum OperationClass: Sendable, Hashable, CaseIterable {
  case absent, skip, parameterised

  /// The class of an operation of NAS-Bench-101, NAS-Bench-201, DARTS or the NDS spaces, by its
  /// name there; nil for an unknown name.
  package init?(name: String) {
    guard let known = OperationClass.names.first(where: { $0.names.contains(name) }) else {
      return nil
    }
    self = known.class
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

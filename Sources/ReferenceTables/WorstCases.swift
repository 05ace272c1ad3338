import ExactArithmetic

/// Inputs at which correct rounding is hard, kept in a commented file of this package.
package enum WorstCases {
  /// The text of the file: one input a line, what is hard about it in the comment.
  package static var text: String {
    String(decoding: PackageResources.worst_cases_binary64_txt, as: UTF8.self)
  }

  /// The inputs, in the order of the file.
  static func inputs() throws(GridError) -> [Rational] {
    guard case .list(let values) = try Grid(lines: text, of: "worst cases") else { return [] }
    return values
  }
}

extension StringProtocol {
  /// The text as it stands between tags of XML, or in a quoted attribute.
  ///
  /// Control characters, which have no place in XML 1.0, become U+FFFD; line breaks and tabs stay.
  package var escapedForMarkup: String {
    unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case let control where control.value < 0x20: escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}

import SourceText

/// Pieces of XHTML and SVG.
enum Markup {
  /// `<name attributes>content</name>`; attribute values are text.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], content: String = ""
  ) -> String {
    let written = attributes.map { " \($0.key)=\"\($0.value.escapedForMarkup)\"" }.joined()
    return content.isEmpty ? "<\(name)\(written) />" : "<\(name)\(written)>\(content)</\(name)>"
  }

  /// A coordinate with at most two decimals.
  static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    guard hundredths.magnitude < 1e15 else { return "0" }
    let whole = Int(hundredths)
    let sign = whole < 0 ? "-" : ""
    let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(units)" }
    let decimals = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(units).\(decimals)"
  }

  /// A page of its own: nothing from the network. The content is markup, the rest text; `style` is added
  /// to the style of all pages.
  static func page(
    title: String, content: String, footer: String, style added: String = ""
  ) -> String {
    """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="generator" content="kernelcalc \(Version.number)" />
    <title>\(title.escapedForMarkup)</title>
    <style>
    \(style)\(added)
    </style>
    </head>
    <body>
    <main>
    \(content)
    <footer><p>Written by kernelcalc \(Version.number). \(footer.escapedForMarkup)</p></footer>
    </main>
    </body>
    </html>

    """
  }

  /// The look of a report, in light and dark.
  static var style: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
}

/// Pieces of XHTML and SVG.
enum Markup {
  /// Text as it stands between tags or in a quoted attribute.
  static func text(_ text: some StringProtocol) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default:
        // Control characters have no place in XML.
        let isPrintable = character.unicodeScalars.allSatisfy {
          $0.value >= 0x20 || $0 == "\n" || $0 == "\t"
        }
        escaped += isPrintable ? String(character) : "\u{FFFD}"
      }
    }
    return escaped
  }

  /// `<name attributes>content</name>`; attribute values are text.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String = ""
  ) -> String {
    let written = attributes.map { " \($0.key)=\"\(text($0.value))\"" }.joined()
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

  /// The look of a report, in light and dark.
  static let style = """
    :root {
      color-scheme: light dark;
      --ground: #fcfcfa; --ink: #1c1d21; --muted: #5d6069; --line: #d8d8d4; --panel: #f3f3ef;
      --first: #1f5fbf; --second: #b3460d; --third: #5b6b1a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #16181d; --ink: #e7e8ea; --muted: #a2a7b1; --line: #373b44; --panel: #1f2229;
        --first: #82b1ff; --second: #ffab76; --third: #c3d66b;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--ground); color: var(--ink);
      font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
    }
    main { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem; overflow-wrap: anywhere; }
    h2 {
      font-size: 1.2rem; margin: 2.6rem 0 .8rem; padding-bottom: .3rem;
      border-bottom: 1px solid var(--line);
    }
    h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
    p { margin: .5rem 0; max-width: 46rem; }
    .lead, .note, figcaption { color: var(--muted); }
    .note, figcaption { font-size: .9rem; }
    code, .value { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }
    .facts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.2rem 0; padding: 0; }
    .facts div {
      background: var(--panel); border-radius: .5rem; padding: .6rem 1rem; min-width: 9rem;
    }
    .facts dt { color: var(--muted); font-size: .85rem; }
    .facts dd { margin: 0; font-size: 1.15rem; overflow-wrap: anywhere; }
    .scroll { overflow-x: auto; padding: .2rem 0; }
    table { border-collapse: collapse; }
    td, th { text-align: left; padding: .35rem 1.4rem .35rem 0; vertical-align: baseline; }
    tbody tr { border-top: 1px solid var(--line); }
    th { font-weight: 600; }
    td.value { overflow-wrap: anywhere; }
    figure { margin: 1rem 0 1.8rem; }
    svg { display: block; max-width: 100%; height: auto; }
    svg text { font: 13px system-ui, "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--ink); }
    svg .small { font-size: 12px; fill: var(--muted); }
    .axis { stroke: var(--muted); } .grid { stroke: var(--line); }
    .axis, .grid { stroke-width: 1; fill: none; }
    .curve { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
    .first { stroke: var(--first); }
    .second { stroke: var(--second); stroke-dasharray: 9 5; }
    .third { stroke: var(--third); stroke-dasharray: 2 4; stroke-linecap: round; }
    .here { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
    .node { fill: var(--panel); stroke: var(--ink); stroke-width: 1.5; }
    .edge { fill: none; stroke-width: 2; }
    .skip { stroke: var(--muted); stroke-dasharray: 6 4; }
    .layer { stroke: var(--first); }
    .skip-head { fill: var(--muted); } .layer-head { fill: var(--first); }
    math {
      font-size: 1.08rem; margin: .35rem 0;
      font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "STIX Math",
        "DejaVu Math TeX Gyre", "Noto Sans Math", math;
    }
    math[display="block"] { display: block math; width: max-content; max-width: none; }
    footer { margin-top: 3rem; color: var(--muted); font-size: .85rem; }
    @media print { main { max-width: none; } .scroll { overflow: visible; } }
    """
}

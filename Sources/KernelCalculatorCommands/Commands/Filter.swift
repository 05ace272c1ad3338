import ArgumentParser
import ExactJSON
import KernelCalculator

struct Filter: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "filter",
    abstract: "Keep the architectures whose depth and width lie near a centre.",
    discussion: """
      Examples:
        kernelcalc filter --space nasbench201 --radius 1/2
        kernelcalc filter --space nasbench201 --depth 1..2 --width 2..
        kernelcalc space nasbench201 --list | kernelcalc filter - --radius 1/4
        echo 2_21_112 | kernelcalc filter - --around nasbench201
        kernelcalc filter --space darts --radius 1/2 --json
        echo '|mb~0|' | kernelcalc filter - --operations mb=parameterised

      --radius R keeps a cell where |d̄ − d̄*| ≤ R·r_d and |m̄ − m̄*| ≤ R·r_m, with centre \
      (max + min)/2 and radius r = (max − min)/2 of d̄ and m̄ over the architectures that are read, \
      or over the space that --around names; the paper's filter has R = 1/2, which is the default. \
      --depth and --width give ranges instead, bounds included: 1..2, ..2, 1... Everything is \
      compared as exact fractions; a cell whose depth or width is undefined is not kept.

      Lines are printed as they came, a CSV header first; how many were kept is said on standard \
      error: of darts, where a line stands for all cells that differ only in which convolution or \
      pooling an edge has, the cells and the lines. With --json only the counts are printed, as one object.
      """)

  @Argument(help: "A file with one architecture a line; - for standard input.")
  var file: String?

  @Option(
    name: .long, help: "The cells of nasbench201, darts or complete(H).",
    completion: SpaceName.completion)
  var space: String?

  @Option(name: .long, parsing: .unconditional, help: "The share R of the radius (default: 1/2).")
  var radius: String?

  @Option(
    name: .long, help: "The space whose centre and radius count (default: what is read).",
    completion: SpaceName.completion)
  var around: String?

  @Option(name: .long, parsing: .unconditional, help: "A range of effective depths.")
  var depth: String?

  @Option(name: .long, parsing: .unconditional, help: "A range of effective widths.")
  var width: String?

  @OptionGroup var lines: ArchitectureLineOptions
  @OptionGroup var output: JSONFlag

  func run() throws { try lines.reading { try answer() } }

  private func answer() throws {
    let source = try ArchitectureSource(space: space, file: file, onError: lines.onError)
    let hasRanges = depth != nil || width != nil
    if hasRanges && (radius != nil || around != nil) {
      throw Failure("give --radius or ranges (--depth, --width), not both")
    }
    let share = try Point.rational(radius?.trimmed ?? "1/2", for: "the radius")
    guard share.signum >= 0 else { throw Failure("the radius must not be negative") }

    let filter: ArchitectureFilter
    if hasRanges {
      filter = ArchitectureFilter(
        depth: try depth.map { try RationalRange($0, for: "--depth") },
        width: try width.map { try RationalRange($0, for: "--width") })
    } else {
      filter = try centred(source, share)
    }
    if output.json, case .space = source {
      let distribution = try source.pathDistribution()
      return try report(
        source, filter, read: distribution.cells, kept: distribution.cells(where: filter.keeps))
    }
    let count = try write(source, filter)
    try report(source, filter, read: count.read, kept: count.kept, lines: count.lines)
  }

  /// The filter around the centre of a named space or of what is read.
  private func centred(
    _ source: ArchitectureSource, _ share: Rational
  ) throws -> ArchitectureFilter {
    let reference: ArchitectureSource
    if let around {
      reference = .space(try SpaceName(argument: around))
    } else {
      reference = source
      if case .file(let file) = source { try file.keep() }
    }
    guard
      let filter = ArchitectureFilter(
        SpaceSummary(try reference.pathDistribution()), radius: share)
    else {
      throw Failure(
        "no architecture of \(reference.title) has a parameterised path: there is no centre")
    }
    return filter
  }

  /// Writes what is kept; with --json it is only counted.
  private func write(
    _ source: ArchitectureSource, _ filter: ArchitectureFilter
  ) throws -> (read: Integer, kept: Integer, lines: Int) {
    var (read, kept) = (Integer.zero, Integer.zero)
    var lines = 0
    switch source {
    case .space:
      try source.forEachCell { cell in
        read += cell.multiplicity
        guard filter.keeps(cell.result.statistics) else { return }
        kept += cell.multiplicity
        lines += 1
        Console.write(cell.text + "\n")
      }
    case .file(let file):
      try file.rewind()
      var isFirst = true
      while let line = try file.next() {
        if isFirst, !output.json, let header = file.header { Console.write(header + "\n") }
        isFirst = false
        read += .one
        guard filter.keeps(line.cell.result.statistics) else { continue }
        kept += .one
        lines += 1
        if output.json { continue }
        Console.write(line.text)
        Console.write("\n")
      }
    }
    return (read, kept, lines)
  }

  private func report(
    _ source: ArchitectureSource, _ filter: ArchitectureFilter, read: Integer, kept: Integer,
    lines: Int? = nil
  ) throws {
    try source.reportSkipped()
    let share = read.isZero ? nil : Rational(kept, read)
    if output.json {
      let json: JSON = [
        "schema": JSON.schema, "source": .string(source.title), "read": .string("\(read)"),
        "kept": .string("\(kept)"), "share": .optional(share),
        "skipped": .integer(source.skippedCount),
        "effective_depth": RationalRange(filter.effectiveDepth).json,
        "effective_width": RationalRange(filter.effectiveWidth).json,
      ]
      Console.write(json.text() + "\n")
      return
    }
    let percent = share.map {
      " (\(EnclosedDecimal(exact: $0 * 100, digits: 3).text) %)"
    }
    // Of a space, a line may stand for several cells.
    let places = lines.map { Integer($0) == kept ? "" : ", in \($0) lines" } ?? ""
    let what = if case .space = source { " cells" } else { "" }
    Console.warn("kept \(kept) of \(read)\(what)\(percent ?? "")\(places)")
  }
}

/// `lo..hi` with exact numbers, either of which may be left out.
struct RationalRange {
  let lower: Rational?
  let upper: Rational?

  init(_ text: String, for option: String) throws {
    let advice = "\(option) takes a range such as 1..2, 1.. or ..2, not '\(text.prefix(40))'"
    var parts: [Substring] = []
    if let dots = text.indices.first(where: { text[$0...].hasPrefix("..") }) {
      parts = [text[..<dots], text[text.index(dots, offsetBy: 2)...]]
    }
    guard parts.count == 2 else { throw Failure(advice) }
    func bound(_ part: Substring) throws -> Rational? {
      let part = String(part).trimmed
      if part.isEmpty { return nil }
      guard let value = Rational(part) else { throw Failure(advice) }
      return value
    }
    (lower, upper) = (try bound(parts[0]), try bound(parts[1]))
    if let lower, let upper, lower > upper {
      throw Failure("the range \(text.trimmed) is empty: \(lower) is more than \(upper)")
    }
  }

  init(_ range: ArchitectureFilter.Bounds) {
    (lower, upper) = (range.lower, range.upper)
  }

  var json: JSON { ["from": .optional(lower), "to": .optional(upper)] }
}

extension ArchitectureFilter {
  /// The filter with ranges that a person typed; what was not typed is not bounded.
  fileprivate init(depth: RationalRange?, width: RationalRange?) {
    self.init(
      effectiveDepth: Bounds(lower: depth?.lower, upper: depth?.upper),
      effectiveWidth: Bounds(lower: width?.lower, upper: width?.upper))
  }
}

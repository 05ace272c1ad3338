import ArgumentParser
import ExactJSON
import KernelCalculator

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "evaluate",
    abstract: "Evaluate an expression to any number of guaranteed digits.",
    discussion: """
      Examples:
        kernelcalc evaluate 'f(f(f(rho)))' --at 999/1000 --digits 100
        kernelcalc evaluate 'kappa(2, x) - y^2' --at x=1/2,y=-0.3
        kernelcalc evaluate 'f^64(rho) - rho' --at '[0.1, 0.2]'
        kernelcalc evaluate 'rho - f(f(rho))' --as coq
        echo '{"expression": "f(x)", "at": "1/2"}' | kernelcalc evaluate --batch -

      The printed value differs from the true one by at most the printed error. --at takes an exact \
      number (fraction or decimal), or names: --at x=1/2,y=-3. An interval --at '[0.1, 0.2]' gives \
      an enclosure of all values on it. --as prints the closed form instead, in the variables where \
      there is no --at.
      """)

  @Argument(help: "The expression; @FILE reads it from a file, - from standard input.")
  var expression: String?

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: "The variable's value, or name=value; may be repeated.")
  var at: [String] = []

  @OptionGroup var digits: DigitsOption
  @OptionGroup var batch: BatchOptions
  @OptionGroup var export: ExportOption
  @OptionGroup var output: JSONFlag

  func run() throws {
    let threads = try batch.checkedThreads()
    if let path = batch.batch {
      guard expression == nil else { throw Failure("give an expression or --batch, not both") }
      guard export.notation == nil else { throw Failure("--as has no meaning with --batch") }
      let terms = CompiledTerms()
      return try Batch.run(path, threads: threads) { line in
        let members = try line.request(["expression", "at", "digits"])
        guard let text = members["expression"] else {
          throw line.error("\"expression\" is missing")
        }
        let point = try PointRequest(members)
        let source = try text.string("expression").trimmed
        if let answer = try Evaluation.json(
          of: terms.compiled(source), source: source, at: point.at, digits: point.digits)
        {
          return answer
        }
        return try Evaluation(source, at: point.at, digits: point.digits).json
      }
    }
    guard let expression else {
      throw Failure("an expression is missing; see kernelcalc evaluate --help")
    }
    let digits = try digits.checked()
    let source = try Files.argument(expression)
    if let notation = export.notation {
      guard !output.json else { throw Failure("give --as or --json, not both") }
      let form = try closedForm(source.trimmed)
      let document = Exports.document(of: form, source: source.trimmed)
      return Console.write(try document.checkedText(in: notation))
    }
    if let interval = at.first, at.count == 1, interval.contains("[") {
      return try printEnclosure(of: source, on: interval, digits: digits)
    }
    let evaluation = try Evaluation(source, at: at, digits: digits)
    output.write(evaluation)
  }

  /// The expression, with all of its variables replaced where `--at` is given.
  private func closedForm(_ source: String) throws -> Expression {
    let graph = ExpressionGraph()
    let declared = Point(at).declaredNames
    let reader = TermReader(graph: graph, library: .kernels, variables: declared)
    let read = try reader.read(source)
    if at.isEmpty { return read.expression }
    try Point.checkIsNoBareName(source, declared: declared, advice: "--at \(source)=1/2")
    let names = Set(read.conditions.flatMap(\.argument.variables) + read.expression.variables)
    let values = try Point(at).values(for: names.sorted())
    return try Evaluator(digits: Digits.standard).instance(of: read, at: values, reader: reader)
  }

  private func printEnclosure(of source: String, on text: String, digits: Int) throws {
    let enclosure = try IntervalEvaluation(source, on: text, digits: digits)
    output.write(enclosure)
  }
}

/// One expression at one point.
struct Evaluation: Report {
  let source: String
  let values: [String: Rational]
  let form: Expression
  let decimal: EnclosedDecimal

  init(_ source: String, at: [String], digits: Int) throws {
    let graph = ExpressionGraph()
    let declared = Point(at).declaredNames
    let reader = TermReader(graph: graph, library: .kernels, variables: declared)
    let read = try reader.read(source.trimmed)
    let name = source.trimmed
    if !at.isEmpty {
      try Point.checkIsNoBareName(name, declared: declared, advice: "--at \(name)=1/2")
    }
    let names = Set(read.conditions.flatMap(\.argument.variables) + read.expression.variables)
    let values = try Point(at).values(for: names.sorted())
    let evaluator = Evaluator(digits: digits)
    let instance = try evaluator.instance(of: read, at: values, reader: reader)
    form = instance.simplified
    decimal = try evaluator.decimal(form)
    self.source = source.trimmed
    self.values = values
  }

  var json: JSON {
    Self.json(source, at: values, decimal, form: JSON.closedForm(form, isSimplified: true))
  }

  /// The answer for a compiled term; nil where only its expression can give it.
  static func json(
    of compiled: CompiledTerms.Compiled, source: String, at: [String], digits: Int
  ) throws -> JSON? {
    guard let variable = compiled.variable else { return nil }
    let values = try Point(at).values(for: [variable])
    guard values.count == 1, let point = values[variable],
      let value = try compiled.value(at: point, digits: digits),
      value.form.utf8.count <= JSON.longestForm
    else { return nil }
    return json(source, at: values, value.decimal, form: value.form)
  }

  private static func json(
    _ source: String, at values: [String: Rational], _ decimal: EnclosedDecimal, form: String?
  ) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("schema", JSON.schema), ("expression", .string(source)),
      ("at", Point.text(values).map { .string($0) } ?? .null),
    ]
    if case .object(let enclosed) = JSON.enclosed(decimal, formText: form) {
      members += enclosed.members.map { ($0.key, $0.value) }
    }
    return .members(members)
  }

  var text: String {
    var lines = decimal.description + "\n"
    if let written = form.written(by: TextPrinter(), limit: 200), written.count <= 400,
      written != decimal.text
    {
      lines += Console.paragraph("= ", written, indent: 0)
    }
    return lines
  }
}

/// One expression on an interval of its variable.
struct IntervalEvaluation: Report {
  let source: String
  let interval: String
  let enclosure: Interval

  init(_ source: String, on text: String, digits: Int) throws {
    let precision = Precision(Precision.decimalDigits(digits).bits + 16)
    let body = text.contains("=") ? String(text.drop { $0 != "[" }) : text
    guard let domain = Self.bounds(body.trimmed) else {
      throw Failure("'\(text)' is not an interval; write [lo, hi] with exact numbers, lo ≤ hi")
    }
    let read = try TermReader(graph: ExpressionGraph(), library: .kernels).read(source.trimmed)
    guard read.variables.count == 1 else {
      throw Failure("an interval needs an expression in exactly one variable")
    }
    let values = try read.enclosure(on: domain, precision: precision)
    guard !values.isIndeterminate else { throw Failure("nothing could be enclosed", .undecided) }
    self.source = source.trimmed
    interval = "[\(domain.lowerBound), \(domain.upperBound)]"
    enclosure = values.rounded(to: Precision.decimalDigits(digits))
  }

  private static func bounds(_ text: String) -> ClosedRange<Rational>? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",").map { String($0).trimmed }
    guard parts.count == 2, let low = Rational(parts[0]), let high = Rational(parts[1]), low <= high
    else { return nil }
    return low...high
  }

  var json: JSON {
    let digits = enclosure.precision.decimalDigits
    return [
      "schema": JSON.schema, "expression": .string(source), "at": .string(interval),
      "enclosure": [
        .string(enclosure.lower.decimal(digits: digits, rounding: .down)),
        .string(enclosure.upper.decimal(digits: digits, rounding: .up)),
      ],
    ]
  }

  var text: String { enclosure.description + "\n" }
}

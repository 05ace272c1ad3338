import ExactArithmetic
import IntervalArithmetic
import Synchronization
import SymbolicExpressions

/// A term of one variable, compiled for its values and closed forms at many rational points.
///
/// For each kind of numbers that points turn out to be of, the closed forms are found once (`FormPattern`), and the
/// programs that evaluate them, so that a point only asks for numbers to be put in. Answers are those of the term's
/// expression at the point, to the last digit of the error; what has none here is left to that expression. At the first
/// point of a kind both are compared, and a kind where they differ has no pattern.
package final class CompiledForm: Sendable {
  /// The variable.
  package let variable: String
  private let reading: @Sendable () throws -> ReadExpression
  private let shifts: [Rational]
  /// Domains in which the variable has to lie, and those in which the values of a program of it do.
  private let domains: [Domain]
  private let conditions: (domains: [Domain], arguments: Program)
  private let known: Mutex<Known>

  /// The closed forms of a kind.
  private struct Form: Sendable {
    let pattern: FormPattern
    /// By candidate.
    let programs: [PatternProgram]

    init?(_ pattern: FormPattern, _ candidates: [Expression]) {
      self.pattern = pattern
      programs = candidates.compactMap { PatternProgram(Program([$0], inputs: [])) }
      if programs.count < candidates.count { return nil }
    }
  }

  /// What has been found.
  private struct Known {
    /// The primes that tell kinds apart.
    var primes: [Integer]
    /// By kind; nil for a kind that has no pattern.
    var forms: [NumberKind: Form?] = [:]
    /// Kinds that points had.
    var met: Set<NumberKind> = []
    /// How many points there were, and how many of them had a form that was known.
    var points = 0
    var found = 0
    /// How many patterns were looked for, and how many of them there were not.
    var searches = 0
    var failures = 0

    /// Whether to look for the pattern of a kind that has no entry: of the first at once, of others when they are met
    /// again, and all of them at such a pace that points do not take much longer for it where patterns are of no use,
    /// since a search takes as long as two points or so.
    mutating func isWorthwhile(_ kind: NumberKind) -> Bool {
      guard forms.count < CompiledForm.mostKinds, searches <= points / 8,
        failures <= found / 8 + points / 64
      else { return false }
      if met.count < CompiledForm.mostKinds && met.insert(kind).inserted && searches > 0 {
        return false
      }
      searches += 1
      return true
    }
  }

  /// How many kinds are kept: each takes some 75 KB.
  private static let mostKinds = 50

  /// Nil where points of the term have no pattern; `reading` reads the term into a graph of its own.
  package init?(_ reading: @escaping @Sendable () throws -> ReadExpression) {
    guard let read = try? reading(), !read.hasActivations else { return nil }
    let names = Set(read.conditions.flatMap(\.argument.variables) + read.expression.variables)
    guard names.count == 1, let variable = names.first, read.expression.node != .variable(variable),
      let occurrences = Self.occurrences(of: variable, in: read),
      let primes = FormPattern.primes(of: read.expression.graph, occurrences)
    else { return nil }
    self.variable = variable
    self.reading = reading
    shifts = occurrences.shifts
    domains = read.conditions.filter { $0.argument.node == .variable(variable) }.map(\.domain)
    let others = read.conditions.filter { $0.argument.node != .variable(variable) }
    conditions = (others.map(\.domain), Program(others.map(\.argument), inputs: [variable]))
    known = Mutex(Known(primes: primes.sorted()))
  }

  private static func occurrences(
    of variable: String, in read: ReadExpression
  ) -> VariableOccurrences? {
    VariableOccurrences(of: variable, in: [read.expression] + read.conditions.map(\.argument))
  }

  /// The pattern of a kind, all being done as for a point.
  private static func pattern(
    _ reading: () throws -> ReadExpression, _ variable: String, _ kind: NumberKind,
    primes: [Integer]
  ) -> (pattern: FormPattern, candidates: [Expression])? {
    guard let read = try? reading(), let occurrences = occurrences(of: variable, in: read) else {
      return nil
    }
    let typed = read.expression.graph.count
    let numbers = kind.representatives(primes: primes)
    for condition in read.conditions { _ = occurrences.instance(of: condition.argument, numbers) }
    return occurrences.instance(of: read.expression, numbers).flatMap {
      FormPattern.of($0, typed: typed)
    }
  }

  /// The value to `digits` significant digits, and the closed form; nil where the expression itself has to be looked
  /// at.
  package func value(at point: Rational, digits: Int) -> (decimal: EnclosedDecimal, form: String)? {
    guard isDefined(at: point), let (form, parts) = form(at: point),
      let (place, text) = form.pattern.form(at: parts),
      let decimal = Evaluator(digits: digits).decimal(of: form.programs[place].program(at: parts))
    else { return nil }
    return (decimal, text)
  }

  /// Whether a form gives the text of the term's expression at a point, and an enclosure that overlaps with its own; true where
  /// it gives nothing.
  private func agrees(_ form: Form, _ parts: NumberKind.Parts, _ point: Rational) -> Bool {
    guard let (place, text) = form.pattern.form(at: parts),
      let value = Self.evaluator.decimal(of: form.programs[place].program(at: parts))
    else { return true }
    guard let own = try? reading().expression.substituting([variable: point]).simplified,
      own.written(by: TextPrinter()) == text, let expected = try? Self.evaluator.decimal(own)
    else { return false }
    return (value.value - expected.value).magnitude <= value.error + expected.error
  }

  private static let evaluator = Evaluator(digits: 15)

  private func isDefined(at point: Rational) -> Bool {
    guard domains.allSatisfy({ $0.contains(point) }) else { return false }
    if conditions.domains.isEmpty { return true }
    let precision = Precision(96)
    let values = conditions.arguments.evaluate(
      [Interval(point, precision: precision)], precision: precision)
    return zip(conditions.domains, values).allSatisfy { $0.isKnownToContain($1) }
  }

  /// The closed forms of a number's kind, and which of the kind it is.
  private func form(at point: Rational) -> (Form, NumberKind.Parts)? {
    enum Answer {
      case known(Form?, NumberKind.Parts)
      case open(NumberKind, NumberKind.Parts, primes: [Integer])
    }
    let answer = known.withLock { known -> Answer? in
      known.points += 1
      guard let (kind, parts) = NumberKind.of(point, shifts: shifts, primes: known.primes) else {
        return nil
      }
      if let form = known.forms[kind] {
        known.found += form == nil ? 0 : 1
        return .known(form, parts)
      }
      return known.isWorthwhile(kind) ? .open(kind, parts, primes: known.primes) : nil
    }
    switch answer {
    case nil: return nil
    case .known(let form, let parts)?: return form.map { ($0, parts) }
    case .open(let kind, let parts, let primes)?:
      let found = Self.pattern(reading, variable, kind, primes: primes)
      let isOfKind = found?.pattern.primes.isSubset(of: primes) ?? true
      let made = isOfKind ? found.flatMap { Form($0.pattern, $0.candidates) } : nil
      let form = made.flatMap { agrees($0, parts, point) ? $0 : nil }
      known.withLock { known in
        known.failures += form == nil ? 1 : 0
        guard known.primes == primes else { return }
        if isOfKind {
          known.forms[kind] = .some(form)
        } else if let more = found?.pattern.primes {
          known.primes = more.union(primes).sorted()
          (known.forms, known.met) = ([:], [])
        }
      }
      return form.map { ($0, parts) }
    }
  }
}

/// A program whose numbers depend on a number of a kind.
private struct PatternProgram: Sendable {
  private let program: Program
  private typealias Change = @Sendable (NumberKind.Parts) -> Program.Instruction
  private let changes: [(place: Int, instruction: Change)]

  /// The program at a kind's representative; nil where numbers are not those of a pattern.
  init?(_ program: Program) {
    var changes: [(Int, Change)] = []
    for (place, instruction) in program.instructions.enumerated() {
      switch instruction {
      case .rational(let value):
        guard let number = NumberKind.Quotient(value) else { return nil }
        if number.isDependent { changes.append((place, { .rational(number.value(at: $0)) })) }
      case .sum(let constant, let terms):
        guard let first = NumberKind.Quotient(constant) else { return nil }
        let weights = terms.compactMap { NumberKind.Quotient($0.weight) }
        guard weights.count == terms.count else { return nil }
        if !first.isDependent && !weights.contains(where: \.isDependent) { continue }
        let slots = terms.map(\.slot)
        changes.append(
          (
            place,
            { parts in
              .sum(
                constant: first.value(at: parts),
                zip(weights, slots).map {
                  Program.WeightedSlot(weight: $0.value(at: parts), slot: $1)
                })
            }
          ))
      case .pi, .input, .product, .elementary, .defined, .expectation: continue
      }
    }
    self.changes = changes
    self.program = program.varying(at: changes.map(\.0))
  }

  func program(at parts: NumberKind.Parts) -> Program {
    program.replacing(changes.map { ($0.place, $0.instruction(parts)) })
  }
}

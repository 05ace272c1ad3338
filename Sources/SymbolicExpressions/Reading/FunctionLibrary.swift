import ExactArithmetic

/// The functions that a reader of terms knows by name.
public struct FunctionLibrary: Sendable {
  /// How a name with integer parameters in front of its argument becomes a function.
  package struct Family: Sendable {
    /// How many integer parameters stand before the argument.
    package let parameters: Int
    /// The member, or nil where the parameters are out of range (`accepted` says what is in range).
    package let member: @Sendable ([Int]) -> FunctionSymbol?
    /// Which parameters are accepted, in words.
    package let accepted: String

    /// A family with so many parameters.
    package init(
      parameters: Int, accepted: String = "", member: @escaping @Sendable ([Int]) -> FunctionSymbol?
    ) {
      self.parameters = parameters
      self.accepted = accepted
      self.member = member
    }
  }

  /// The value of a function of an activation and numbers.
  package struct ActivationValue {
    /// Where the value exists; with rational arguments all of it is settled at once.
    package let conditions: [(argument: Expression, domain: Domain, requirement: String)]
    /// The value, which may be asked for where the conditions are not known to fail.
    package let expression: () -> Expression

    /// A value with its conditions.
    package init(
      conditions: [(argument: Expression, domain: Domain, requirement: String)],
      expression: @escaping () -> Expression
    ) {
      self.conditions = conditions
      self.expression = expression
    }
  }

  /// How an activation and numbers become a value, or what is wrong with the activation.
  package typealias ActivationFunction =
    @Sendable (ActivationReference, [Expression]) -> Result<
      ActivationValue, ActivationReference.Problem
    >

  /// What `Term.activationFunctions` mean.
  package private(set) var activationFunctions: [String: ActivationFunction] = [:]

  /// What each name means, those in `numbered` excepted.
  private var families: [String: Family] = [:]

  /// Families of which each member also has a name of its own, the family's followed by its number.
  private var numbered: [String: NumberedFamily] = [:]

  private struct NumberedFamily {
    let numbers: ClosedRange<Int>
    let member: @Sendable (Int) -> FunctionSymbol
  }

  /// Every name, in order.
  package var names: [String] {
    let numbered = self.numbered.flatMap { name, family in family.numbers.map { "\(name)\($0)" } }
    return (families.keys + numbered).sorted()
  }

  /// What `name` means.
  package subscript(name: String) -> Family? { families[name] ?? numberedMember(name) }

  private func numberedMember(_ name: String) -> Family? {
    let prefix = name.prefix { !$0.isNumber }
    let digits = name.dropFirst(prefix.count)
    guard let family = numbered[String(prefix)], let number = Int(digits),
      family.numbers.contains(number), digits == "\(number)"
    else { return nil }
    return Family(parameters: 0) { _ in family.member(number) }
  }

  /// sin, cos, acos, asin, atan, exp, log, abs, erf and erfc, also under their long names, and Φ.
  package static let elementary: FunctionLibrary = {
    var library = FunctionLibrary()
    for function in FunctionSymbol.elementary { library.add(function.name, function) }
    library.add("arccos", .acos)
    library.add("arcsin", .asin)
    library.add("arctan", .atan)
    library.add("ln", .log)
    library.add("Phi", .defined(.normalDistribution))
    return library
  }()

  /// Adds a function of one argument under `name`.
  package mutating func add(_ name: String, _ function: FunctionSymbol) {
    families[name] = Family(parameters: 0) { _ in function }
  }

  /// Adds a function of one argument for each of `numbers`, under `name` followed by the number.
  package mutating func add(
    _ name: String, _ numbers: ClosedRange<Int>,
    member: @escaping @Sendable (Int) -> FunctionSymbol
  ) {
    numbered[name] = NumberedFamily(numbers: numbers, member: member)
  }

  /// Adds a family with integer parameters under `name`.
  package mutating func add(_ name: String, _ family: Family) { families[name] = family }

  /// Gives one of `Term.activationFunctions` its meaning.
  package mutating func add(_ name: String, activationFunction: @escaping ActivationFunction) {
    activationFunctions[name] = activationFunction
  }

  /// The known name nearest to `name`, where one is near enough to be meant.
  package func suggestion(for name: String) -> String? { misspelt(name) ?? nearest(to: name) }

  /// The function that a name of four letters or more differs from by at most two edits, and that is
  /// itself of four letters or more; shorter ones must differ by one. A name of two letters or more that
  /// differs from a known one by its capitals alone is misspelt too.
  package func misspelt(_ name: String) -> String? {
    guard name.utf8.count >= 2, self[name] == nil, name != "pi" else { return nil }
    let known =
      names + Term.activationFunctions.keys.sorted()
      + ["sqrt"] + Term.extremeFunctions.sorted()
    let lowered = name.lowercased()
    if let same = (known + ["pi"]).first(where: { $0.lowercased() == lowered }) { return same }
    guard name.utf8.count >= 4 else { return nil }
    return nearestSpelling(to: name, among: known.filter { $0.utf8.count >= 3 }, within: 1)
      ?? nearestSpelling(to: name, among: known.filter { $0.utf8.count >= 4 }, within: 2)
  }

  private func nearest(to name: String) -> String? {
    nearestSpelling(to: name, among: names + ["sqrt", "max", "min", "pi"])
  }
}

/// The candidate that differs from `name` by the fewest edits, if by at most `most`: without it, a third
/// of its length (and at least one); two neighbouring letters in the wrong order are one edit.
package func nearestSpelling(
  to name: String, among candidates: [String], within most: Int? = nil
) -> String? {
  func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var next = [i + 1]
      for (j, y) in b.enumerated() {
        var edits = min(row[j] + (x == y ? 0 : 1), next[j] + 1, row[j + 1] + 1)
        if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { edits = min(edits, before[j - 1] + 1) }
        next.append(edits)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
  guard name.count <= 40 else { return nil }
  let most = most ?? max(1, name.count / 3)
  let lowered = Array(name.lowercased())
  var best: (candidate: String, edits: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    // An edit changes the length by one at most.
    guard abs(other.count - lowered.count) <= most else { continue }
    let edits = distance(lowered, other)
    // One letter is not a misspelling of another one.
    guard edits < max(lowered.count, other.count) else { continue }
    if edits <= most, best.map({ edits < $0.edits }) ?? true { best = (candidate, edits) }
  }
  return best?.candidate
}

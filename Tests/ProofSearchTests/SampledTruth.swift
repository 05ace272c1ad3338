import Foundation
import Statements
import SymbolicExpressions

/// Whether statements in real variables look true, judged by evaluation in Doubles on many points.
///
/// Shares nothing with the prover but the parsed syntax: κ_n is integrated by Simpson's rule from
/// E[φ_n(u)φ_n(v)] ∝ ∫ cosⁿψ cosⁿ(ψ − θ) dψ, and h is written out.
struct SampledTruth {
  let statement: Statement
  /// Differences smaller than this decide nothing.
  static let tolerance = 1e-9

  /// Whether some point of the sample shows that the statement is false ("for all") or true
  /// ("exists") by more than the tolerance; nil where no point does, or there are networks.
  func contradicts(verdict isProved: Bool) -> Bool {
    let isForAll = statement.prefix.allSatisfy { $0.kind == .forall }
    let points = sample()
    // A proved "for all" and a refuted "exists" speak of every point.
    if isForAll == isProved || points.isEmpty {
      return points.contains { value(of: statement.formula, at: $0) == !isProved }
    }
    // A refuted "for all" and a proved "exists" speak of one point, which the sample may miss: they
    // are contradicted where every point says the opposite by much more than points are apart.
    return points.allSatisfy { isClear(statement.formula, at: $0, as: isForAll) }
  }

  private func sample() -> [[String: Double]] {
    var points: [[String: Double]] = [[:]]
    let reals = statement.prefix.compactMap { quantified -> (String, RealInterval)? in
      guard case .real(let interval) = quantified.domain else { return nil }
      return (quantified.name, interval)
    }
    let count = [0: 1, 1: 400, 2: 24][reals.count] ?? 9
    for (name, interval) in reals {
      let low = Double(interval.lower.description.fraction)
      let high = Double(interval.upper.description.fraction)
      let first = interval.includesLower ? 0 : 1
      let last = interval.includesUpper ? count : count - 1
      let values =
        low == high
        ? [low] : (first...last).map { low + (high - low) * Double($0) / Double(count) }
      points = points.flatMap { point in
        values.map { point.merging([name: $0]) { $1 } }
      }
    }
    return points
  }

  /// The formula's truth, nil where a difference is within the tolerance or a term is undefined.
  func value(of formula: Formula, at point: [String: Double]) -> Bool? {
    switch formula {
    case .comparison(let left, let relation, let right):
      guard let a = Self.value(of: left, at: point), let b = Self.value(of: right, at: point),
        abs(a - b) > Self.tolerance
      else { return nil }
      switch relation {
      case .less, .lessOrEqual: return a < b
      case .greater, .greaterOrEqual: return a > b
      case .equal: return false
      case .notEqual: return true
      }
    case .not(let inner): return value(of: inner, at: point).map { !$0 }
    case .and(let parts):
      let values = parts.map { value(of: $0, at: point) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .or(let parts):
      let values = parts.map { value(of: $0, at: point) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    case .implies(let premise, let conclusion):
      return value(of: .or([.not(premise), conclusion]), at: point)
    }
  }

  /// Whether a plain comparison of one or two terms holds, or fails, with much room.
  private func isClear(_ formula: Formula, at point: [String: Double], as truth: Bool) -> Bool {
    guard case .comparison(let left, let relation, let right) = formula,
      let a = Self.value(of: left, at: point), let b = Self.value(of: right, at: point)
    else { return false }
    let room = 0.5
    switch relation {
    case .less, .lessOrEqual: return truth ? b - a > room : a - b > room
    case .greater, .greaterOrEqual: return truth ? a - b > room : b - a > room
    case .equal: return !truth && abs(a - b) > room
    case .notEqual: return truth && abs(a - b) > room
    }
  }

  static func value(of term: Term, at point: [String: Double]) -> Double? {
    var stack: [Double] = []
    for item in term.items {
      func pop() -> Double { stack.popLast() ?? .nan }
      switch item.operation {
      case .number(let value): stack.append(value.description.fraction)
      case .name(let name):
        guard let value = name == "pi" ? Double.pi : point[name] else { return nil }
        stack.append(value)
      case .text, .iterate, .label, .activation: return nil
      case .negate: stack.append(-pop())
      case .squareRoot: stack.append(pop().squareRoot())
      case .add: stack.append(pop() + pop())
      case .multiply: stack.append(pop() * pop())
      case .subtract, .divide, .power:
        let right = pop()
        let left = pop()
        switch item.operation {
        case .subtract: stack.append(left - right)
        case .divide: stack.append(left / right)
        default: stack.append(pow(left, right))
        }
      case .call(let name, let count, let iterations):
        let arguments = Array(stack.suffix(count))
        stack.removeLast(count)
        var x = arguments.last ?? .nan
        for _ in 0..<iterations {
          guard let value = apply(name, arguments.first ?? 0, to: x) else { return nil }
          x = value
        }
        stack.append(x)
      }
    }
    guard let value = stack.last, value.isFinite else { return nil }
    return value
  }

  private static func apply(_ name: String, _ order: Double, to x: Double) -> Double? {
    switch name {
    case "f", "h": kappa(1, x)
    case "kappa": kappa(Int(order), x)
    case "abs": abs(x)
    case "sqrt": x.squareRoot()
    case "sin": sin(x)
    case "cos": cos(x)
    case "asin": asin(x)
    case "acos": acos(x)
    case "exp": exp(x)
    case "log": log(x)
    default: nil
    }
  }

  private static func kappa(_ order: Int, _ x: Double) -> Double {
    if order == 0 { return 1 - acos(x) / .pi }
    if order == 1 { return ((1 - x * x).squareRoot() + x * (.pi - acos(x))) / .pi }
    func integral(_ angle: Double) -> Double {
      let (low, high) = (angle - .pi / 2, Double.pi / 2)
      let pieces = 200
      return (0...pieces).reduce(0) { sum, k in
        let psi = low + (high - low) * Double(k) / Double(pieces)
        let weight = k == 0 || k == pieces ? 1.0 : k % 2 == 1 ? 4 : 2
        return sum + weight * pow(cos(psi), Double(order)) * pow(cos(psi - angle), Double(order))
      } * (high - low) / Double(3 * pieces)
    }
    return integral(acos(x)) / integral(0)
  }
}

extension String {
  /// The nearest Double to a fraction `p/q`.
  fileprivate var fraction: Double {
    let parts = split(separator: "/").map { Double($0) ?? .nan }
    return parts.count == 2 ? parts[0] / parts[1] : parts[0]
  }
}

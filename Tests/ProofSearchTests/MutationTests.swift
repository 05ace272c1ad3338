import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import ProofSearch
import Statements
import Testing
import _TestSupport

/// Certificates with one thing changed are accepted only where they still prove what they say.
@Suite struct MutationTests {
  /// Statements whose certificates have, together, every kind of evidence and of method.
  private static let seeds = [
    "forall x in [-1,1]: f(x) >= x",
    "forall x in [-1,1): f(x) > x",
    "forall x in [-1,1]: f(x) < 1/2 implies x < 1/3",
    "forall x in [-1,1]: f(x) >= 1/pi + x/2",
    "forall x in [-1,1]: f(x) >= f(sqrt(2)/3) + kappa(0,sqrt(2)/3)*(x-sqrt(2)/3)",
    "forall x in [-1,1]: f(x)^2 - f(x) + 1/4 >= 0",
    "forall x in (-1,1): kappa(2,x) > kappa(3,x)",
    "forall x in [-1,1], y in [-1,1]: f((x+y)/2) <= (f(x)+f(y))/2",
    "forall x in [-1,1], y in [-1,1]: x < y implies f(x) < f(y)",
    "forall t in [0,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) >= f(t*x+(1-t)*y)",
    "forall x in [-1,1]: f(x) > x",
    "forall x in [-1,1]: f(x)^2 - f(x) + 1/4 > 0",
    "exists x in [-1,1]: f(x) = 1/2",
    "exists x in [-1,1], y in [-1,1]: x^2 + f(y) = 2/3",
    "exists x in [-1,1]: f(x) < x",
    "forall dag in complete(2) where parameterised, rho in [-1,1): lambda2(dag,rho,exact) > 0",
    "exists dag in {\"2_02\", \"1_01\"}, rho in [-1,1]: Kij(dag,rho,exact) < -1/2",
  ]

  @Test func mutations() throws {
    let certificates = try Self.seeds.map { text in
      try #require(try Prover().decide(try Statement(text)).certificate, "undecided: \(text)")
    }
    let kinds = certificates.flatMap(\.cases).flatMap { Self.kinds(of: $0.evidence) }
    #expect(
      Set(kinds) == [
        "point", "sign-change", "split", "natural", "derivative", "expansion", "diagonal",
        "segment", "algebraic", "tangent",
      ])
    var generator = SplitMix64(seed: 2022)
    var failures = Failures()
    var (accepted, rejected, unreadable, shownFalse) = (0, 0, 0, 0)
    for round in 0..<scaledCount(60) {
      for original in certificates {
        guard
          let mutated = round % 2 == 0
            ? Self.textMutation(of: original, &generator)
            : Self.structuralMutation(of: original, &generator)
        else {
          unreadable += 1
          continue
        }
        let isContradicted = Self.isContradicted(mutated, original)
        shownFalse += isContradicted ? 1 : 0
        let isAccepted = (try? Replayer.check(mutated)) != nil
        if isAccepted { accepted += 1 } else { rejected += 1 }
        failures.check(!(isAccepted && isContradicted), "accepted:\n\(mutated.text)")
      }
    }
    print(
      "\(accepted + rejected + unreadable) mutations: \(accepted) still valid, \(rejected) "
        + "rejected, \(unreadable) not read; \(shownFalse) say something false")
    #expect(failures.isEmpty, "\(failures)")
    #expect(accepted + rejected + unreadable >= 1000)
    // The test would show nothing if hardly any mutation made a certificate wrong.
    #expect(shownFalse >= 100)
    #expect(rejected >= 300)
  }

  /// Whether what a certificate says is known to be false, without a look at its evidence.
  private static func isContradicted(_ mutated: Certificate, _ original: Certificate) -> Bool {
    guard let statement = try? Statement(mutated.statement),
      let known = try? Statement(original.statement)
    else { return true }
    // The prover's verdicts on the seeds are those of the corpus; the opposite is false.
    if statement == known { return mutated.verdict != original.verdict }
    if statement.prefix.contains(where: { if case .networks = $0.domain { true } else { false } }) {
      return false
    }
    return SampledTruth(statement: statement).contradicts(verdict: mutated.verdict == .proved)
  }

  private static func kinds(of evidence: Certificate.Evidence) -> [String] {
    switch evidence {
    case .point: ["point"]
    case .defined(let steps, let evidence):
      ["defined"] + kinds(of: .cover(steps)) + kinds(of: evidence)
    case .signChange: ["sign-change"]
    case .cover(let steps):
      steps.map { step in
        switch step {
        case .split: "split"
        case .leaf(.natural): "natural"
        case .leaf(.derivative): "derivative"
        case .leaf(.expansion): "expansion"
        case .leaf(.diagonal): "diagonal"
        case .leaf(.segment): "segment"
        case .leaf(.algebraic): "algebraic"
        case .leaf(.tangent): "tangent"
        }
      }
    }
  }

  // MARK: Mutations of the text

  /// A certificate read from a text with one character or word changed; nil where that is no
  /// certificate.
  private static func textMutation(
    of certificate: Certificate, _ generator: inout SplitMix64
  ) -> Certificate? {
    var text = Array(certificate.text)
    let place = Int.random(in: 0..<text.count, using: &generator)
    let characters = Array("0123456789-/+*<>=[](), @:ndulxskcfxy\n")
    let character = characters.randomElement(using: &generator) ?? "0"
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: text[place] = character
    case 1: text.insert(character, at: place)
    case 2: text.remove(at: place)
    case 3:
      // A relation or an end of an interval is flipped.
      let flips: [Character: Character] = [
        "<": ">", ">": "<", "[": "(", "]": ")", "(": "[", ")": "]", "+": "-", "-": "+",
      ]
      let places = text.indices.filter { flips[text[$0]] != nil }
      guard let chosen = places.randomElement(using: &generator) else { return nil }
      text[chosen] = flips[text[chosen]] ?? text[chosen]
    case 4:
      // A digit is changed.
      let places = text.indices.filter { text[$0].isNumber }
      guard let chosen = places.randomElement(using: &generator) else { return nil }
      text[chosen] = Array("0123456789").randomElement(using: &generator) ?? "0"
    default:
      // A word goes, or comes twice.
      var words = String(text).split(separator: " ", omittingEmptySubsequences: false)
      let index = Int.random(in: 0..<words.count, using: &generator)
      if Bool.random(using: &generator) {
        words.remove(at: index)
      } else {
        words.insert(words[index], at: index)
      }
      text = Array(words.joined(separator: " "))
    }
    // Huge exponents and precisions only take long.
    let mutated = String(text)
    let isHuge = mutated.split(whereSeparator: { !$0.isNumber }).contains { $0.count > 40 }
    return isHuge ? nil : try? Certificate(mutated)
  }

  // MARK: Mutations of the structure

  private static func structuralMutation(
    of certificate: Certificate, _ generator: inout SplitMix64
  ) -> Certificate? {
    var mutated = certificate
    let place = Int.random(in: 0..<certificate.cases.count, using: &generator)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: mutated.verdict = certificate.verdict == .proved ? .refuted : .proved
    case 1: mutated.cases.remove(at: place)
    case 2: mutated.cases.append(certificate.cases[place])
    case 3:
      mutated.cases[place].networks = [
        ["2_21_112", "0_00", "nonsense"].randomElement(using: &generator) ?? ""
      ]
    case 4:
      let changes = [
        ("<=", "<"), (">=", ">"), ("<", "<="), (">", ">="), ("forall", "exists"),
        ("exists", "forall"), ("f(x)", "kappa(2,x)"), ("f(x)", "f(f(x))"), ("1/2", "1/3"),
        ("[-1,1)", "[-1,1]"), ("implies", "and"), ("1/4", "1/5"), ("kappa(2", "kappa(4"),
      ]
      let (old, new) = changes.randomElement(using: &generator) ?? ("", "")
      mutated.statement = certificate.statement.replacing(old, with: new)
    default:
      mutated.cases[place].evidence = Self.mutation(
        of: certificate.cases[place].evidence, &generator)
    }
    return mutated
  }

  private static func mutation(
    of evidence: Certificate.Evidence, _ generator: inout SplitMix64
  ) -> Certificate.Evidence {
    let short = Precision([2, 3, 5, 8, 16].randomElement(using: &generator) ?? 2)
    func moved(_ value: Rational) -> Rational {
      let shifts: [Rational] = [1, -1, Rational(1, 7), Rational(-1, 1_048_576), -2 * value]
      return value + (shifts.randomElement(using: &generator) ?? 0)
    }
    switch evidence {
    case .defined(let steps, let inner):
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: return inner
      case 1: return .defined(steps, then: mutation(of: inner, &generator))
      default:
        guard case .cover(let changed) = mutation(of: .cover(steps), &generator) else {
          return inner
        }
        return .defined(changed, then: inner)
      }
    case .point(var values, let precision):
      if values.isEmpty || Bool.random(using: &generator) { return .point(values, short) }
      let index = Int.random(in: 0..<values.count, using: &generator)
      values[index] = moved(values[index])
      return .point(values, precision)
    case .signChange(var lower, var upper, let precision):
      let index = Int.random(in: 0..<lower.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: lower[index] = moved(lower[index])
      case 1: upper[index] = moved(upper[index])
      case 2: (lower, upper) = (upper, lower)
      default: return .signChange(lower: lower, upper: upper, short)
      }
      return .signChange(lower: lower, upper: upper, precision)
    case .cover(var steps):
      let index = Int.random(in: 0..<steps.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: steps.remove(at: index)
      case 1: steps.insert(steps[index], at: index)
      case 2: steps.swapAt(index, Int.random(in: 0..<steps.count, using: &generator))
      case 3: return .cover(Array(steps.prefix(index)))
      default:
        switch steps[index] {
        case .split(let variable, let point):
          steps[index] =
            Bool.random(using: &generator)
            ? .split(variable: variable + 1, at: point)
            : .split(variable: variable, at: moved(point))
        case .leaf(let method):
          steps[index] = .leaf(mutation(of: method, short, &generator))
        }
      }
      return .cover(steps)
    }
  }

  private static func mutation(
    of method: Certificate.Method, _ short: Precision, _ generator: inout SplitMix64
  ) -> Certificate.Method {
    let precision = method.precision
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return .natural(precision)
    case 1: return .natural(short)
    case 2: return .derivative(short)
    case 3: return .diagonal(precision)
    case 4: return .segment(precision)
    case 5: return .algebraic(short)
    case 6:
      let terms = Int.random(in: 1...8, using: &generator)
      return .expansion(precision, terms: terms, fromUpper: Bool.random(using: &generator))
    case 7:
      return .tangent(
        precision, at: [["√2/3", "1/π", "0", "x"].randomElement(using: &generator) ?? "0"])
    default:
      guard case .expansion(let precision, let terms, let fromUpper) = method else {
        return .derivative(precision)
      }
      return .expansion(precision, terms: max(1, terms - 2), fromUpper: !fromUpper)
    }
  }
}

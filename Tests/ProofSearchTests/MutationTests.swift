import CertificateVerification
import ExactArithmetic
import KernelVocabulary
import ProofSearch
import Statements
import Testing
import _TestSupport

/// Certificates with one thing changed are accepted only where they still prove what they say.
@Suite struct MutationTests {
  /// Statements whose certificates have, together, every kind of evidence and every rule.
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
    "exists x in [-1,1]: f(x)^2 - f(x) + 1/4 <= 0",
    "exists x in (0,1]: log(x) = 0",
    "exists x in (0,1]: log(x^2+x) = 0",
    "exists x in [-1,1]: 1/(x^2 - x + 13/50) > 99",
    "exists x in [-1,0]: abs(x) = f(x)",
    "exists x in [0,1], y in [0,1]: x^2 + y^2 = 1 and x = y^2",
    "forall x in [0,1], y in [0,1], z in [0,1]: x*(x-y)*(x-z)+y*(y-x)*(y-z)+z*(z-x)*(z-y) >= 0",
    "forall x in (0,1]: x*log(x) <= 0",
    "forall x in [-1,1]: x^4 - 4/3*x^3 + 2/3*x^2 - 4/27*x + 1/81 >= 0",
    "forall x in (3/2,2]: (1-x)^2 > 1 - x/2",
    "forall x in [0,2]: x*(2-x) >= 0",
    "forall x in [-1,1], y in [-1,1]: f(x)+f(y) >= 2/pi + (x+y)/2",
    "forall dag in complete(2) where parameterised, rho in [-1,1): lambda2(dag,rho,exact) > 0",
    "exists dag in {\"2_02\", \"1_01\"}, rho in [-1,1]: Kij(dag,rho,exact) < -1/2",
    "forall k in 1..3, x in [-1,1]: f^k(x) >= x",
    "exists k in 1..4, x in [-1,1]: f^k(x) < 1/2 and k > 2",
    "forall x in [0,1]: exists k in 1..3: f^k(x) > 1/2",
    "forall dag in complete(2), e in edges(dag): paths(dag - e) <= paths(dag)",
    "exists dag in complete(1), e in absent(dag): paths(dag + e) = 1",
    "forall k in 1..3: sum(j = 1..k, 2*j) = k*(k+1) and product(j = 1..k, 2) = 2^k",
    "forall x in [-1,1]: d(f(x), x) = kappa(0, x)",
    "forall j in -1..1, x in [-1,1]: f(x) >= f(j/2) + d(f(t), t: j/2)*(x - j/2)",
    "forall k in 1..2, x in [0,1]: iterate(x*t, t: 1, k) = x^k",
    "forall j in 1..3, rho in [-1,1]: Kij(node(chain(3), j), rho, exact) = f^j(rho)",
    "forall a in [1/2,2]: NTKjj(chain(1), inputs(1, a, 0), exact) = 2*a",
    "forall dag in complete(2) where paths >= 2: edge_count(dag) = 3",
    "forall k >= 1, rho in [-1,1]: NTKii(chain(k), rho, exact) = k + 1",
    "forall k >= 0, x in [-1,1]: iterate(t + 2, t: x, k) = x + 2*k",
    "forall k >= 1, x in [0,1]: 0 <= iterate(t/2 + 1/4, t: x, k) <= 1",
    "forall k >= 1: f^k(0) < 1/2",
    "forall k >= 1, x in [-1,1]: Kij(resnet(2*k), x, variance-only)/2^k <= f^(2*k)(x)",
    "forall x in [0,1], y in [0,1]: exp(x)*exp(y) >= (1+x)*(1+y)",
    "forall x in [-1,1], y in [-1,1]: (f(x)-f(y))*(x-y) >= 0",
  ]

  /// The words that begin lines, all of which the seeds' certificates have.
  private static let kinds: Set<Substring> = [
    "case", "cover", "point", "root", "divisor", "cofactor", "zero", "denominator", "defined",
    "form", "premise", "replace", "split", "natural",
    "derivative", "upper", "lower", "upper-angle", "lower-angle", "diagonal", "segment", "ray",
  ]

  @Test func mutations() throws {
    let certificates = try Self.seeds.map { text in
      try #require(
        try Prover(budget: Budget(seconds: 3600)).decide(try Statement(text)).certificate?.text,
        "no certificate: \(text)")
    }
    let words = certificates.flatMap {
      $0.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    }
    #expect(Self.kinds.subtracting(words).isEmpty, "\(Self.kinds.subtracting(words))")
    var generator = SplitMix64(seed: 2022)
    var failures = Failures()
    var tally = Tally()
    for _ in 0..<scaledCount(60) {
      for (place, original) in certificates.enumerated() {
        let other = certificates.randomElement(using: &generator) ?? original
        guard let mutated = Self.mutation(of: original, other, &generator), mutated != original
        else {
          continue
        }
        tally.all += 1
        guard let read = try? ElaboratedCertificate(mutated) else {
          tally.unreadable += 1
          continue
        }
        let isFalse = Self.isContradicted(read, Self.seeds[place], certificates[place])
        let isAccepted = (try? CertificateChecker.check(read)) != nil
        tally.shownFalse += isFalse ? 1 : 0
        if isAccepted { tally.accepted += 1 } else { tally.rejected += 1 }
        failures.check(!(isAccepted && isFalse), "accepted:\n\(mutated)")
      }
    }
    print(tally)
    #expect(failures.isEmpty, "\(failures)")
    // The test would show nothing if hardly any mutation made a certificate wrong.
    #expect(tally.all >= 800 && tally.shownFalse >= 60 && tally.rejected >= 200)
  }

  private struct Tally: CustomStringConvertible {
    var (all, unreadable, accepted, rejected, shownFalse) = (0, 0, 0, 0, 0)
    var description: String {
      "\(all) mutations: \(accepted) still valid, \(rejected) rejected, \(unreadable) not read; "
        + "\(shownFalse) of those read say something false"
    }
  }

  /// Whether what a certificate says is known to be false, without a look at its evidence.
  private static func isContradicted(
    _ mutated: ElaboratedCertificate, _ seed: String, _ original: String
  ) -> Bool {
    guard let statement = try? Statement(mutated.statement), let known = try? Statement(seed) else {
      return true
    }
    // The prover's verdicts on the seeds are those of the corpus; the opposite is false.
    if statement == known { return mutated.isProof != original.contains("verdict: proved") }
    if statement.prefix.contains(where: { if case .networks = $0.domain { true } else { false } }) {
      return false
    }
    return SampledTruth(statement: statement).contradicts(verdict: mutated.isProof)
  }

  // MARK: Mutations

  /// The text with something changed; nil where that would only take long to check.
  private static func mutation(
    of text: String, _ other: String, _ generator: inout SplitMix64
  ) -> String? {
    var lines = text.split(separator: "\n").map(String.init)
    let place = Int.random(in: 0..<lines.count, using: &generator)
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &generator))
    case 3:
      // A line of another certificate.
      let foreign = other.split(separator: "\n").map(String.init)
      lines[place] = foreign.randomElement(using: &generator) ?? ""
    case 4:
      // The statement of one, the evidence of another.
      let foreign = other.split(separator: "\n").map(String.init)
      lines = Array(lines.prefix(3)) + foreign.dropFirst(3)
    case 5: lines[2] = lines[2] == "verdict: proved" ? "verdict: refuted" : "verdict: proved"
    case 6, 7:
      let changes = [
        ("<=", "<"), (">=", ">"), ("<", "<="), (">", ">="), ("forall", "exists"),
        ("exists", "forall"), ("f(x)", "kappa(2,x)"), ("f(x)", "f(f(x))"), ("1/2", "1/3"),
        ("[-1,1)", "[-1,1]"), ("implies", "and"), ("1/4", "1/5"), ("kappa(2", "kappa(4"),
        ("(-1,", "[-1,"), (" - ", " + "), ("[-1,1]", "[-2,1]"),
      ]
      let (old, new) = changes.randomElement(using: &generator) ?? ("", "")
      let index = Bool.random(using: &generator) ? 1 : place
      lines[index] = lines[index].replacing(old, with: new)
    case 8, 9:
      // A field of a line.
      var words = lines[place].split(separator: " ").map(String.init)
      let index = Int.random(in: 0..<words.count, using: &generator)
      let values = [
        "0", "1", "2", "3", "64", "-1", "1/2", "-1/3", "3/4", "natural", "upper", "1/1048576",
      ]
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: words.remove(at: index)
      case 1: words.insert(words[index], at: index)
      default: words[index] = values.randomElement(using: &generator) ?? "0"
      }
      lines[place] = words.joined(separator: " ")
    default:
      var characters = Array(lines[place])
      let index = Int.random(in: 0..<characters.count, using: &generator)
      let pool = Array("0123456789-/+*<>=[](), :ndulfxy")
      let character = pool.randomElement(using: &generator) ?? "0"
      if Bool.random(using: &generator) {
        characters[index] = character
      } else {
        characters.insert(character, at: index)
      }
      lines[place] = String(characters)
    }
    let mutated = lines.joined(separator: "\n") + "\n"
    // Huge numbers, precisions and expansions only take long.
    let isLong = mutated.split(whereSeparator: { !$0.isNumber }).contains { $0.count > 40 }
    let takesLong = lines.dropFirst(3).contains { line in
      let words = line.split(separator: " ")
      return words.count > 1
        && (Int(words[1]) ?? 0 > 999 || (words.count > 2 && Int(words[2]) ?? 0 > 20))
    }
    return isLong || takesLong ? nil : mutated
  }
}

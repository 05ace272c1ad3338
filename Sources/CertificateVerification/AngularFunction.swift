import ExactArithmetic
import Synchronization

/// J_n(θ)/(2n−1)!!, so that κ_n(cos θ) is 1/π times it: a polynomial in cos θ, linear in sin θ and in π − θ.
///
/// J_0 = π − θ and J_{n+1} = (2n+1) cos θ·J_n − sin θ·J_n′, from Cho and Saul's
/// J_n = (−1)ⁿ sin^{2n+1}θ ((1/sin θ) d/dθ)ⁿ [(π − θ)/sin θ] differentiated once more.
struct AngularFunction {
  struct Part: Hashable {
    let coefficient: Rational
    let cosine: Int
    let hasSine: Bool
    let hasComplement: Bool
  }

  let parts: [Part]

  private struct Key: Hashable {
    let cosine: Int
    let hasSine: Bool
    let hasComplement: Bool
  }

  private static let known = Mutex<[Int: AngularFunction]>([:])

  static func of(_ order: Int) -> AngularFunction {
    known.withLock { table in
      if let function = table[order] { return function }
      let function = AngularFunction(order)
      table[order] = function
      return function
    }
  }

  private init(_ order: Int) {
    var sum: [Key: Rational] = [Key(cosine: 0, hasSine: false, hasComplement: true): 1]
    for n in 0..<order {
      var next: [Key: Rational] = [:]
      func add(_ value: Rational, _ cosine: Int, sines: Int, _ hasComplement: Bool) {
        if sines >= 2 {
          // sin² = 1 − cos².
          add(value, cosine, sines: sines - 2, hasComplement)
          add(-value, cosine + 2, sines: sines - 2, hasComplement)
        } else {
          let key = Key(cosine: cosine, hasSine: sines == 1, hasComplement: hasComplement)
          next[key, default: 0] += value
        }
      }
      for (key, value) in sum {
        let (j, i, w) = (key.cosine, key.hasSine ? 1 : 0, key.hasComplement)
        add(Rational(2 * n + 1) * value, j + 1, sines: i, w)
        // −sin θ times the derivative of sinⁱ cosʲ (π − θ)ʷ.
        if i == 1 { add(-value, j + 1, sines: 1, w) }
        if j > 0 { add(Rational(j) * value, j - 1, sines: i + 2, w) }
        if w { add(value, j, sines: i + 1, false) }
      }
      sum = next.filter { !$0.value.isZero }
    }
    let scale = 1 / Rational(Integer.doubleFactorial(2 * order - 1))
    parts = sum.map { key, value in
      Part(
        coefficient: value * scale, cosine: key.cosine, hasSine: key.hasSine,
        hasComplement: key.hasComplement)
    }.sorted {
      ($0.cosine, $0.hasSine ? 1 : 0, $0.hasComplement ? 1 : 0)
        < ($1.cosine, $1.hasSine ? 1 : 0, $1.hasComplement ? 1 : 0)
    }
  }
}

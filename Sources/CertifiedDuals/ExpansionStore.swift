import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Synchronization

/// The Hermite expansions made so far, shared by all threads: each is computed once for a formula, a
/// variance and a precision, and lengthened where more coefficients are asked for.
///
/// The memory is bounded: where the numbers held exceed ``largestSize``, those used least recently go.
final class ExpansionStore: Sendable {
  static let shared = ExpansionStore()

  struct Key: Hashable {
    let formula: ActivationFormula
    let variance: BigFloat
    let bits: Int
  }

  /// An expansion in the making; whoever needs it while it is made waits.
  private final class Entry: Sendable {
    struct State {
      var samples: GaussianSamples?
      var expansion: HermiteExpansion?
      var failure: DualFailure?
    }
    let state = Mutex(State())
  }

  private struct Contents {
    var entries: [Key: Entry] = [:]
    var sizes: [Key: Int] = [:]
    var lastUse: [Key: Int] = [:]
    var clock = 0
    var size: Int { sizes.values.reduce(0, +) }
  }
  private let contents = Mutex(Contents())
  /// The numbers held at most, in bytes.
  private static let largestSize = 1 << 28

  /// An expansion with at least `count` coefficients beside a_0, or as many as the budget allows where
  /// these are fewer; together with the power of two that measures σ.
  func expansion(
    _ key: Key, count: Int
  ) throws(DualFailure) -> (expansion: HermiteExpansion, scale: Int) {
    let entry = contents.withLock { contents in
      contents.clock += 1
      contents.lastUse[key] = contents.clock
      let entry = contents.entries[key] ?? Entry()
      contents.entries[key] = entry
      return entry
    }
    let result = entry.state.withLock { state in ExpansionStore.update(&state, key, count) }
    let (expansion, samples) = try result.get()
    let numbers = 3 * samples.positions.count + 3 * expansion.coefficients.count
    note(size: numbers * (key.bits / 8 + 100), of: key)
    return (expansion, samples.scale)
  }

  /// How many coefficients beside a_0 are affordable with so many nodes: a few seconds' work.
  private static func affordable(_ samples: GaussianSamples) -> Int {
    // nodes · count · limbs ≤ 2·10⁸, limbs = (bits + count/2)/64.
    let allowed = 200_000_000.0 * 128 / Double(max(samples.positions.count, 1))
    let bits = Double(samples.bits + 96)
    return max(32, Int(-bits + (bits * bits + allowed).squareRoot()))
  }

  private static func update(
    _ state: inout Entry.State, _ key: Key, _ count: Int
  ) -> Result<(HermiteExpansion, GaussianSamples), DualFailure> {
    if let failure = state.failure { return .failure(failure) }
    if let expansion = state.expansion, let samples = state.samples,
      expansion.coefficients.count > min(count, affordable(samples))
    {
      return .success((expansion, samples))
    }
    do throws(DualFailure) {
      let samples: GaussianSamples
      if let known = state.samples, known.largestIndex >= count {
        samples = known
      } else {
        // Panels serve a few times as many coefficients at little cost.
        samples = try GaussianSamples(
          key.formula, variance: key.variance, bits: key.bits,
          largestIndex: max(256, count + count / 2))
      }
      let expansion = try HermiteExpansion(samples, count: min(count, affordable(samples)))
      state.samples = samples
      state.expansion = expansion
      return .success((expansion, samples))
    } catch {
      if error == .interrupted { return .failure(error) }
      if let expansion = state.expansion, let samples = state.samples {
        return .success((expansion, samples))
      }
      state.failure = error
      return .failure(error)
    }
  }

  private func note(size: Int, of key: Key) {
    contents.withLock { contents in
      contents.sizes[key] = size
      while contents.size > ExpansionStore.largestSize, contents.entries.count > 1,
        let oldest = contents.lastUse.min(by: { $0.value < $1.value })?.key, oldest != key
      {
        contents.entries[oldest] = nil
        contents.sizes[oldest] = nil
        contents.lastUse[oldest] = nil
      }
    }
  }
}

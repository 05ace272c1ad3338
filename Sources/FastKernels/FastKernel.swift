import CFastKernels
import Dispatch

/// The arc-cosine kernels of order 0 and 1 in machine arithmetic, with a proven error.
///
///     κ₀(ρ) = (π − arccos ρ)/π        κ₁(ρ) = (√(1 − ρ²) + ρ(π − arccos ρ))/π
///
/// Guarantee, for every ρ in [−1, 1] with zeros and subnormal numbers, while the rounding mode is
/// to the nearest: a `Double` result differs from the true value by less than 0.75 units in the last
/// place of the true value, also near −1, where κ₁ → 0 and κ₀ → 0; it is never NaN. Values at −1 and
/// 1 are exact. A `Float` result is the `Double` one rounded to the nearest. Outside [−1, 1], and for
/// NaN, the result is NaN.
///
/// Results are the same on every processor and in every function of this type, one value or many.
/// They are not guaranteed to be monotone in ρ to the last bit; `Float` results are, since they are
/// correctly rounded. The article <doc:ErrorBounds> derives the bound.
public enum FastKernel {
  /// κ₀(`correlation`).
  public static func kappa0(_ correlation: Double) -> Double { Code.best.kappa0(correlation) }

  /// κ₀(`correlation`).
  public static func kappa0(_ correlation: Float) -> Float {
    Float(Code.best.kappa0(Double(correlation)))
  }

  /// κ₁(`correlation`).
  public static func kappa1(_ correlation: Double) -> Double { Code.best.kappa1(correlation) }

  /// κ₁(`correlation`).
  public static func kappa1(_ correlation: Float) -> Float {
    Float(Code.best.kappa1(Double(correlation)))
  }

  /// Replaces every element by κ₀ of it, on up to `threads` threads.
  public static func applyKappa0(
    inPlace values: UnsafeMutableBufferPointer<Double>, threads: Int = 1
  ) {
    apply(kernelcalc_kappa0_f64, values, threads)
  }

  /// Replaces every element by κ₀ of it, on up to `threads` threads.
  public static func applyKappa0(
    inPlace values: UnsafeMutableBufferPointer<Float>, threads: Int = 1
  ) {
    apply(kernelcalc_kappa0_f32, values, threads)
  }

  /// Replaces every element by κ₁ of it, on up to `threads` threads.
  public static func applyKappa1(
    inPlace values: UnsafeMutableBufferPointer<Double>, threads: Int = 1
  ) {
    apply(kernelcalc_kappa1_f64, values, threads)
  }

  /// Replaces every element by κ₁ of it, on up to `threads` threads.
  public static func applyKappa1(
    inPlace values: UnsafeMutableBufferPointer<Float>, threads: Int = 1
  ) {
    apply(kernelcalc_kappa1_f32, values, threads)
  }

  /// The instructions in use: "AVX2 and FMA" or "portable".
  public static var instructions: String { String(cString: Code.best.name) }

  /// Applies a C loop to parts of `values`, in parallel where there are enough of them.
  private static func apply<Element>(
    _ loop: @Sendable (UnsafePointer<Element>, UnsafeMutablePointer<Element>, Int) -> Void,
    _ values: UnsafeMutableBufferPointer<Element>, _ threads: Int
  ) {
    guard let start = values.baseAddress else { return }
    let parts = max(1, min(threads, values.count / smallestPart))
    if parts == 1 { return loop(start, start, values.count) }
    nonisolated(unsafe) let shared = start
    let count = values.count
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let first = part * count / parts
      let address = shared + first
      loop(address, address, (part + 1) * count / parts - first)
    }
  }

  /// The number of elements below which a thread costs more than it saves.
  private static let smallestPart = 16_384
}

/// The C code for this processor.
enum Code {
  // Constant functions and a constant string: nothing that threads could change.
  nonisolated(unsafe) static let best: kernelcalc_code = kernelcalc_best_code().pointee
}

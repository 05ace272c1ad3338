import CMultiprecision
import Dispatch
import ExactArithmetic

/// The libraries underneath, GMP and MPFR.
///
/// MPFR keeps π and other constants in caches that belong to the thread, as do its exponent range
/// and its flags. This module never changes the exponent range from MPFR's default, exponents up
/// to ±2³⁰, and never reads the flags; so values may cross threads freely.
package enum MultiprecisionRuntime {
  /// Releases MPFR's caches of the calling thread. Call it where a worker thread ends; the caches
  /// come back by themselves when they are needed (π at 10⁶ bits costs a third of a second cold
  /// and microseconds warm).
  package static func freeThreadCaches() { mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE) }

  /// Runs `body` on `count` threads at once. What ends the caller's work ends theirs (`Interruption`).
  package static func concurrently(_ count: Int, _ body: @Sendable () -> Void) {
    let interruption = Interruption.current
    DispatchQueue.concurrentPerform(iterations: count) { _ in
      Interruption.$current.withValue(interruption) { body() }
      freeThreadCaches()
    }
  }

  /// The version of GMP that is linked, such as "6.2.1".
  package static var gmp: String { String(cString: kc_gmp_version()) }

  /// The version of MPFR that is linked, such as "4.2.0".
  package static var mpfr: String { String(cString: mpfr_get_version()) }
}

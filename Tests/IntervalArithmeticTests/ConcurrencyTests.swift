import ExactArithmetic
import Foundation
import IntervalArithmetic
import Synchronization
import Testing

/// MPFR's caches belong to the thread: the same computation agrees on all of them, in any order,
/// with caches thrown away in between.
@Suite struct ConcurrencyTests {
  private static func computation(from start: Int) -> [Int: String] {
    var results: [Int: String] = [:]
    for step in 0..<60 {
      let index = (start * 15 + step) % 60
      let p = Precision(40 + 97 * index)
      let x = Interval(Rational(Integer(index - 30), 31), precision: p)
      let value =
        Interval.pi(precision: p) * x.arccosine.cosine + x.exponential.logarithm.sine
        + Interval(2, precision: p).logarithm
      results[index] = value.lower.hexadecimal + " " + value.upper.hexadecimal
      if (index + start) % 7 == 0 { MultiprecisionRuntime.freeThreadCaches() }
    }
    MultiprecisionRuntime.freeThreadCaches()
    return results
  }

  @Test func threadsAgree() {
    let collected = Mutex<[[Int: String]]>([])
    let finished = DispatchSemaphore(value: 0)
    for start in 0..<4 {
      Thread.detachNewThread {
        let results = ConcurrencyTests.computation(from: start)
        collected.withLock { $0.append(results) }
        finished.signal()
      }
    }
    for _ in 0..<4 { finished.wait() }
    let results = collected.withLock { $0 }
    #expect(results.count == 4)
    for other in results.dropFirst() { #expect(other == results.first) }
    #expect(results.first?.count == 60)
  }

  /// One value read by many threads at once.
  @Test func sharedValues() async {
    let p = Precision(500)
    let x = Interval(Rational(1, 3), precision: p)
    let texts = await withTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { (x.arccosine * x).description } }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(texts.count == 1)
  }

  @Test func versions() {
    #expect(MultiprecisionRuntime.gmp.first?.isNumber == true)
    #expect(MultiprecisionRuntime.mpfr.first?.isNumber == true)
  }
}

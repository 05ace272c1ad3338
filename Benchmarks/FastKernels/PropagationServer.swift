import FastKernels
import Foundation
import KernelComposition
import KernelVocabulary
import NetworkGraphs

/// Propagates a matrix that another process writes: `fast-benchmark FILE N NETWORK [RULE [KERNEL [THREADS]]]`.
///
/// FILE holds N×N doubles and is mapped. For each line on standard input the matrix is replaced by the
/// network's kernel, and the seconds that took are printed with the guaranteed error.
@main
struct PropagationServer {
  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }

  static func main() throws {
    let words = CommandLine.arguments
    let usage = "usage: fast-benchmark FILE N NETWORK [RULE [KERNEL [THREADS]]]"
    guard words.count >= 4, let count = Int(words[2]),
      let rule = PropagationRule(rawValue: words.count > 4 ? words[4] : "variance-only"),
      let kernel = Kernel(rawValue: words.count > 5 ? words[5] : "nngp"),
      let threads = Int(words.count > 6 ? words[6] : "2")
    else {
      fail(usage)
    }
    let length = count * count * MemoryLayout<Double>.stride
    let file = open(words[1], O_RDWR)
    guard file >= 0, let address = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      address != MAP_FAILED
    else {
      fail("cannot map \(words[1])")
    }
    let matrix = UnsafeMutableBufferPointer(
      start: address.bindMemory(to: Double.self, capacity: count * count), count: count * count)
    let plan = try PropagationPlan(
      NetworkGraph(parsing: words[3]), rule: rule, kernel: kernel)
    let clock = ContinuousClock()
    while readLine() != nil {
      var error: PropagationError?
      let time = clock.measure {
        error = plan.propagate(inPlace: matrix, count: count, threads: threads)
      }
      let (seconds, attoseconds) = time.components
      print(Double(seconds) + Double(attoseconds) * 1e-18, error?.offDiagonal ?? .infinity)
      fflush(nil)
    }
  }
}

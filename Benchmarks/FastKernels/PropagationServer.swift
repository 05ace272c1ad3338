import FastKernels
import Foundation

/// Propagates a matrix that another process writes: `fast-benchmark FILE N DEPTH [THREADS]`.
///
/// FILE holds N×N doubles and is mapped. For each line on standard input the matrix is replaced by
/// its kernel after DEPTH layers of ReLU, and the seconds that took are printed.
@main
struct PropagationServer {
  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }

  static func main() throws {
    let words = CommandLine.arguments
    guard words.count >= 4, let count = Int(words[2]), let depth = Int(words[3]) else {
      fail("usage: fast-benchmark FILE N DEPTH [THREADS]")
    }
    let threads = words.count > 4 ? Int(words[4]) ?? 2 : 2
    let length = count * count * MemoryLayout<Double>.stride
    let file = open(words[1], O_RDWR)
    guard file >= 0, let address = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      address != MAP_FAILED
    else {
      fail("cannot map \(words[1])")
    }
    let matrix = UnsafeMutableBufferPointer(
      start: address.bindMemory(to: Double.self, capacity: count * count), count: count * count)
    let plan = try PropagationPlan(.chain(depth: depth), rule: .varianceOnly)
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

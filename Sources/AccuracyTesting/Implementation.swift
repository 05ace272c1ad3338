import IntervalArithmetic

/// An implementation that is put to the test, outside this process.
package protocol Implementation: Sendable {
  /// Its results at numbers of a format, all given and returned as bit patterns.
  func results(at inputs: [UInt64]) throws(ImplementationFailure) -> [UInt64]
}

/// How an implementation failed to give results.
package enum ImplementationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case notStarted(String)
  case died(signal: Int32)
  case exited(code: Int32)
  case timedOut(seconds: Double)
  case interrupted
  case wrongCount(got: Int, expected: Int)
  case unreadable(line: Int, text: String)

  /// One sentence without an end.
  package var description: String {
    switch self {
    case .notStarted(let reason): "it could not be started: \(reason)"
    case .died(let signal): "it died of signal \(signal)"
    case .exited(let code): "it ended with exit code \(code)"
    case .timedOut(let seconds): "it gave no answer within \(seconds) seconds"
    case .interrupted: "it was interrupted"
    case .wrongCount(let got, let expected):
      "it gave \(got) results for \(expected) inputs"
    case .unreadable(let line, let text):
      "line \(line) of its output, '\(text.prefix(60))', is not a number"
    }
  }

  /// Whether the failure may depend on the inputs: a crash, or no end.
  var isCrash: Bool {
    switch self {
    case .died, .exited, .timedOut, .wrongCount: true
    case .notStarted, .interrupted, .unreadable: false
    }
  }
}

/// A program that reads numbers and writes numbers.
///
/// The line protocol: one hexadecimal number a line on standard input ("0x1.8p-1", "-0x0p0"), until the
/// input ends; one result a line on standard output, in the same order, as a hexadecimal number, a
/// decimal that identifies the number (rounded to nearest), or inf, -inf or nan; then exit code 0. It is
/// started anew for each batch, so that nothing need be flushed. Empty lines are skipped.
package struct CommandImplementation: Implementation {
  let process: ChildProcess
  let format: BinaryFormat

  /// The program that a line of shell starts, for numbers of `format`.
  package init(shell line: String, format: BinaryFormat, process: ChildProcess.Limits) {
    self.process = ChildProcess(arguments: ["/bin/sh", "-c", line], limits: process)
    self.format = format
  }

  /// Runs the program on a batch.
  package func results(at inputs: [UInt64]) throws(ImplementationFailure) -> [UInt64] {
    let request = inputs.map { format.hexadecimal($0) + "\n" }.joined()
    let output = try process.run(input: Array(request.utf8))
    return try CommandImplementation.numbers(in: output, format, count: inputs.count)
  }

  /// The numbers in the lines of a text.
  package static func numbers(
    in output: [UInt8], _ format: BinaryFormat, count: Int? = nil
  ) throws(ImplementationFailure) -> [UInt64] {
    var results: [UInt64] = []
    for (index, line) in output.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    {
      let text = String(decoding: line.filter { $0 != 13 && $0 != 32 && $0 != 9 }, as: UTF8.self)
      if text.isEmpty { continue }
      guard let bits = format.bits(text) else { throw .unreadable(line: index + 1, text: text) }
      results.append(bits)
    }
    if let count, results.count != count {
      throw .wrongCount(got: results.count, expected: count)
    }
    return results
  }
}

/// A C function over arrays in a shared library: `void f(const double *x, double *y, size_t n)`, with
/// float for binary32 and uint16_t bit patterns for 16-bit formats.
///
/// It runs in a child process, `caller`, which reads the raw numbers and writes the raw results.
package struct LibraryImplementation: Implementation {
  let process: ChildProcess
  let format: BinaryFormat

  /// The function that the command line `caller` calls.
  package init(caller: [String], format: BinaryFormat, process: ChildProcess.Limits) {
    self.process = ChildProcess(arguments: caller, limits: process)
    self.format = format
  }

  /// Calls the function once on a batch.
  package func results(at inputs: [UInt64]) throws(ImplementationFailure) -> [UInt64] {
    let width = format.byteCount
    let request = inputs.flatMap { bits in
      (0..<width).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
    }
    let output: [UInt8]
    do {
      output = try process.run(input: request)
    } catch .exited {
      // The caller's own failure, about which it has said more: the function does not end processes.
      throw .notStarted("the function could not be called")
    }
    guard output.count == request.count else {
      throw .wrongCount(got: output.count / width, expected: inputs.count)
    }
    return inputs.indices.map { index in
      (0..<width).reduce(UInt64(0)) { bits, place in
        bits | UInt64(output[index * width + place]) << UInt64(8 * place)
      }
    }
  }
}

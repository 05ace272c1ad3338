import Dispatch
import ExactJSON
import KernelCalculator
import Synchronization

/// One JSON object a line in, one a line out, in the same order, on several threads.
enum Batch {
  /// Answers every line of a file ("-" for standard input); throws at the end where a line failed.
  static func run(
    _ path: String, threads: Int, answer: @escaping @Sendable (LocatedJSON) throws -> JSON
  ) throws {
    let reader = try LineReader(path)
    var number = 0
    var worst: Failure.Kind?
    var failures = 0
    while true {
      let lines = try reader.lines(limit: 64 * threads)
      if lines.isEmpty { break }
      for (offset, result) in answers(to: lines, threads, answer).enumerated() {
        switch result {
        case .success(let json):
          Console.write(json.text() + "\n")
        case .failure(let failure):
          failures += 1
          worst = worst == .badInput ? worst : failure.kind
          let line = number + offset + 1
          Console.write(JSON.failure(failure, line: line).text() + "\n")
        }
      }
      number += lines.count
      try Console.flush()
    }
    if let worst { throw Failure("\(failures) of \(number) lines failed", worst) }
  }

  private static func answers(
    to lines: [[UInt8]], _ threads: Int, _ answer: @escaping @Sendable (LocatedJSON) throws -> JSON
  ) -> [Result<JSON, Failure>] {
    let results = Mutex([Result<JSON, Failure>?](repeating: nil, count: lines.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, lines.count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= lines.count { break }
        let result = Result { () throws -> JSON in
          try answer(LocatedJSON.parse(utf8: lines[index]))
        }.mapError { Failure(inBatch: $0) }
        results.withLock { $0[index] = result }
      }
      MultiprecisionRuntime.freeThreadCaches()
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}

extension LocatedJSON {
  /// The members of a request with only known keys.
  func request(_ keys: [String]) throws -> [String: LocatedJSON] {
    guard case .object(let members) = value else {
      throw error("a request is a JSON object, not \(kind)")
    }
    for member in members where !keys.contains(member.key) {
      let hint = nearestSpelling(to: member.key, among: keys).map { "; did you mean \"\($0)\"?" }
      throw member.error(
        "unknown key \"\(member.key.prefix(40))\""
          + (hint ?? "; known are \(keys.joined(separator: ", "))"))
    }
    return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
  }
}

/// The members that requests share.
struct PointRequest {
  let at: [String]
  let digits: Int

  init(_ members: [String: LocatedJSON]) throws {
    at =
      try members["at"].map { value in
        if case .null = value.value { return [] }
        return [try value.string("at")]
      } ?? []
    guard let digits = members["digits"] else {
      self.digits = Digits.standard
      return
    }
    guard case .number(let text) = digits.value, let count = Rational(text)?.asInt else {
      throw digits.error("\"digits\" must be a whole number from 1 to \(Evaluator.largestDigits)")
    }
    self.digits = try Digits.checked(count)
  }
}

/// The number of significant digits asked for.
enum Digits {
  static let standard = 30

  static func checked(_ digits: Int) throws -> Int {
    guard (1...Evaluator.largestDigits).contains(digits) else {
      throw Failure("digits must be between 1 and \(Evaluator.largestDigits), not \(digits)")
    }
    return digits
  }
}

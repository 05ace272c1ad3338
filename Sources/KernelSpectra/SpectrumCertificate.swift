import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs

/// The statement that a network's kernel matrix on data has no eigenvalue below a number, with everything
/// that it speaks of: who replays it factors one matrix.
///
/// The text is made of lines `word value`: what the file is, the bound, network, kernel, rule, what
/// the means are, whether the rows are divided by their norms, how many they are; then the rows, CSV of exact
/// numbers.
public struct SpectrumCertificate: Sendable {
  /// λ_min is above this.
  public let bound: Rational
  /// The network as it was typed.
  public let network: String
  private let problem: SpectrumProblem

  private static let title = "kernelcalc spectrum certificate 1"

  /// The statement that λ_min > `bound`; nothing is proved yet.
  ///
  /// Throws where the text is not that of the network.
  public init(
    _ problem: SpectrumProblem, network: String, above bound: Rational
  ) throws(KernelInputError) {
    guard !network.contains(where: \.isNewline),
      (try? NetworkGraph(parsing: network))?.withoutLabels.removingUnreachableParts()
        == problem.network
    else { throw KernelInputError("a certificate needs a network in a text of one line") }
    self.bound = bound
    self.network = network
    self.problem = problem
  }

  /// The statement in words.
  public var statement: String {
    "λ_min > \(bound) for the \(problem.kernel == .nngp ? "NNGP kernel" : "NTK") of \(network) on "
      + "\(problem.count) inputs, \(problem.rule.rawValue) rule"
  }

  /// The certificate's text.
  public var text: String {
    let inputs = problem.inputs
    var lines = [
      SpectrumCertificate.title, "above \(bound)", "network \(network)",
      "kernel \(problem.kernel.rawValue)", "rule \(problem.rule.rawValue)",
      "means \(inputs.means.rawValue)", "normalized \(inputs.isNormalized)",
      "inputs \(inputs.count)",
    ]
    lines += inputs.rows.map { row in
      row.integers.map { "\(row.factor * Rational($0))" }.joined(separator: ",")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a text is such a certificate and none of another kind.
  public static func isBeginning(of text: String) -> Bool {
    text.split(separator: "\n", maxSplits: 1).first.map { $0 == title } ?? false
  }

  /// Reads a certificate. Throws, with the line, where it is damaged.
  public init(_ text: String) throws(KernelInputError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func value(_ line: Int, _ word: String) throws(KernelInputError) -> String {
      guard line < lines.count, lines[line].hasPrefix(word + " ") else {
        throw KernelInputError("line \(line + 1): '\(word)' is expected")
      }
      return String(lines[line].dropFirst(word.count + 1))
    }
    guard SpectrumCertificate.isBeginning(of: text) else {
      throw KernelInputError("line 1: '\(SpectrumCertificate.title)' is expected")
    }
    guard let bound = Rational(try value(1, "above")) else {
      throw KernelInputError("line 2: the bound is not a number")
    }
    let network = try value(2, "network")
    let graph: NetworkGraph
    do { graph = try NetworkGraph(parsing: network) } catch {
      throw KernelInputError("line 3: \(error)")
    }
    guard let kernel = Kernel(rawValue: try value(3, "kernel")) else {
      throw KernelInputError("line 4: the kernel is nngp or ntk")
    }
    guard let rule = PropagationRule(rawValue: try value(4, "rule")) else {
      throw KernelInputError("line 5: the rule is exact or variance-only")
    }
    guard let means = KernelInputs.Means(rawValue: try value(5, "means")) else {
      throw KernelInputError("line 6: the means are zero or data")
    }
    let word = try value(6, "normalized")
    guard let isNormalized = Bool(word) else {
      throw KernelInputError("line 7: true or false is expected")
    }
    guard let count = Int(try value(7, "inputs")), count > 0 else {
      throw KernelInputError("line 8: the number of inputs is expected")
    }
    let table: ExactTable
    do { table = try ExactTable(csv: lines[8...].joined(separator: "\n")) } catch {
      throw KernelInputError("the inputs, from line 9 on: \(error)")
    }
    guard table.rows.count == count, table.columnNames == nil else {
      throw KernelInputError("\(table.rows.count) rows of inputs where there should be \(count)")
    }
    let problem = try SpectrumProblem(
      graph, rule: rule, kernel: kernel,
      inputs: try KernelInputs(table, normalizing: isNormalized, means: means))
    try self.init(problem, network: network, above: bound)
  }

  /// Proves the statement by one factorisation in double precision, or where that does not suffice by
  /// factorisations in MPFR arithmetic of rising precision; false where none does.
  public func isReplayed(threads: Int) throws(KernelInputError) -> Bool {
    let count = problem.count
    let gram = try FloatGram(problem, threads: threads) { _, _ in }
    let scalar = MultiprecisionGram.scalarPrecision
    let above = Interval(bound, precision: scalar)
    let doubt = FloatFactor.backwardError(gram, shift: 0, sign: 1) + gram.errorNorm
    let margin = doubt * Interval(BigFloat(1.015625, precision: scalar, rounding: .up))
    let shift = (above + margin).upper.double(rounding: .up)
    if let factor = FloatFactor(gram, shift: shift, threads: threads) {
      let point = Interval(BigFloat(shift, precision: scalar, rounding: .nearestEven))
      let proven = (point - factor.backwardError - gram.errorNorm).lower
      if let order = proven.compared(to: bound), order > 0 { return true }
    }
    var bits = 128
    while bits <= SpectrumProblem.precisionLimit(count), count <= 3_000 {
      let matrix = try problem.gram(Precision(bits), SpectrumOptions(threads: threads))
      let solver = MultiprecisionSpectrum(gram: matrix, threads: threads, relativeWidth: 1e-9)
      if let proven = solver.provenLower(above: bound), proven.compared(to: bound) ?? -1 > 0 {
        return true
      }
      bits *= 2
    }
    return false
  }
}

extension MultiprecisionSpectrum {
  /// A proven lower bound of the smallest eigenvalue from one factorisation a little above `bound`.
  func provenLower(above bound: Rational) -> BigFloat? {
    let scalar = MultiprecisionGram.scalarPrecision
    let start = Interval(bound, precision: scalar)
    let doubt =
      RoundingConstants.factorization(gram.count, gram.precision)
      * Interval(gram.count, precision: scalar) * gram.largestEntry + gram.errorNorm
    let two = Interval(2, precision: scalar)
    return shiftedBound((start + doubt * two).upper, sign: 1)?.lower
  }
}

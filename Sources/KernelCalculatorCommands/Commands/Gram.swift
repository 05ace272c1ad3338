import ArgumentParser
import ExactJSON
import KernelCalculator

struct Gram: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "gram",
    abstract: "A network's kernel matrix on data, with proven errors.",
    discussion: """
      Examples:
        printf '%s\\n' 1,0 1,1 0,2 | kernelcalc gram 2_21_112 --inputs - --digits 30
        printf '%s\\n' 1,0 3,4 | kernelcalc gram 2_02 --inputs - --kernel ntk --json
        printf '%s\\n' 1,0 3,4 | kernelcalc gram 2_02 --inputs - --out K.npy

      K_ij for the rows x_i of a data file, which are read as the exact numbers they are, with K⁽⁰⁾_ij \
      = ⟨x_i, x_j⟩. Rows are counted from 0.

      With --out K.npy the matrix is written in double precision (float64), and beside it \
      K.error.npy (float32) with a proven bound of each entry's error. Memory: 12 bytes an entry, \
      1.2 GB for 10,000 inputs.

      Otherwise the entries with j ≥ i are printed as enclosed decimals, |K_ij − value| ≤ error, of \
      --digits significant digits; an entry too near to 0 for that has the error that was reached.
      """)

  @Argument(help: "The network: text, @FILE, or a cell of a space.")
  var dag: String

  @OptionGroup var data: DataOptions
  @OptionGroup var matrix: KernelMatrixOptions

  @Option(
    name: .long, help: ArgumentHelp("Where the matrix goes, an .npy file.", valueName: "file"),
    completion: .file())
  var out: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: "Significant digits of printed entries (1 to 1000; default: 12).")
  var digits: Int?

  @OptionGroup var cell: GenotypeOption
  @OptionGroup var output: JSONFlag

  func run() throws {
    let digits = digits ?? 12
    guard (1...1000).contains(digits) else {
      throw Failure("digits must be between 1 and 1000, not \(digits)")
    }
    if out != nil && self.digits != nil {
      throw Failure("--out writes double precision; --digits is for printed entries")
    }
    if let out, !out.hasSuffix(".npy") {
      throw Failure("\(out): the matrix is a NumPy array, and its file's name ends in .npy")
    }
    let rule = try matrix.checkedRule()
    let threads = try BatchOptions.checked(matrix.threads)
    let network = try NetworkArgument(dag, cell: cell.cell)
    let problem = try SpectrumProblem(
      network.network, rule: rule, kernel: matrix.kernel, inputs: try data.read())
    if let out {
      try write(problem, to: out, threads: threads, title: network.text)
    } else if output.json {
      try printJSON(problem, digits: digits, threads: threads, title: network.text)
    } else {
      Console.write("i,j,value,error\n")
      try problem.forEachEnclosedRow(digits: digits, threads: threads) { row, values in
        for (offset, value) in values.enumerated() {
          let decimal = EnclosedDecimal(of: value, digits: digits)
          Console.write("\(row),\(row + offset),\(decimal.text),\(decimal.errorText)\n")
        }
      }
    }
  }

  private func description(_ problem: SpectrumProblem, title: String) -> [(String, JSON)] {
    [
      ("schema", JSON.schema), ("dag", .string(title)), ("n", .integer(problem.count)),
      ("kernel", .string(problem.kernel.rawValue)), ("rule", .string(problem.rule.rawValue)),
      ("inputs", .string(data.description)),
    ]
  }

  private func printJSON(
    _ problem: SpectrumProblem, digits: Int, threads: Int, title: String
  ) throws {
    var entries: [JSON] = []
    try problem.forEachEnclosedRow(digits: digits, threads: threads) { row, values in
      for (offset, value) in values.enumerated() {
        let decimal = EnclosedDecimal(of: value, digits: digits)
        entries.append([
          "i": .integer(row), "j": .integer(row + offset), "value": .string(decimal.text),
          "error": .string(decimal.errorText),
        ])
      }
    }
    let object = description(problem, title: title) + [("entries", .array(entries))]
    Console.write(JSON.object(JSON.Object(object)).text() + "\n")
  }

  private func write(
    _ problem: SpectrumProblem, to path: String, threads: Int, title: String
  ) throws {
    let meter = Progress()
    let result = try problem.matrix(threads: threads) { meter.show("row \($0) of \($1)") }
    meter.clear()
    let count = result.count
    let errorPath = path.dropLast(4) + ".error.npy"
    try Files.write(to: path) { next in
      try next(NumPyArray.header(shape: [count, count], format: .binary64))
      for row in 0..<count { try next(bytes(result.row(row)) { $0.bitPattern.littleEndian }) }
    }
    try Files.write(to: String(errorPath)) { next in
      try next(NumPyArray.header(shape: [count, count], format: .binary32))
      for row in 0..<count {
        try next(bytes(result.errors(ofRow: row)) { $0.bitPattern.littleEndian })
      }
    }
    let largest = decimal(result.largestError)
    let relative = decimal(result.largestRelativeError)
    if output.json {
      let object =
        description(problem, title: title) + [
          ("out", .string(path)), ("error_out", .string(String(errorPath))),
          ("largest_error", .string(largest)), ("largest_relative_error", .string(relative)),
          ("error_norm", .string(result.errorNorm.decimalEnds(digits: 2).upper)),
        ]
      Console.write(JSON.object(JSON.Object(object)).text() + "\n")
    } else {
      let kernel = problem.kernel == .nngp ? "NNGP kernel" : "NTK"
      Console.write(
        "\(count)×\(count) \(kernel) in \(path), error bounds in \(errorPath)\n"
          + "  every |K_ij - entry| ≤ \(largest), and ≤ \(relative)·√(K_ii K_jj)\n"
          + "  in the spectral norm ≤ \(result.errorNorm.decimalEnds(digits: 2).upper)\n")
    }
  }

  private func decimal(_ bound: Double) -> String {
    Interval(BigFloat(bound, precision: Precision(64), rounding: .up)).decimalEnds(digits: 2).upper
  }

  /// The bytes of numbers' bit patterns.
  private func bytes<Number, Pattern>(
    _ numbers: [Number], _ pattern: (Number) -> Pattern
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: numbers.count * MemoryLayout<Pattern>.size) {
      buffer, initialized in
      for (index, number) in numbers.enumerated() {
        buffer.baseAddress.map { UnsafeMutableRawPointer($0) }?.storeBytes(
          of: pattern(number), toByteOffset: index * MemoryLayout<Pattern>.size, as: Pattern.self)
      }
      initialized = numbers.count * MemoryLayout<Pattern>.size
    }
  }
}

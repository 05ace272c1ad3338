import ArgumentParser
import ExactJSON
import KernelCalculator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct Regress: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "regress",
    abstract: "Compare an implementation in floating point with the truth.",
    discussion: """
      Examples:
        kernelcalc regress --function x --command cat --type binary16
        echo 1 | kernelcalc regress --function x --actual - --reference-grid list:1

      The truth is --function (an expression in one variable, or kappa0, kappa1, …) or an --entry \
      of a network, --dag. What is compared with it is one of:
        --command LINE       a line of shell; see below
        --library FILE --symbol NAME
                             void NAME(const double *x, double *y, size_t n) in a
                             shared library; float for binary32, uint16_t bit
                             patterns for binary16 and bfloat16. It runs in a child
                             process: a crash becomes part of the report
        --actual FILE        results at the points of --reference-grid, a NumPy
                             array (.npy) or one number a line
        --matrix FILE        a kernel matrix (.npy): symmetry, positive
                             semi-definiteness and finite entries; with --dag and
                             --inputs its entries too are compared with the truth

      The line protocol: the command reads numbers, one a line, in hexadecimal (0x1.8p-1) until \
      its input ends, and writes one result a line: hexadecimal, or a decimal that identifies the \
      number, or inf, -inf, nan. It is started anew for each batch. In Python:

        import sys
        for line in sys.stdin:
            print(float(my_kernel(float.fromhex(line))).hex())

      The error in ULP is |actual - true| in units of the spacing of the format in the binade of \
      the correctly rounded result; it is at most 1/2 for that result. Printed errors are upper \
      bounds, and whether an error exceeds --max-ulp is decided exactly. Without \
      --reference-grid the points are structured (see kernelcalc table --help), random:4000:1, \
      worst-cases and the surroundings of constants found in the library, or in script files that \
      the command names; then a search climbs from the worst inputs and divides the gaps over \
      which the error jumps.

      A matrix is semi-definite enough where λ_min ≥ -τ, τ = 2·u·e·tr K with the type's unit \
      roundoff u and e the larger of 1/2 and --max-ulp: errors of e ULP in the entries of a \
      semi-definite matrix can take no more. With --strict, τ is 0.

      Without --max-ulp errors are measured, and nothing is passed.

      Exit code 0 passed or measured; 1 an error above --max-ulp, a result that is NaN or infinite where the \
      truth is not, or a crash; with --strict also a result out of the range of κ_n, or two \
      neighbours in the wrong order. All of these are "FAILED"; 3 a matrix that is undecided.
      """)

  @Option(name: .long, parsing: .unconditional, help: "An expression in one variable.")
  var function: String?

  @Option(name: .long, help: "A name that is a variable, though it looks like a function's.")
  var variable: String?

  @Option(name: .long, help: "A network; @FILE reads it from a file.")
  var dag: String?

  @Option(
    name: .long,
    help: "For --dag: \(KernelQuantity.reported.map(\.rawValue).joined(separator: ", ")).")
  var entry = KernelQuantity.kij.rawValue

  @Option(name: .long, help: "For --dag: variance-only or exact.")
  var rule: RuleChoice = .exact

  @Option(name: .long, help: "For --matrix with --inputs: the NNGP kernel or the NTK.")
  var kernel: Kernel = .nngp

  @OptionGroup var data: OptionalDataOptions

  @Option(name: .long, help: "A program to test, as a line of shell.")
  var command: String?

  @Option(name: .long, help: "A shared library to test.")
  var library: String?

  @Option(name: .long, help: "The function in the library.")
  var symbol: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: "Results to test, .npy or lines; - for standard input.")
  var actual: String?

  @Option(name: .long, help: "A kernel matrix to test, .npy.")
  var matrix: String?

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: "The points, as --grid of table; may be repeated.")
  var referenceGrid: [String] = []

  @Option(name: .long, help: "binary64, binary32, binary16 or bfloat16.")
  var type = "binary64"

  @Option(name: .long, help: "The largest error allowed, in ULP.")
  var maxUlp: String?

  @Flag(
    name: .long, inversion: .prefixedNo, help: "Whether to search on from the points.")
  var search = true

  @Flag(name: .long, help: "Wrong order, values out of range, λ_min < 0 fail too.")
  var strict = false

  @Option(name: .long, help: "Seconds that one run of the implementation may take.")
  var timeout: Double = 600

  @Option(name: .long, help: "Write the result as JUnit XML to this file.")
  var junit: String?

  @Option(name: .long, parsing: .unconditional, help: "Threads (default: one a core).")
  var threads: Int?

  @OptionGroup var output: JSONFlag

  func run() throws {
    if let matrix { return try runMatrix(matrix) }
    guard try data.read() == nil else { throw Failure("--inputs are for a --matrix") }
    guard timeout > 0 else { throw Failure("--timeout must be positive") }
    let threads = try BatchOptions.checked(threads)
    let format = try format()
    let function = try reference()
    let limit = try limit()
    let grids = try referenceGrid.map { try Grid(argument: $0) }
    let given = [actual, command, library].compactMap { $0 }.count
    guard given == 1 else {
      throw Failure("give one of --command, --library, --actual and --matrix")
    }
    let meter = Progress()
    let isInterrupted = Interrupt.flag()
    var regression = Regression(
      function: function, measure: ErrorMeasure(format: format, limit: limit), isStrict: strict,
      threads: threads
    ) { text in
      meter.show(text)
      return !isInterrupted.isRaised
    }
    if let actual {
      guard !grids.isEmpty else {
        throw Failure("--actual needs the --reference-grid whose results it holds")
      }
      let points = try Grid.points(of: grids, format: format)
      let results = try Regress.results(in: actual, format)
      guard let inputs = points.bits, inputs.count == results.count else {
        throw Failure("\(actual) has \(results.count) results for \(points.count) points")
      }
      try regression.compare(inputs, with: results, what: referenceGrid.joined(separator: " "))
    } else {
      try regression.run(
        implementation(format) { isInterrupted.isRaised }, at: try batches(grids, format),
        searchRounds: search ? 16 : 0)
    }
    meter.clear()
    let report = regression.report
    if let junit { try Files.write(report.junit.xml, to: junit) }
    output.write(report)
    throw ExitCode(report.passed ? 0 : Failure.Kind.refuted.rawValue)
  }

  private func format() throws -> BinaryFormat {
    guard let format = BinaryFormat(type) else {
      throw Failure(
        "'\(type.prefix(40))' is no type; \(NumberType.hint(for: type, decimals: false))")
    }
    return format
  }

  private func limit() throws -> Rational? {
    try maxUlp.map { text in
      let value = try Point.rational(text, for: "--max-ulp")
      guard value.signum >= 0 else { throw Failure("--max-ulp must not be negative") }
      return value
    }
  }

  private func reference() throws -> ReferenceFunction {
    switch (function, dag) {
    case (let function?, nil):
      let text = try Files.argument(function).trimmed
      // A bare name such as kappa1 is the function of that name.
      let isName = FunctionLibrary.kernels[text]?.parameters == 0
      return try FunctionArgument(expression: isName ? "\(text)(x)" : text, variable: variable)
        .functions[0]
    case (nil, let dag?):
      guard rule.rules.count == 1 else {
        throw Failure("--dag needs one propagation rule: --rule variance-only or --rule exact")
      }
      let functions = try FunctionArgument(
        network: dag, quantities: FunctionArgument.quantities(entry), rules: rule.rules
      ).functions
      guard functions.count == 1 else { throw Failure("--entry takes one entry here") }
      return functions[0]
    default: throw Failure("give one of --function and --dag")
    }
  }

  private func implementation(
    _ format: BinaryFormat, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> any Implementation {
    let limits = ChildProcess.Limits(seconds: timeout, isCancelled: isCancelled)
    if let command {
      return CommandImplementation(shell: command, format: format, process: limits)
    }
    guard let library, let symbol else {
      throw Failure("--library needs the --symbol of a function")
    }
    guard Console.capture == nil && !CommandLineTool.isHosted else {
      throw Failure("--library starts this program again; call the command kernelcalc itself")
    }
    let caller = [Regress.ownPath, "call-library", library, symbol, "\(format.byteCount)"]
    return LibraryImplementation(caller: caller, format: format, process: limits)
  }

  /// What starts this program again; where it runs as a function of another, the one on the path.
  private static var ownPath: String {
    if Console.capture != nil { return "kernelcalc" }
    return access("/proc/self/exe", X_OK) == 0 ? "/proc/self/exe" : CommandLine.arguments[0]
  }

  private func batches(
    _ grids: [Grid], _ format: BinaryFormat
  ) throws -> [(what: String, inputs: [UInt64])] {
    if !grids.isEmpty {
      let points = try Grid.points(of: grids, format: format)
      return [(referenceGrid.joined(separator: " "), points.bits ?? [])]
    }
    var batches: [(what: String, inputs: [UInt64])] = []
    for grid in ["structured", "random:4000:1", "worst-cases"] {
      let points = try Grid.points(of: [Grid(grid)], format: format)
      batches.append((grid, points.bits ?? []))
    }
    for (file, constants) in try constants(format) where !constants.isEmpty {
      batches.append(
        (
          "around \(constants.count) constants in \(file)",
          StructuredGrid.points(around: constants, format)
        ))
    }
    return batches.filter { !$0.inputs.isEmpty }
  }

  /// The constants in the library, or in the scripts that the command names, by file.
  private func constants(_ format: BinaryFormat) throws -> [(file: String, numbers: [Rational])] {
    if let library {
      return [(library, EmbeddedConstants.patterns(in: try Files.read(library), format))]
    }
    let words = command?.split(whereSeparator: { " \t\n;&|()'\"".contains($0) }).map(String.init)
    return (words ?? []).compactMap { word in
      // A word that is no readable file is no matter; nor is a program, which is not text.
      guard word != "-", Files.isRegular(word), let bytes = try? Files.read(word),
        String(validating: bytes, as: UTF8.self) != nil
      else { return nil }
      return (word, EmbeddedConstants.literals(in: bytes))
    }
  }

  /// The numbers in a NumPy array or in lines of text.
  private static func results(in path: String, _ format: BinaryFormat) throws -> [UInt64] {
    let bytes = try Files.read(path)
    guard NumPyArray.isBeginning(of: bytes) else {
      do {
        return try CommandImplementation.numbers(in: bytes, format)
      } catch {
        guard case .unreadable(let line, let text) = error else {
          throw Failure("\(path): \(error)")
        }
        throw Failure("\(path): line \(line): '\(text.prefix(60))' is not a number")
      }
    }
    do {
      let array = try NumPyArray(reading: bytes, expecting: format)
      guard array.format == format else {
        let name = array.format?.name ?? "other"
        throw Failure("\(path): holds \(name) numbers; give --type \(name)")
      }
      return array.elements
    } catch let error as NumPyError {
      throw Failure("\(path): \(error)")
    }
  }

  private func runMatrix(_ path: String) throws {
    guard function == nil, command == nil, library == nil, actual == nil, referenceGrid.isEmpty
    else {
      throw Failure("--matrix stands alone: its truth is a network, --dag, with --inputs")
    }
    let inputs = try data.read()
    guard (inputs == nil) == (dag == nil) else {
      throw Failure("a matrix's entries are those of a --dag on --inputs: give both, or neither")
    }
    let limit = try limit()
    guard limit == nil || inputs != nil else {
      throw Failure("--max-ulp needs the truth of a --matrix: --dag and --inputs")
    }
    _ = try format()
    let report: MatrixReport
    do {
      let array = try NumPyArray(
        reading: try Files.read(path), expecting: BinaryFormat(type) == .bfloat16 ? .bfloat16 : nil)
      let errors = try inputs.map { try entryErrors(of: array, path, on: $0, limit: limit) }
      report = try MatrixReport(array, name: path, isStrict: strict, errors: errors)
    } catch let error as NumPyError {
      throw Failure("\(path): \(error)")
    }
    if let junit { try Files.write(report.junit.xml, to: junit) }
    output.write(report)
    throw ExitCode(report.verdict.exitCode)
  }

  /// The errors of a matrix's entries as those of the kernel matrix of `--dag` on `inputs`.
  private func entryErrors(
    of array: NumPyArray, _ path: String, on inputs: KernelInputs, limit: Rational?
  ) throws -> EntryErrors {
    var errors = try EntryErrors(array, limit: limit)
    guard array.shape == [inputs.count, inputs.count] else {
      throw Failure("\(path) is \(array.shape[0]) × \(array.shape[1]) for \(inputs.count) inputs")
    }
    guard let only = rule.rules.first, rule.rules.count == 1 else {
      throw Failure("a kernel matrix needs one rule: variance-only or exact")
    }
    let network = try NetworkArgument(dag ?? "")
    let problem = try SpectrumProblem(network.network, rule: only, kernel: kernel, inputs: inputs)
    // Twice the digits of binary64 and more: what remains undecided is a tie, or a limit met exactly.
    try problem.forEachEnclosedRow(digits: 40, threads: try BatchOptions.checked(threads)) {
      row, values in
      for (offset, truth) in values.enumerated() {
        errors.compare(row: row, column: row + offset, with: truth)
        if offset > 0 { errors.compare(row: row + offset, column: row, with: truth) }
      }
    }
    return errors
  }
}

extension RegressionReport: Report {}
extension MatrixReport: Report {}

import ArgumentParser
import KernelCalculator

/// The data of a command that looks at N inputs.
struct DataOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The inputs, one a row: CSV, .npy, or .npz (FILE.npz:NAME); - for standard input.",
      valueName: "file"),
    completion: .file())
  var inputs: String

  @OptionGroup var treatment: DataTreatment

  /// The inputs, exactly.
  func read() throws -> KernelInputs {
    try treatment.inputs(inputs)
  }

  /// The numbers of a data file; an archive's array may be named after a colon.
  static func table(_ argument: String) throws -> ExactTable {
    var path = argument
    var member: String?
    if let colon = argument.lastIndex(of: ":"), argument[..<colon].hasSuffix(".npz") {
      path = String(argument[..<colon])
      member = String(argument[argument.index(after: colon)...])
    }
    let bytes = try Files.read(path)
    do {
      return try ExactTable(file: bytes, member: member)
    } catch {
      throw Failure("\(path == "-" ? "standard input" : path): \(error)")
    }
  }

  /// What was done to the inputs, in words.
  var description: String { treatment.description }
}

/// The same where data are optional.
struct OptionalDataOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Data, one input a row: CSV, .npy, or .npz (FILE.npz:NAME); - for standard input.",
      valueName: "file"),
    completion: .file())
  var inputs: String?

  @OptionGroup var treatment: DataTreatment

  /// The inputs, exactly; nil where there are none.
  func read() throws -> KernelInputs? {
    if inputs == nil && (treatment.normalize || treatment.center || treatment.means != .zero) {
      throw Failure("--normalize, --center and --means are for the data of --inputs")
    }
    return try inputs.map(treatment.inputs)
  }
}

/// What is done to data before they are a network's inputs.
struct DataTreatment: ParsableArguments {
  @Flag(name: .long, help: "Divide each input by its norm, so that K_ii = 1.")
  var normalize = false

  @Flag(name: .long, help: "Subtract each column's mean first.")
  var center = false

  @Option(name: .long, help: "The inputs' coordinate means M: zero, or those of the data.")
  var means: KernelInputs.Means = .zero

  /// The inputs of a data file.
  func inputs(_ file: String) throws -> KernelInputs {
    try KernelInputs(
      try DataOptions.table(file), normalizing: normalize, centering: center, means: means)
  }

  /// What was done to the inputs, in words.
  var description: String {
    var words: [String] = []
    if center { words.append("centred") }
    if normalize { words.append("normalised") }
    if means == .data { words.append("with the data's means") }
    return words.isEmpty ? "as they are" : words.joined(separator: ", ")
  }
}

extension KernelInputs.Means: ExpressibleByArgument {}

/// Which kernel matrix of a network, and how accurately.
struct KernelMatrixOptions: ParsableArguments {
  @Option(name: .long, help: "The NNGP kernel or the NTK.")
  var kernel: Kernel = .nngp

  @Option(name: .long, help: "Which propagation rule: variance-only or exact.")
  var rule: RuleChoice = .exact

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Threads (default: one a core).", valueName: "count"))
  var threads: Int?

  /// The one rule.
  func checkedRule() throws -> PropagationRule {
    guard let only = rule.rules.first, rule.rules.count == 1 else {
      throw Failure("a kernel matrix needs one rule: variance-only or exact")
    }
    return only
  }
}

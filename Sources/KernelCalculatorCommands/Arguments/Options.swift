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

struct DigitsOption: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: "Significant digits, each guaranteed to the stated error (1 to 1000000).")
  var digits: Int = Digits.standard

  func checked() throws -> Int { try Digits.checked(digits) }
}

package struct JSONFlag: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON object instead of text.")
  package var json = false

  package init() {}
}

package struct BatchOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: "Answer one JSON object a line from this file, or - for standard input.",
    completion: .file())
  var batch: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Threads for --batch (default: one a core).", valueName: "count"))
  var threads: Int?

  package init() {}

  func checkedThreads() throws -> Int { try BatchOptions.checked(threads) }

  /// A number of threads that is in range; one a core where none is given.
  package static func checked(_ threads: Int?) throws -> Int {
    let threads = threads ?? BatchOptions.cores
    guard (1...1024).contains(threads) else {
      throw Failure("threads must be between 1 and 1024, not \(threads)")
    }
    return threads
  }

  /// The number of processors, the default number of threads.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// Which propagation rules a command reports: one of those that are compared, or both.
package struct RuleChoice: ExpressibleByArgument {
  package let rules: [PropagationRule]

  package static let both = RuleChoice(rules: PropagationRule.compared)
  package static let exact = RuleChoice(rules: [.exact])

  private init(rules: [PropagationRule]) { self.rules = rules }

  package init?(argument: String) {
    let named = PropagationRule.compared.filter { argument == "both" || $0.rawValue == argument }
    if named.isEmpty { return nil }
    rules = named
  }

  package static var allValueStrings: [String] {
    PropagationRule.compared.map(\.rawValue) + ["both"]
  }
  package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  package var defaultValueDescription: String { rules.count > 1 ? "both" : rules[0].rawValue }
}

/// Which cell of a DARTS genotype a command looks at.
struct GenotypeOption: ParsableArguments {
  @Option(name: .long, help: "Which cell of a DARTS genotype: normal or reduce.")
  var cell: GenotypePart = .normal
}

/// A network as a command is given it.
struct NetworkArgument {
  let network: NetworkGraph
  /// The text that describes it.
  let text: String
  /// What it is called in text for people: its text where that is short, or its file.
  let title: String

  /// The network that an argument describes: text, `@file`, or `-` for standard input. Of a DARTS
  /// genotype it is that of one cell.
  init(_ argument: String, cell: GenotypePart = .normal) throws {
    text = try Files.argument(argument).trimmed
    let architecture = try ArchitectureText(parsing: text) { NetworkKernels.problem(with: $0) }
    network = architecture.network(cell)
    if case .genotype = architecture {
      title = "\(cell.rawValue) cell of a genotype"
      return
    }
    let isFile = argument.hasPrefix("@") || argument == "-"
    if text.count <= 48 && !text.contains(where: \.isNewline) {
      title = text
    } else if isFile {
      title = argument == "-" ? "from standard input" : String(argument.dropFirst())
    } else {
      title = text.prefix(47) + "…"
    }
  }

  /// The network in a batch line: a string, or the JSON form itself.
  init(_ json: LocatedJSON) throws {
    switch json.value {
    case .object:
      network = try ArchitectureText(json: json) { NetworkKernels.problem(with: $0) }.network()
      text = json.plain.text()
    default:
      text = try json.string("\"dag\"").trimmed
      network = try ArchitectureText(parsing: text) { NetworkKernels.problem(with: $0) }.network()
    }
    title = text
  }
}

extension PropagationRule: ExpressibleByArgument {}

import KernelCalculator

/// Networks in files within statements and lemma files.
enum FileReferences {
  /// A text with the network of FILE, in quotes, wherever `@FILE` or `"@FILE"` stands outside of comments
  /// and other quotes: as a digit string or an edge list where it has one, so that what is proved
  /// speaks for itself.
  ///
  /// A relative path starts from `folder`, or from the working directory where that is nil.
  static func resolved(_ text: String, from folder: String? = nil) throws -> String {
    var result = ""
    var rest = text[...]
    while let index = rest.firstIndex(where: { "@#\"".contains($0) }) {
      result += rest[..<index]
      let mark = rest[index]
      rest = rest[rest.index(after: index)...]
      switch mark {
      case "#":
        result += "#" + take(&rest) { !$0.isNewline }
      case "@":
        let path = take(&rest) { !$0.isWhitespace && !",(){}\"".contains($0) }
        result += quoted(try network(path, folder))
      default:
        let content = quotation(&rest)
        let isReference = content.hasPrefix("@")
        result +=
          isReference
          ? quoted(try network(String(content.dropFirst().prefix { $0 != "\"" }), folder))
          : "\"" + content
      }
    }
    return result + rest
  }

  private static func take(_ rest: inout Substring, _ isTaken: (Character) -> Bool) -> String {
    let taken = rest.prefix(while: isTaken)
    rest = rest[taken.endIndex...]
    return String(taken)
  }

  /// What follows a quotation mark, through the one that ends it.
  private static func quotation(_ rest: inout Substring) -> String {
    var content = ""
    while let character = rest.popFirst() {
      content.append(character)
      if character == "\\", let escaped = rest.popFirst() {
        content.append(escaped)
      } else if character == "\"" {
        break
      }
    }
    return content
  }

  private static func network(_ path: String, _ folder: String?) throws -> String {
    guard !path.isEmpty else { throw Failure("'@' needs the name of a file with a network") }
    let isRelative = !path.hasPrefix("/")
    let file = isRelative ? folder.map { "\($0)/\(path)" } ?? path : path
    let text = try Files.text(file).trimmed
    let architecture: ArchitectureText
    do {
      architecture = try ArchitectureText(parsing: text) { NetworkKernels.problem(with: $0) }
    } catch {
      throw Failure("\(file): \(error)")
    }
    let network = architecture.network()
    return network.digitString ?? network.edgeList ?? text
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\\\"".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}

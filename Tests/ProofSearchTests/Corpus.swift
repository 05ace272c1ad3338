import Foundation

/// Statements of known truth, from the files in `Corpus`; the reasons stand there.
struct Corpus {
  struct Entry: Sendable {
    let text: String
    let isTrue: Bool
    /// Whether a verdict is expected; the file says why not.
    let isDecidable: Bool
  }

  /// The statements of `true.txt` or of `false.txt`, and of what the file about the language has.
  static func entries(true isTrue: Bool) throws -> [Entry] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    let texts = try ["\(isTrue).txt", "\(isTrue)-language.txt"].map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
    return texts.flatMap { $0.split(separator: "\n") }
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let isOpen = line.hasPrefix("? ")
        return Entry(
          text: String(isOpen ? line.dropFirst(2) : line), isTrue: isTrue, isDecidable: !isOpen)
      }
  }

  static func all() throws -> [Entry] { try entries(true: true) + entries(true: false) }
}

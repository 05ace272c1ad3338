import Foundation
import Testing

/// Examples in the documentation are code that is compiled and run.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The blocks of Swift in a text, without their imports and blank lines.
  private func blocks(in text: String) -> [[String]] {
    text.components(separatedBy: "```swift\n").dropFirst().map { rest in
      lines(of: rest.components(separatedBy: "```")[0])
    }
  }

  private func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
  }

  @Test func `every example stands among the snippets`() throws {
    let snippets = lines(
      of: try String(
        contentsOf: Self.root.appending(path: "Tests/PublicAPITests/Snippets.swift"),
        encoding: .utf8))
    let sources = FileManager.default.enumerator(
      at: Self.root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    let articles = (sources?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "md" }
    #expect(articles.count > 10)
    var count = 0
    for file in [Self.root.appending(path: "README.md")] + articles {
      for block in blocks(in: try String(contentsOf: file, encoding: .utf8)) {
        count += 1
        let isThere = snippets.indices.contains { snippets[$0...].starts(with: block) }
        #expect(isThere, "\(file.lastPathComponent): \(block.joined(separator: "\n"))")
      }
    }
    #expect(count >= 5)
  }
}

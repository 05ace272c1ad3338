import Foundation
import FuzzTargets
import Testing

@Suite("Seeds of Scripts/fuzz, and inputs that once did harm")
struct CorpusTests {
  @Test("Every reader survives its corpus", arguments: FuzzedReader.allCases)
  func corpus(reader: FuzzedReader) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Corpus/\(reader.rawValue)")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files { try Data(contentsOf: file).withUnsafeBytes(reader.read) }
  }
}

import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import SourceText
import Testing
import _TestSupport

@Suite struct LineTests {
  private static let cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|none~2|"

  /// A reader that gets `text` in chunks of `size` bytes.
  private func lines(
    _ text: String, chunk size: Int, onError: ArchitectureLines.ErrorPolicy = .stop
  ) -> ArchitectureLines {
    var rest = Array(text.utf8)[...]
    return ArchitectureLines(onError: onError) {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  private static let mixed =
    "arch,accuracy\n2_21_112,93.1\r\n\n\(cell),1,2\n  1_01\n\(GenotypeTests.second)\n"
    + "\(NASBench101Tests.example)\n"
    + "{\"input\": \"a\", \"output\": \"b\", \"edges\": [{\"from\": \"a\", \"to\": \"b\", \"op\": \"skip\"}]}"

  @Test(arguments: [1, 2, 7, 64, 100_000])
  func linesAreEvaluatedWhateverTheChunks(size: Int) throws {
    var reader = lines(LineTests.mixed, chunk: size)
    var results: [(Int, Rational?, Rational?)] = []
    while let line = try reader.next() {
      results.append((line.number, line.result.effectiveDepth, line.result.effectiveWidth))
    }
    #expect(results.map(\.0) == [2, 4, 5, 6, 7, 8])
    #expect(reader.lineCount == 8 && reader.skippedCount == 0)
    #expect(results[0].1 == Rational(5, 4) && results[0].2 == Rational(12, 5))
    #expect(results[1].1 == nil && results[5].1 == 0 && results[5].2 == nil)
    let normal = try Genotype(GenotypeTests.second).normal.network()
    #expect(results[3].1 == normal.effectiveDepth && results[3].2 == normal.effectiveWidth)
  }

  @Test func badLinesStopOrAreCounted() throws {
    let text = "2_21\nbad(\n1_1\n2\n|none~1|\n"
    var stopping = lines(text, chunk: 5)
    #expect(try stopping.next()?.number == 1)
    let error = try #require(throws: NetworkFormatError.self) { try stopping.next() }
    #expect(error.location == SourceLocation(line: 2, column: 1), "\(error)")
    let next = try #require(throws: NetworkFormatError.self) { try stopping.next() }
    #expect(next.description.hasPrefix("line 3, column 4, node 2: group 2 has 1 digit"), "\(next)")
    var skipping = lines(text, chunk: 5, onError: .skip)
    var numbers: [Int] = []
    while let line = try skipping.next() { numbers.append(line.number) }
    #expect(numbers == [1, 4] && skipping.skippedCount == 3)
  }

  /// Commas within an edge list do not end it.
  @Test func generalEdgesInLines() throws {
    let texts = [
      "0-tanh(c=1,w=2)>1 1-2>2 1:ln(1/2)", "0-sin(1, 2, b=1)>1", "0-\"u*exp(-(u^2))\"(c=1,b=2)>1",
    ]
    var reader = lines(texts.map { $0 + ",7,8\n" }.joined() + texts[0], chunk: 11)
    for text in texts {
      let line = try #require(try reader.next())
      #expect(line.architecture == text && line.text == text + ",7,8")
    }
    #expect(try reader.next()?.architecture == texts[0])
  }

  @Test func quotedFieldsAndHeadersAreCSV() throws {
    let cell = try Genotype(GenotypeTests.second).normal
    let text =
      "arch,acc\n\"\(cell.edgeList)\",3,4\n"
      + "\"{\"\"matrix\"\":[[0,1],[0,0]],\"\"ops\"\":[\"\"input\"\",\"\"output\"\"]}\",1\n 2_21,5\n\"2_2\"\n"
    var reader = lines(text, chunk: 9)
    let first = try #require(try reader.next())
    #expect(reader.header == "arch,acc" && first.architecture == cell.edgeList)
    #expect(first.text.hasSuffix("\",3,4") && first.number == 2)
    #expect(first.result == CellEvaluator.Result(cell.network().pathStatistics))
    #expect(try reader.next()?.result.statistics.count == 1)
    let third = try #require(try reader.next())
    #expect(third.architecture == "2_21" && third.text == " 2_21,5")
    let error = try #require(throws: NetworkFormatError.self) { try reader.next() }
    #expect(error.location == SourceLocation(line: 5, column: 5), "\(error)")
  }

  /// What is no CSV is an error of its line, and a header may be quoted.
  @Test(arguments: [
    ("2_21,1\n\"2_21\n2_2", 2, 1, "never closed"), ("\n  \"2_21\"1,2\n", 2, 3, "comma is expected"),
  ]) func damagedQuotes(_ text: String, _ line: Int, _ column: Int, _ problem: String) throws {
    var reader = lines(text, chunk: 4)
    let error = try #require(throws: NetworkFormatError.self) {
      while try reader.next() != nil {}
    }
    #expect(error.location == SourceLocation(line: line, column: column), "\(error)")
    #expect(error.problem.contains(problem), "\(error)")
  }

  @Test(arguments: ["\"arch\",\"acc, %\"\n2_21,1\n", "\"Cell\"\n2_21\n"])
  func quotedHeaders(_ text: String) throws {
    var reader = lines(text, chunk: 4)
    #expect(try reader.next()?.number == 2)
    #expect(try #require(reader.header?.first) == "\"")
  }

  @Test func distributionsAreThoseOfTheLines() throws {
    var reader = lines(LineTests.mixed, chunk: 50)
    var expected = PathDistribution()
    while let line = try reader.next() { expected.add(line.result.statistics) }
    var other = lines(LineTests.mixed, chunk: 50)
    #expect(try other.pathDistribution() == expected && expected.cells == 6)
    var bad = lines("2\n3\n2\n", chunk: 4, onError: .skip)
    #expect(try bad.pathDistribution().cells == 2)
    #expect(bad.firstSkipped?.location == SourceLocation(line: 2, column: 1))
  }

  @Test func overlongLinesAreErrorsAndTheNextIsRead() throws {
    var sent = 0
    var reader = ArchitectureLines(onError: .skip) {
      sent += 1
      switch sent {
      case 1...20: return Array(repeating: UInt8(ascii: "2"), count: 1_000_000)
      case 21: return Array("\n2_21\n".utf8)
      default: return []
      }
    }
    #expect(try reader.next()?.number == 2)
    #expect(try reader.next() == nil && reader.skippedCount == 1)
  }

  /// The fast path answers as the general one, for every cell and for damaged ones.
  @Test func theFastPathIsTheGeneralPath() throws {
    let evaluator = CellEvaluator()
    let space = NASBench201Space()
    for rank in stride(from: 0, to: 15_625, by: 3) {
      let text = try #require(space.text(rank: Integer(rank)))
      let network = try NetworkGraph(nasBench201: text)
      #expect(try evaluator.evaluate(text) == CellEvaluator.Result(network.pathStatistics))
    }
    for seed in 0..<2_000 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let rank = Int.random(in: 0..<15_625, using: &generator)
      var bytes = Array((space.text(rank: Integer(rank)) ?? "").utf8)
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      if Bool.random(using: &generator) {
        bytes[place] = Array("|+~012 none_x".utf8).randomElement(using: &generator) ?? 0
      } else {
        bytes.removeSubrange(place...)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let expected = Result { () throws(NetworkFormatError) in
        CellEvaluator.Result(try NetworkGraph(parsing: text).pathStatistics)
      }
      let computed = Result { () throws(NetworkFormatError) in try evaluator.evaluate(text) }
      #expect(computed == expected, "seed \(seed): \(text)")
    }
  }
}

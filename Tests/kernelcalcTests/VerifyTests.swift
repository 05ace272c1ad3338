import Foundation
import Testing

/// `verify`: verdicts against expectations, kept certificates, the forms of the outcome.
@Suite("Verify")
struct VerifyTests {
  /// A new empty directory with a lemma file in it.
  private func folder(_ lemmas: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try lemmas.write(
      to: folder.appending(path: "a.lemmas"), atomically: true, encoding: .utf8)
    return folder
  }

  private static let lemmas = """
    source "A & B, 2022"
    rule exact
    let gap(x) = 3*(1 - f(x))
    network res = resnet(2, skip: 2)
    claim "above": forall x in [-1,1]: f(x) >= x
    claim "skip": forall rho in [-1,1): lambda2(res, rho) > 1 - f(rho)
    refutes "too <strong>": forall rho in [-1,1]: gap(rho) < 2
    claim "order" expect undecided: forall x in [0,1]: exists y in [0,1]: x = y

    """

  @Test func everythingAsExpected() throws {
    let folder = try folder(Self.lemmas)
    let file = folder.appending(path: "a.lemmas").path()
    let kept = folder.appending(path: "kept").path()
    let first = try CommandRun("verify", file, "--json", "--certificates", kept)
    #expect(first.status == 0, "\(first.error)")
    let claims = try first.json().objects("claims")
    #expect(
      try claims.map { try $0.string("verdict") } == ["proved", "proved", "refuted", "undecided"])
    #expect(
      try claims.map { try $0.string("expected") } == ["proved", "proved", "refuted", "undecided"])
    #expect(try claims[1].string("source") == "A & B, 2022")
    #expect(
      try claims[1].string("statement").contains("lambda2(\"resnet(2, skip: 2)\", rho, exact)"))
    #expect(claims[3].isNull("certificate"))
    #expect(try first.json().members["passed"] as? Bool == true)
    let path = try claims[0].string("certificate")
    #expect(try CommandRun("check", path).status == 0)

    // The next run replays; a certificate that proves nothing is found anew.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "verdict: proved", with: "verdict: refuted")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let second = try CommandRun("verify", file, "--json", "--certificates", kept)
    #expect(second.status == 0)
    let replayed = try second.json().objects("claims").map { $0.members["replayed"] as? Bool }
    #expect(replayed == [false, true, true, false])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test(arguments: [
    ("claim \"a\": 1 > 2", 1), ("claim \"a\": 2 > 1", 0), ("refutes \"a\": 2 > 1", 1),
    ("claim \"a\" expect undecided: 2 > 1", 1),
    ("claim \"a\": forall x in [0,1]: exists y in [0,1]: x = y", 3),
    ("claim \"b\": 1 > 2\nclaim \"a\": forall x in [0,1]: exists y in [0,1]: x = y", 1),
    ("claim \"a\": 2 > g(1)", 2), ("claim \"a\": 1/0 > 2", 2),
  ])
  func exitCodes(_ lemmas: String, _ status: Int32) throws {
    let run = try CommandRun("verify", "-", input: lemmas)
    #expect(run.status == status, "\(run.output) \(run.error)")
    if status == 2 { #expect(run.error.contains("line 1, column")) }
  }

  @Test func aFileWithoutClaimsIsNoSuccess() throws {
    for text in ["", "# claim \"a\": 1 > 2", "rule exact\nlet g(x) = x"] {
      let run = try CommandRun("verify", "-", input: text)
      #expect(run.status == 2 && run.error.contains("there is no claim in it"))
    }
  }

  @Test func formsOfTheOutcome() throws {
    let folder = try folder(Self.lemmas + "claim \"fails\": forall x in [0,1]: f(x) > 1/2\n")
    func path(_ name: String) -> String { folder.appending(path: name).path() }
    let run = try CommandRun(
      "verify", path("a.lemmas"), "--junit", path("a.xml"), "--latex", path("a.tex"), "--html",
      path("a.html"), "--markdown", path("a.md"))
    #expect(run.status == 1)
    #expect(run.output.contains("fails   expected: proved"))
    #expect(run.output.hasSuffix("4 of 5 claims as expected\n"))
    let junit = try XMLCounts(path("a.xml"))
    #expect(junit.names["testcase"] == 5 && junit.names["failure"] == 1)
    let page = try XMLCounts(path("a.html"))
    #expect(page.names["tr"] == 6 && page.names["strong"] == 1)
    let markdown = try String(contentsOfFile: path("a.md"), encoding: .utf8)
    #expect(markdown.contains("| [too \\<strong\\>](#3) | A & B, 2022 | refuted | certificate |\n"))
    #expect(markdown.contains("**fails**: **refuted**, expected proved, x = 0.\n\n```\nforall x"))
    let latex = try String(contentsOfFile: path("a.tex"), encoding: .utf8)
    #expect(latex.contains("too \\textless{}strong\\textgreater{} & ") && latex.contains(" \\\\\n"))
  }
}

/// How often elements of each name occur in well-formed XML.
private struct XMLCounts {
  private(set) var names: [String: Int] = [:]

  init(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var open: [String] = []
    for tag in text.split(separator: "<").dropFirst()
    where !tag.hasPrefix("?") && !tag.hasPrefix("!") {
      let body = tag.prefix { $0 != ">" }
      let name = String(body.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if body.hasPrefix("/") {
        #expect(open.popLast() == name)
        continue
      }
      names[name, default: 0] += 1
      if !body.hasSuffix("/") { open.append(name) }
    }
    #expect(open.isEmpty)
  }
}

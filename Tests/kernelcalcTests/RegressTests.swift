import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Fault programs in C and in shell, as a user would test them.
@Suite("The command regress")
struct RegressTests {
  /// κ₁ in long double without cancellation, to 0.51 ULP or so, and faults sown into it.
  private static let source = """
    #include <math.h>
    #include <stddef.h>
    static double right(double rho) {
      const long double pi = 3.14159265358979323846264338327950288L;
      long double x = rho, s = sqrtl((1 - x) * (1 + x)), rest = 2 * atan2l(sqrtl(1 + x), sqrtl(1 - x));
      /* Near -1: rest is small, and s + x rest = s - rest + (1 + x) rest cancels; series in rest. */
      if (x > -0.9L) return (double)((s + x * rest) / pi);
      long double q = rest * rest, sum = 0, term = rest * q / 6;
      for (int k = 1; k < 40; k++) { sum += 2 * k * term; term *= -q / ((2 * k + 2) * (2 * k + 3)); }
      return (double)(sum / pi);
    }
    void good(const double *x, double *y, size_t n) { while (n--) y[n] = right(x[n]); }
    void biased(const double *x, double *y, size_t n) { while (n--) y[n] = nextafter(right(x[n]), 2); }
    void branch(const double *x, double *y, size_t n) {
      while (n--) {
        y[n] = right(x[n]);
        if (x[n] > 0.123456789 && x[n] < 0.123456789 + 1e-12) y[n] *= 1 + 0x1p-46;
      }
    }
    void nan_at_one(const double *x, double *y, size_t n) {
      while (n--) y[n] = x[n] == 1 ? NAN : right(x[n]);
    }
    void single(const double *x, double *y, size_t n) {
      while (n--) y[n] = (sqrtf(1 - (float)x[n] * (float)x[n]) + x[n] * (M_PI - acos(x[n]))) / M_PI;
    }
    void swapped(const double *x, double *y, size_t n) {
      while (n--) y[n] = (sqrt((1 - x[n]) * (1 + x[n])) + (M_PI - x[n] * acos(x[n]))) / M_PI;
    }
    void crash(const double *x, double *y, size_t n) {
      for (size_t i = 0; i < n; i++) {
        if (x[i] == 0.3) *(volatile int *)0 = 1;
        y[i] = right(x[i]);
      }
    }
    """

  /// The library of the faults; nil where there is no C compiler.
  private static let library: String? = {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "faults-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "faults.c").path()
    let library = folder.appending(path: "libfaults.so").path()
    guard (try? source.write(toFile: file, atomically: true, encoding: .utf8)) != nil else {
      return nil
    }
    let line = "cc -O1 -ffp-contract=off -shared -fPIC -o \(library) \(file) -lm"
    for compiler in ["cc", "clang", "gcc"] {
      let command = line.replacingOccurrences(of: "cc -O1", with: "\(compiler) -O1")
      if let run = try? CommandRun(shell: command), run.status == 0 { return library }
    }
    return nil
  }()

  private let fewPoints = ["random:300:1", "near1:53", "list:-1,0,0.3,1"].flatMap {
    ["--reference-grid", $0]
  }

  private func report(
    _ symbol: String, _ more: [String] = []
  ) throws -> (JSONObject, Int32) {
    let library = try #require(Self.library)
    let run = try CommandRun(
      [
        "regress", "--function", "kappa1", "--library", library, "--symbol", symbol,
        "--max-ulp", "1", "--json",
      ] + more)
    return (try run.json(), run.status)
  }

  private func worst(_ report: JSONObject) throws -> Double {
    try #require(Double(report.object("worst").string("input")))
  }

  @Test(.enabled(if: library != nil, "needs a C compiler"))
  func aRightLibraryPasses() throws {
    let (report, status) = try report("good")
    #expect(status == 0)
    #expect(report.members["passed"] as? Bool == true)
    #expect(try report.integer("compared") > 10_000)
    #expect(try report.integer("schema") == 1)
    #expect(try report.integer("nonfinite") == 0)
  }

  @Test(
    .enabled(if: library != nil, "needs a C compiler"),
    arguments: ["biased", "branch", "nan_at_one", "single", "swapped"])
  func faultsAreFound(_ symbol: String) throws {
    // All default points where the branch hides; elsewhere fewer do.
    let (report, status) =
      symbol == "branch" ? try report(symbol) : try self.report(symbol, fewPoints)
    #expect(status == 1)
    #expect(report.members["passed"] as? Bool == false)
    let worst = try worst(report)
    switch symbol {
    case "branch": #expect(worst > 0.123456789 && worst < 0.123456789 + 1e-12)
    case "nan_at_one":
      #expect(worst == 1)
      #expect(try report.integer("nonfinite") == 1)
    default: #expect((-1...1).contains(worst))
    }
  }

  @Test(.enabled(if: library != nil, "needs a C compiler"))
  func aCrashIsPartOfTheReport() throws {
    let (report, status) = try report("crash", fewPoints)
    #expect(status == 1)
    let crashes = try report.rows("crashes")
    #expect(try crashes.map { try $0.string("input") } == ["0x1.3333333333333p-2"])
    #expect(try crashes[0].string("message") == "it died of signal 11")
    // All other inputs were compared.
    #expect(try report.integer("compared") > 400)
    #expect(try report.integer("over_limit") == 0)
  }

  @Test(.enabled(if: library != nil, "needs a C compiler"))
  func missingSymbolsAreBadInput() throws {
    let library = try #require(Self.library)
    let run = try CommandRun(
      "regress", "--function", "kappa1", "--library", library, "--symbol", "absent")
    #expect(run.status == 2 && run.error.contains("no function 'absent'"))
  }

  @Test func commandsSpeakTheLineProtocol() throws {
    let same = try CommandRun(
      "regress", "--function", "x", "--command", "cat", "--type", "bfloat16", "--json")
    #expect(same.status == 0)
    #expect(try same.json().members["max_ulp"] as? Int == 0)
    // Minus the truth: every result but that at 0 is wrong.
    let minus = try CommandRun(
      "regress", "--function", "x", "--command", "sed 's/^/-/; s/^--//'", "--type", "binary16",
      "--max-ulp", "1/2", "--reference-grid", "list:3/4,-1/4,0", "--no-search", "--json")
    #expect(minus.status == 1)
    let report = try minus.json()
    #expect(try report.integer("compared") == 3)
    #expect(try report.integer("over_limit") == 2)
    #expect(try report.object("worst").string("expected") == "0x1.8p-1")
    #expect(try report.object("worst").string("actual") == "-0x1.8p-1")
  }

  @Test func brokenCommands() throws {
    func run(_ command: String) throws -> CommandRun {
      try CommandRun(
        "regress", "--function", "x", "--command", command, "--reference-grid", "list:1/2,1",
        "--no-search", "--timeout", "2")
    }
    #expect(try run("exit 3").status == 2)
    #expect(try run("no-such-program-anywhere").status == 2)
    let words = try run("sed 's/.*/what/'")
    #expect(words.status == 2 && words.error.contains("line 1 of its output, 'what'"))
    #expect(try run("head -n 1").status == 1, "one result for two inputs")
    #expect(try run("kill -9 $$").status == 1)
    let slow = try run("sleep 60")
    #expect(slow.status == 1 && slow.output.contains("no answer within 2.0 seconds"))
  }

  @Test func resultsInFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let array = folder.appending(path: "f.npy").path()
    let junit = folder.appending(path: "report.xml").path()
    let grid = ["near1:20", "uniform:-1:1:40"].flatMap { ["--grid", $0] }
    let table = try CommandRun(
      ["table", "f(x)"] + grid + ["--format", "npy", "--type", "binary32", "--out", array])
    #expect(table.status == 0)
    let arguments = [
      "regress", "--actual", array, "--type", "binary32", "--reference-grid", "near1:20",
      "--reference-grid", "uniform:-1:1:40", "--max-ulp", "1/2", "--junit", junit,
    ]
    let good = try CommandRun(arguments + ["--function", "kappa1"])
    #expect(good.status == 0 && good.output.contains("kappa1(x), binary32: passed"))
    let xml = try XMLSummary(String(contentsOfFile: junit, encoding: .utf8))
    #expect(xml.cases >= 4 && xml.failures == 0)
    // The same numbers are not those of κ₀.
    let bad = try CommandRun(arguments + ["--function", "kappa0"])
    #expect(bad.status == 1)
    let failed = try XMLSummary(String(contentsOfFile: junit, encoding: .utf8))
    #expect(failed.failures > 0)
    #expect(try CommandRun(arguments + ["--function", "kappa0", "--type", "binary64"]).status == 2)
    #expect(
      try CommandRun(
        "regress", "--function", "x", "--actual", array, "--reference-grid", "list:1",
        "--type", "binary32"
      ).status == 2)
  }

  @Test(
    arguments: [
      [], ["--function", "x"], ["--command", "cat"],
      ["--dag", "2_01", "--rule", "both", "--command", "cat"],
      ["--function", "x", "--command", "cat", "--max-ulp", "-1"],
      ["--function", "x", "--command", "cat", "--type", "float"],
      ["--function", "x", "--command", "cat", "--library", "l.so", "--symbol", "f"],
      ["--function", "x", "--library", "l.so"], ["--matrix", "/nonexistent.npy"],
      ["--function", "x + y", "--command", "cat"], ["--function", "x", "--actual", "/nonexistent"],
    ])
  func badInput(_ arguments: [String]) throws {
    let run = try CommandRun(["regress"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && run.error.contains("kernelcalc: "))
  }

  /// JUnit XML as Foundation's parser reads it, which shares no code with the command.
  private final class XMLSummary: NSObject, XMLParserDelegate {
    private(set) var cases = 0
    private(set) var failures = 0

    init(_ text: String) throws {
      super.init()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = self
      if !parser.parse() { throw JSONObject.NotAnObject(text: text) }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      if name == "testcase" { cases += 1 }
      if name == "failure" { failures += 1 }
    }
  }
}

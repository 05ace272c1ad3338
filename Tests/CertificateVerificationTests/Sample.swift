import Testing

/// A certificate made by hand.
struct Sample: Sendable, CustomTestStringConvertible {
  let statement: String
  var verdict = "proved"
  let lines: [String]
  var testDescription: String { "\(statement) \(lines)" }

  init(_ statement: String, _ lines: String..., verdict: String = "proved") {
    self.statement = statement
    self.verdict = verdict
    self.lines = lines
  }

  /// With the lines under `cover`.
  init(cover statement: String, _ lines: String...) {
    self.statement = statement
    self.lines = ["cover"] + lines
  }

  /// An induction with the premises of its step, which is else shown at once, as its start is.
  init(induction statement: String, _ premises: String...) {
    self.statement = statement
    let (start, step) = (#"case "start-1""#, #"case "step-1""#)
    let shown = ["cover", "natural 64"]
    self.lines = [start] + shown + [step] + premises.map { "premise \($0)" } + shown
  }

  /// An induction for three comparisons, the step of whose first puts a bound in a quantity's place.
  init(replacement: String, _ statement: String) {
    self.init(comparisons: 3, uses: [1: "replace \(replacement)"], statement)
  }

  /// An induction for several comparisons, with uses of premises in the steps of some, by their places from 1.
  init(comparisons: Int, uses: [Int: String], _ statement: String) {
    self.statement = statement
    let shown = ["cover", "derivative 64"]
    var lines: [String] = []
    for place in 1...comparisons {
      lines += ["case \"start-\(place)\""] + shown + ["case \"step-\(place)\""]
      if let use = uses[place] { lines.append(use) }
      lines += shown
    }
    self.lines = lines
  }

  var text: String {
    let body = lines.first?.hasPrefix("case") == true ? lines : ["case"] + lines
    let head = ["kernelcalc certificate 2", "statement: \(statement)", "verdict: \(verdict)"]
    return (head + body + ["end"]).joined(separator: "\n") + "\n"
  }
}

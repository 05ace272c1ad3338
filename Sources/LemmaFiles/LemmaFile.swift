import KernelVocabulary
import SourceText
import Statements

/// A text file of definitions and of statements to be decided.
///
///     source "Chen et al. 2022, arXiv 2205.05662"
///     rule exact
///     let gap(rho) = 3*(1 - f(rho))
///     network residual = resnet(8, skip: 2)
///
///     claim "Eq. 9": forall rho in [-1, 1): lambda2("2_02", rho) > gap(rho)/4
///     claim "Lemma 2" expect undecided:
///       forall rho in [-1, 1): lambda2(residual, rho) > 0
///     refutes "Eq. 12": forall rho in [-1, 1): …
///
/// Each item begins in the first column; lines that continue it are indented. `#` begins a comment
/// where it is the first character of a line that is not white space. A definition is known from its
/// line on. The comment that a file begins with is its introduction; comments in front of a claim go with it.
public struct LemmaFile: Sendable {
  /// The text of the comment that the file begins with, without `#`; empty where there is none.
  public let introduction: String
  /// Where the statements come from, as the first `source` says; nil where there is none.
  public let source: String?
  /// The statements, in the order of the file; no two have the same name.
  public let lemmas: [Lemma]
}

/// A statement of a lemma file, with the verdict that its author expects.
public struct Lemma: Sendable {
  /// The name between quotes.
  public let name: String
  /// Where the statement comes from, if the file says so.
  public let source: String?
  /// The statement, in which definitions are written out: it stands by itself.
  public let statement: Statement
  /// `proved` where the file says nothing, else what it says.
  public let expected: Verdict
  /// The name of the claim, known to fail, in whose place this one stands.
  public let corrects: String?
  /// The text of the comments between the claim before and this one.
  public let note: String
  /// Where the item begins.
  public let location: SourceLocation
}

/// What is wrong with a lemma file, and where.
public struct LemmaFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  public let message: String
  /// The line and column in the file.
  public let location: SourceLocation

  /// `line 3, column 7: …`
  public var description: String { "\(location): \(message)" }
}

import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary

/// What a search has found: that a statement is true (verdict proved) or that its negation is (refuted), with the
/// evidence, and the certificate that was made of it.
public struct Certificate: Hashable, Sendable {
  /// The statement as it was typed.
  public var statement: String
  /// What is proved of the statement: `proved` or `refuted`.
  public var verdict: Verdict
  /// One entry for each choice of networks that the proof needs; one entry with no networks where the
  /// statement has none.
  public var cases: [Case]

  /// The certificate as text that was accepted: of format 2, which carries its evidence, by the checker, or else of
  /// format 1 by `Replayer`; nil before that.
  public package(set) var text: String?

  /// Why ``text`` is not of format 2: what the checker does not read, or what it did not accept.
  public package(set) var gap: String?

  /// A certificate from its parts; nothing is checked.
  public init(statement: String, verdict: Verdict, cases: [Case]) {
    self.statement = statement
    self.verdict = verdict
    self.cases = cases
  }

  /// Whether some case has a cover for evidence.
  package var hasCovers: Bool {
    cases.contains { if case .cover = $0.evidence { true } else { false } }
  }

  /// The evidence for one choice of the quantified networks.
  public struct Case: Hashable, Sendable {
    /// The values of the variables with finitely many (networks, integers, edges) in front of the real
    /// ones, in the order of their quantifiers, each as text that names it.
    public var networks: [String]
    /// What decides the case.
    public var evidence: Evidence
    /// Whether the formula is that of the case before, so that what shows that shows this one, too.
    package var repeatsFormula = false

    /// The case of these networks.
    public init(networks: [String], evidence: Evidence) {
      self.networks = networks
      self.evidence = evidence
    }
  }

  /// What settles the part of the statement about real variables once networks are chosen.
  public enum Evidence: Hashable, Sendable {
    /// For "for all": a subdivision of the domain with a method for every piece, in preorder.
    case cover([Step])
    /// For "exists": values of the variables at which the formula is true.
    case point([Rational], Precision)
    /// For "exists": the ends of a segment on which one variable moves, and on which an expression that
    /// the formula compares with 0 changes sign.
    case signChange(lower: [Rational], upper: [Rational], Precision)
    /// For "exists": the corners of a box in which the formula's equations have a common solution, and the
    /// matrix by which they are multiplied, row by row, so that this shows (Poincaré and Miranda's theorem).
    case solution(lower: [Rational], upper: [Rational], matrix: [Rational], Precision)

    /// The largest precision used, in bits; 0 where nothing is evaluated.
    public var precisionBits: Int {
      switch self {
      case .point(_, let precision), .signChange(_, _, let precision),
        .solution(_, _, _, let precision):
        precision.bits
      case .cover(let steps):
        steps.reduce(0) { most, step in
          if case .leaf(let method) = step { max(most, method.precision.bits) } else { most }
        }
      }
    }
  }

  /// One node of a subdivision in preorder.
  public enum Step: Hashable, Sendable {
    /// Cut the box at a point of one variable; the part below follows, then the part above.
    case split(variable: Int, at: Rational)
    case leaf(Method)
  }

  /// How the formula is established on a box.
  public enum Method: Hashable, Sendable {
    /// Natural interval evaluation at a precision.
    case natural(Precision)
    /// Interval evaluation improved by monotonicity and mean-value forms.
    case derivative(Precision)
    /// Expansion from one end of the box, for one variable: see `ContactExpansion`.
    case expansion(Precision, terms: Int, fromUpper: Bool)
    /// Expansion across the line on which two variables are equal: see `DiagonalExpansion`.
    case diagonal(Precision)
    /// Concavity or convexity in one variable, with the values at the ends of its interval: see
    /// `SegmentForm`.
    case segment(Precision)
    /// Signs of products, and of polynomials in a sub-expression: see `AlgebraicSign`.
    case algebraic(Precision)
    /// Expansion around a point whose coordinates are constant expressions: see
    /// `TangentExpansion`.
    case tangent(Precision, at: [String])
    /// Natural evaluation of other ways to write what is compared, which exhibit its sign.
    case rewritten(Precision, [Rewriting])

    /// The working precision.
    public var precision: Precision {
      switch self {
      case .natural(let precision), .derivative(let precision), .diagonal(let precision),
        .segment(let precision), .algebraic(let precision), .expansion(let precision, _, _),
        .tangent(let precision, _), .rewritten(let precision, _):
        precision
      }
    }
  }

  /// Another way to write an expression that the formula compares with 0, as terms without spaces.
  public struct Rewriting: Hashable, Sendable {
    /// The expression, or its product with the denominator.
    public let text: String
    /// What the expression is multiplied by; nil where it is not.
    public let denominator: String?

    /// The expression, or its product with a denominator.
    public init(_ text: String, denominator: String? = nil) {
      self.text = text
      self.denominator = denominator
    }
  }
}

import ArchitectureSpaces
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkAnalysis
import NetworkGraphs

/// Architectures by class of equivalent DAGs, with the quantities of each class: a space's many cells
/// have few.
package struct CertifiedClasses {
  /// The classes, in the order in which they came.
  package private(set) var classes: EquivalenceClasses
  /// The class of each cell, in the order in which they came.
  package private(set) var members: [Int] = []
  /// Whether no architecture has convolutions, poolings or several inputs, whose kernels are others.
  package private(set) var areLiteral = true
  private let spectra: PairSpectra

  /// Classes whose kernels are taken at ρ = `correlation`.
  package init(at correlation: Correlation) {
    classes = EquivalenceClasses()
    spectra = PairSpectra(at: correlation)
  }

  /// What has to be said of kernels where ``areLiteral`` is false.
  package static let note =
    "Kernels read convolutions as linear+ReLU edges, poolings as skips, and the two inputs of a DARTS "
    + "cell as one."

  /// The most cells that are ranked at once.
  package static let mostCells = 4_000_000

  /// Adds a cell.
  package mutating func add(_ cell: SpaceCell) throws {
    guard members.count < Self.mostCells else {
      throw StudyError("more than \(Self.mostCells) architectures are too many to rank at once")
    }
    let architecture = try ArchitectureText(parsing: cell.text) {
      NetworkKernels.problem(with: $0)
    }
    let network = architecture.network()
    areLiteral = areLiteral && network.hasLiteralOperations
    guard let index = classes.add(network, multiplicity: cell.multiplicity) else {
      throw StudyError(
        "architecture \(members.count + 1): more than \(NetworkGraph.maximumCanonicalNodeCount) "
          + "nodes lie on paths, too many for a canonical form")
    }
    members.append(index)
  }

  /// How often each class occurs.
  package var weights: [Int] { classes.classes.map { $0.multiplicity.asInt ?? .max } }

  /// One quantity over all classes.
  package struct Values {
    /// The classes that have it.
    package let defined: [Int]
    /// Their ranking, by place in `defined`; the smallest first.
    package let ranking: CertifiedRanking
    /// Exact values, or certified ones, by place in `defined`.
    let exact: [Rational]
    let certified: [CertifiedQuantity]
    /// Enclosures of what is a property of data.
    let enclosures: [Interval]

    /// A value to some digits.
    package func decimal(_ place: Int, digits: Int) -> EnclosedDecimal? {
      if !enclosures.isEmpty {
        return stride(from: digits, to: 0, by: -1).lazy.compactMap {
          EnclosedDecimal(enclosures[place], digits: $0)
        }.first
      }
      return exact.isEmpty
        ? certified[place].decimal(digits: digits)
        : EnclosedDecimal(exact: exact[place], digits: digits)
    }
  }

  /// What gives a class's quantity on data, from the class's index and network; nil where the network
  /// has none.
  package typealias Score = (_ index: Int, _ network: NetworkGraph, _ name: QuantityName) throws ->
    Interval?

  /// Derives and ranks a quantity; `progress` is told of every class. What is a property of data needs
  /// a `score`.
  package func values(
    of name: QuantityName, score: Score? = nil, progress: (Int) -> Void = { _ in }
  ) throws -> Values {
    var enclosures: [Interval] = []
    var defined: [Int] = []
    var exact: [Rational] = []
    var certified: [CertifiedQuantity] = []
    for (index, entry) in classes.classes.enumerated() {
      switch name.quantity {
      case .depth, .width, .paths:
        let value =
          switch name.quantity {
          case .depth: entry.statistics.effectiveDepth
          case .width: entry.statistics.effectiveWidth
          default: Rational(entry.statistics.count)
          }
        guard let value else { continue }
        exact.append(value)
      case .smallest, .condition, .trace, .mean, .logDeterminant, .complexity, .alignment:
        progress(index)
        guard let score else {
          throw StudyError("\(name.quantity.rawValue) is a property of data, which are missing")
        }
        guard let value = try score(index, entry.network, name) else { continue }
        enclosures.append(value)
      case .lambda2, .ratio:
        progress(index)
        let spectrum = try spectra.spectrum(of: entry.network, rule: name.rule)
        guard let matrix = spectrum[name.kernel] else { continue }
        let value = name.quantity == .lambda2 ? matrix.lambda2 : matrix.conditionRatio
        guard let value else { continue }
        certified.append(value)
      }
      defined.append(index)
    }
    let ranking =
      name.quantity.isOnData
      ? CertifiedRanking(enclosures: enclosures)
      : name.quantity.isOfPair ? CertifiedRanking(certified) : CertifiedRanking(exact: exact)
    return Values(
      defined: defined, ranking: ranking, exact: exact, certified: certified,
      enclosures: enclosures)
  }
}

/// Why architectures cannot be compared, in a sentence.
package struct StudyError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

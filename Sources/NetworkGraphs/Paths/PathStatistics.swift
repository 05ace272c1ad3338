import ExactArithmetic

/// What depth and width need to know about the paths from input to output.
public struct PathStatistics: Sendable, Hashable {
  /// The number of paths, P.
  public var count: Integer
  /// The number of paths with at least one parameterised edge.
  public var parameterisedCount: Integer
  /// Σ_p d_p, where d_p is the number of parameterised edges on path p.
  public var parameterisedEdges: Integer

  /// Statistics from the three numbers.
  public init(count: Integer, parameterisedCount: Integer, parameterisedEdges: Integer) {
    self.count = count
    self.parameterisedCount = parameterisedCount
    self.parameterisedEdges = parameterisedEdges
  }

  /// The paper's Definition 4.1: d̄ = Σ_p d_p / P, nil where P = 0.
  public var effectiveDepth: Rational? {
    count.isZero ? nil : Rational(parameterisedEdges, count)
  }

  /// The paper's Definition 4.1: m̄ = #{p : d_p > 0} / d̄, nil where P = 0 or d̄ = 0.
  public var effectiveWidth: Rational? {
    parameterisedEdges.isZero ? nil : Rational(parameterisedCount * count, parameterisedEdges)
  }
}

extension NetworkGraph {
  /// The path statistics, exact, in one pass over the edges.
  public var pathStatistics: PathStatistics {
    var counts = Array(repeating: Integer.zero, count: nodeCount)
    var skipCounts = counts
    var totals = counts
    counts[input] = .one
    skipCounts[input] = .one
    for edge in edges {
      let (source, target) = (edge.source, edge.target)
      counts[target] += counts[source]
      totals[target] += totals[source]
      if edge.operation.isParameterised {
        totals[target] += counts[source]
      } else {
        skipCounts[target] += skipCounts[source]
      }
    }
    return PathStatistics(
      count: counts[output], parameterisedCount: counts[output] - skipCounts[output],
      parameterisedEdges: totals[output])
  }

  /// The number of paths from input to output, P.
  public var pathCount: Integer { pathStatistics.count }

  /// d̄, see ``PathStatistics/effectiveDepth``.
  public var effectiveDepth: Rational? { pathStatistics.effectiveDepth }

  /// m̄, see ``PathStatistics/effectiveWidth``.
  public var effectiveWidth: Rational? { pathStatistics.effectiveWidth }
}

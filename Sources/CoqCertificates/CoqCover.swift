import CertificateVerification
import ExactArithmetic

/// A subdivision of the domain as the Coq library's `Boxes` takes it: a term of its type `cover`.
indirect enum CoqCover {
  case leaf(bisections: Int, ways: [CoqWay])
  /// By some ways next to an end of a side, after bisections towards it, and by others in what is left.
  case toward(variable: Int, isUpper: Bool, bisections: Int, ways: [CoqWay], inner: [CoqWay])
  /// One cover or the other.
  case either(CoqCover, CoqCover)
  /// One of some ways for the whole box, or else a cover.
  case first([CoqWay], CoqCover)
  case split(variable: Int, at: Rational, CoqCover, CoqCover)

  /// The Coq term.
  var syntax: String {
    switch self {
    case .leaf(let bisections, let ways): "(Leaf \(bisections) \(ways.syntax))"
    case .toward(let variable, let isUpper, let bisections, let ways, let inner):
      "(Toward \(variable) \(isUpper) \(bisections) \(ways.syntax)\n\(inner.syntax))"
    case .either(let one, let other): "(Either \(one.syntax)\n\(other.syntax))"
    case .first(let ways, let otherwise): "(First \(ways.syntax)\n\(otherwise.syntax))"
    case .split(let variable, let point, let lower, let upper):
      "(Split \(variable) \(point.numerator.coq) \(point.denominator)\n"
        + "\(lower.syntax)\n\(upper.syntax))"
    }
  }
}

/// Segments x = center + parameter·direction to all points of a box: a term of the library's type `rule`.
struct CoqSegments {
  let order: Int
  let center: [CoqExpression]
  let direction: [CoqExpression]
  let parameter: CoqExpression

  var syntax: String {
    func list(_ expressions: [CoqExpression]) -> String {
      "[" + expressions.map(\.syntax).joined(separator: "; ") + "]"
    }
    return "{| order := \(order); center := \(list(center)); "
      + "direction := \(list(direction)); parameter := \(parameter.syntax) |}"
  }

  /// From c to x, by the mean value theorem or a higher order.
  static func ray(from c: [Rational], order: Int) -> CoqSegments {
    CoqSegments(
      order: order, center: c.map { .rational($0) },
      direction: c.indices.map { .binary(.subtract, .variable($0), .rational(c[$0])) },
      parameter: .integer(1))
  }

  /// In one variable, from a constant c inside of the box or at its end.
  static func point(_ c: CoqExpression, order: Int) -> CoqSegments {
    CoqSegments(
      order: order, center: [c], direction: [.integer(1)],
      parameter: .binary(.subtract, .variable(0), c))
  }

  /// x_i = c + s, the others standing still.
  static func axis(_ i: Int, from c: Rational, order: Int, count: Int) -> CoqSegments {
    CoqSegments(
      order: order, center: (0..<count).map { $0 == i ? .rational(c) : .variable($0) },
      direction: (0..<count).map { .integer($0 == i ? 1 : 0) },
      parameter: .binary(.subtract, .variable(i), .rational(c)))
  }

  /// x_i = u − (1 − w)s, x_j = u + ws.
  static func diagonal(_ i: Int, _ j: Int, _ w: Rational, order: Int, count: Int) -> CoqSegments {
    func scaled(_ weight: Rational, _ variable: Int) -> CoqExpression {
      .binary(.multiply, .rational(weight), .variable(variable))
    }
    let u = CoqExpression.binary(.add, scaled(w, i), scaled(1 - w, j))
    return CoqSegments(
      order: order, center: (0..<count).map { $0 == i || $0 == j ? u : .variable($0) },
      direction: (0..<count).map { .rational($0 == i ? w - 1 : $0 == j ? w : 0) },
      parameter: .binary(.subtract, .variable(j), .variable(i)))
  }
}

/// A way to show the formula on a box: a term of the library's type `leaf`.
enum CoqWay {
  case natural
  /// The same, with identities that rest on signs: of roots, quotients, exp, log, sin and cos.
  case lawful
  /// Along such segments by Taylor's theorem.
  case along(CoqSegments)
  /// Along such segments by the mean value theorem, with the slope gathered by the direction's coordinates.
  case gathered(CoqSegments)
  /// The same as `along`, with common factors of the last derivative in front, and squares.
  case factored(CoqSegments)
  /// Each difference along one of such segments, with one parameter.
  case any([CoqSegments], isFactored: Bool)
  /// In one variable, next to 1, or to −1.
  case near(isUpper: Bool)
  /// By the mean value theorem, from the middle of the box, its ends or corners.
  case means
  /// The same with values of derivatives alone, which is cheap, after up to so many bisections.
  case fine(Int)
  /// With a variable at an end of its side, or v or v² away from it, by so many coefficients in v.
  case expansion(variable: Int, isUpper: Bool, isSquared: Bool, count: Int)

  var syntax: String {
    switch self {
    case .natural: "Natural"
    case .lawful: "Lawful"
    case .along(let segments): "Along \(segments.syntax)"
    case .gathered(let segments): "Gathered \(segments.syntax)"
    case .factored(let segments): "Factored \(segments.syntax)"
    case .any(let ways, let isFactored):
      "Along_any \(isFactored ? "By_factors" : "Plain") "
        + "[\(ways.map(\.syntax).joined(separator: "; "))]"
    case .near(let isUpper): isUpper ? "Near_one" : "Near_minus_one"
    case .means: "Means"
    case .fine(let bisections): "Fine \(bisections)"
    case .expansion(let variable, let isUpper, let isSquared, let count):
      "Expand \(variable) \(isUpper) \(isSquared) \(count)"
    }
  }
}

extension [CoqWay] {
  /// The Coq list.
  fileprivate var syntax: String { "[" + map(\.syntax).joined(separator: "; ") + "]" }
}

/// Turns the cover of a certificate of format 2 into one for Coq, rule by rule.
///
/// Coq evaluates in its own way, so that each leaf names some ways, with bisections where none does: which
/// of them suffice is found by Coq.
struct CoqCoverMaker {
  /// The number of real variables, and the closed sides of the domain.
  let domain: [(lower: Rational, upper: Rational)]
  /// The term of a text in the variables.
  let read: (String) throws(CoqCertificateError) -> CoqExpression
  /// Whether identities that rest on signs are looked at.
  var isLawful = false
  /// Whether formulas may depend on few of the variables.
  var isAboutFew = false

  /// How often a leaf may be bisected.
  private static let bisections = 3
  /// The same towards an end.
  private static let endBisections = 10
  /// The largest order of a Taylor expansion: derivatives grow with it.
  private static let largestOrder = 4
  /// The same from an end, where kernels of high orders vanish to high orders.
  private static let largestEndOrder = 10
  /// The number of coefficients of expansions at an end.
  private static let (fewestCoefficients, mostCoefficients) = (6, 8)

  /// The cover that the steps, in preorder, describe.
  func cover(_ steps: [ElaboratedCertificate.Step]) throws(CoqCertificateError) -> CoqCover {
    var rest = steps[...]
    let cover = try next(&rest, domain)
    guard rest.isEmpty else { throw CoqCertificateError("the certificate's cover is malformed") }
    var contacts: [CoqWay] = []
    for leaf in steps.contacts.prefix(4) { contacts += try ways(leaf, domain) }
    return steps.count == 1 || contacts.isEmpty ? cover : .first(contacts, cover)
  }

  private func next(
    _ steps: inout ArraySlice<ElaboratedCertificate.Step>,
    _ box: [(lower: Rational, upper: Rational)]
  ) throws(CoqCertificateError) -> CoqCover {
    switch steps.popFirst() {
    case .leaf(let leaf):
      let lawful: [CoqWay] = isLawful ? [.lawful] : []
      if box.count == 1, case .end(_, let isUpper, let isAngle) = leaf.rule {
        // Taylor expansions take long where they do not suffice.
        func toward(_ ways: [CoqWay], beside: [CoqWay]) -> CoqCover {
          .toward(
            variable: 0, isUpper: isUpper, bisections: Self.endBisections,
            ways: [.natural] + ways + lawful,
            inner: [.fine(Self.bisections), .natural, .means] + beside + lawful)
        }
        let models = near(box[0], isUpper) + expansions(box, leaf)
        let points = fromEnd(box[0], isUpper, isAngle, leaf.count)
        return .either(
          toward(models, beside: []), toward(points + models, beside: points))
      }
      var first: [CoqWay] = [.natural]
      if case .derivative = leaf.rule { first = [.fine(Self.bisections), .natural] }
      return .leaf(bisections: Self.bisections, ways: first + (try ways(leaf, box)) + lawful)
    case .split(let variable, let point) where box.indices.contains(variable):
      var (below, above) = (box, box)
      below[variable].upper = point
      above[variable].lower = point
      return .split(
        variable: variable, at: point, try next(&steps, below), try next(&steps, above))
    case .split, nil: throw CoqCertificateError("the certificate's cover is malformed")
    }
  }

  private func ways(
    _ leaf: Leaf, _ box: [(lower: Rational, upper: Rational)]
  ) throws(CoqCertificateError) -> [CoqWay] {
    let orders = Array(1...max(1, min(leaf.count, Self.largestOrder))).reversed()
    switch leaf.rule {
    case .natural: return []
    case .derivative: return means(box)
    case .end(let variable, let isUpper, _):
      // Along the other sides, on which the slope may have one sign.
      let others = variable == nil || isAboutFew ? [] : box.indices.filter { $0 != variable }
      return others.flatMap { ends(domain, $0) } + expansions(box, leaf)
        + ends(box, variable, isUpper, leaf.count) + means(box)
    case .point(let text):
      let c = try read(text)
      return orders.map { .along(.point(c, order: $0)) }
    case .diagonal(let i, let j, let weights):
      guard box.indices.contains(i), box.indices.contains(j) else { return [] }
      return orders.flatMap { order -> [CoqWay] in
        let all = weights.map { CoqSegments.diagonal(i, j, $0, order: order, count: box.count) }
        return all.count == 1
          ? [.along(all[0]), .factored(all[0])]
          : [.any(all, isFactored: false), .any(all, isFactored: true)]
      }
    case .ray(let point):
      return orders.map { CoqSegments.ray(from: point, order: $0) }
        .flatMap { [.factored($0), .along($0)] }
    case .segment:
      throw CoqCertificateError(
        "a certificate by concavity between zeros ('segment') has no form in the Coq library")
    }
  }

  /// Expansions at an end: of a certificate's expansion in an angle the coefficients are those in v, x being v² away.
  private func expansions(
    _ box: [(lower: Rational, upper: Rational)], _ leaf: Leaf
  ) -> [CoqWay] {
    guard case .end(let variable, let isUpper, let isAngle) = leaf.rule else { return [] }
    let count = min(max(leaf.count, Self.fewestCoefficients), Self.mostCoefficients)
    return box.indices.filter { variable == nil || $0 == variable }.map {
      .expansion(variable: $0, isUpper: isUpper, isSquared: isAngle, count: count)
    }
  }

  /// From an end of a side of the box along that side, for the variable given or for each.
  private func ends(
    _ box: [(lower: Rational, upper: Rational)], _ variable: Int?, _ isUpper: Bool, _ count: Int
  ) -> [CoqWay] {
    box.indices.filter { variable == nil || $0 == variable }.flatMap { index in
      let end = isUpper ? box[index].upper : box[index].lower
      return ([1, 2] + Array(3...6).filter { $0 <= count && variable != nil }).map { order in
        CoqWay.factored(.axis(index, from: end, order: order, count: box.count))
      }
    }
  }

  /// From both ends of a variable's side of the box.
  private func ends(_ box: [(lower: Rational, upper: Rational)], _ index: Int) -> [CoqWay] {
    [box[index].lower, box[index].upper].map {
      .along(.axis(index, from: $0, order: 1, count: box.count))
    }
  }

  /// By the mean value theorem.
  private func means(_ box: [(lower: Rational, upper: Rational)]) -> [CoqWay] {
    guard isAboutFew else { return [.means] }
    let middle = box.map { ($0.lower + $0.upper) / 2 }
    return box.count == 1
      ? [.means] : box.indices.flatMap { ends(box, $0) } + [.gathered(.ray(from: middle, order: 1))]
  }

  /// The models of kernels next to 1 or −1, where the box ends there.
  private func near(_ side: (lower: Rational, upper: Rational), _ isUpper: Bool) -> [CoqWay] {
    (isUpper ? side.upper == 1 : side.lower == -1) ? [.near(isUpper: isUpper)] : []
  }

  /// In one variable, Taylor expansions from an end.
  private func fromEnd(
    _ side: (lower: Rational, upper: Rational), _ isUpper: Bool, _ isAngle: Bool, _ count: Int
  ) -> [CoqWay] {
    let end = CoqExpression.rational(isUpper ? side.upper : side.lower)
    // An expansion in the angle has two terms for one in 1 − x.
    let order = isAngle ? (count + 1) / 2 : count
    let high = (4...max(4, min(order, Self.largestEndOrder))).filter { $0 <= order }
    return high.reversed().map { .along(.point(end, order: $0)) }
      + [2, 1, 3].map { .along(.point(end, order: $0)) } + [.factored(.point(end, order: 1))]
  }
}

extension [ElaboratedCertificate.Step] {
  /// Whether the mean value theorem decides the whole domain at once.
  var isOneDerivative: Bool {
    guard count == 1, case .leaf(let leaf) = self[0], case .derivative = leaf.rule else {
      return false
    }
    return true
  }

  /// Whether sides meet along a diagonal.
  var hasDiagonal: Bool {
    contains { step in
      if case .leaf(let leaf) = step, case .diagonal = leaf.rule { true } else { false }
    }
  }

  /// Leaves at places inside of the domain where both sides meet, each once: expansions there may decide
  /// the whole domain. A place between two leaves is given as a point.
  var contacts: [Leaf] {
    var result: [Leaf] = []
    // The cuts whose upper parts are still to come: the last one lies behind the leaf.
    var cuts: [Rational] = []
    for (place, step) in enumerated() {
      switch step {
      case .split(_, let point): cuts.append(point)
      case .leaf(let leaf):
        let cut = cuts.popLast()
        var found: Leaf?
        switch leaf.rule {
        case .point, .diagonal, .ray, .segment: found = leaf
        case .end(_, isUpper: true, isAngle: false):
          if place + 1 < count, case .leaf(let next) = self[place + 1],
            case .end(_, isUpper: false, isAngle: false) = next.rule, let cut
          {
            found = Leaf(.point("\(cut)"), precision: leaf.precision, count: leaf.count)
          }
        case .natural, .derivative, .end: break
        }
        if let found, !result.contains(found) { result.append(found) }
      }
    }
    return result
  }
}

extension ElaboratedCertificate.Evidence {
  /// Whether a leaf says that both sides meet elsewhere than at an end of the domain.
  var hasContactInside: Bool {
    guard case .cover(let steps) = self else { return false }
    return !steps.contacts.isEmpty
  }

  /// The largest precision that is used, in bits; 0 for roots, where the signs at two points are all that
  /// matters.
  var largestPrecision: Int {
    switch self {
    case .cover(let steps):
      // What is tried at 140 bits suffices with few exceptions.
      return steps.reduce(0) { most, step in
        if case .leaf(let leaf) = step { max(most, min(leaf.precision, 140)) } else { most }
      }
    case .point(_, let precision): return precision
    case .root: return 0
    }
  }
}

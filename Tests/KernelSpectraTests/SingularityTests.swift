import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelSpectra
import KernelVocabulary
import NetworkGraphs
import Testing

@Suite("Singular matrices")
struct SingularityTests {
  /// Antipodal pairs (three lines in the plane) with one layer of ReLUs, and with more.
  private static let antipodal = "1,2 -1,-2 3,-1 -3,1 2,5 -4,-10"

  @Test(
    arguments: ["2", "1_01_222", "1_11_222"], Kernel.allCases)
  func antipodalPairsWithOneLayer(dag: String, kernel: Kernel) throws {
    let spectrum = try problem(dag, Self.antipodal, kernel: kernel).spectrum(SpectrumOptions())
    #expect(spectrum.singular == .proved && spectrum.nullity == 1 && spectrum.nullityIsExact)
    #expect(spectrum.smallest.isPoint && spectrum.smallest.lower.isZero)
    #expect(spectrum.isAccurate)
    // Two lines are independent.
    let two = try problem(dag, "1,2 -1,-2 3,-1 -3,1", kernel: kernel).spectrum(SpectrumOptions())
    #expect(two.singular == .excluded && two.nullity == 0)
  }

  @Test(arguments: ["2_02", "2_21_112", "1_12_002"])
  func antipodalPairsWithMoreLayers(dag: String) throws {
    let spectrum = try problem(dag, Self.antipodal).spectrum(SpectrumOptions())
    #expect(spectrum.singular == .excluded)
  }

  @Test(arguments: ["1", "1_11", "1_01_111"])
  func skipsWithMoreInputsThanDimensions(dag: String) throws {
    let spectrum = try problem(dag, "1,2 3,4 5,7 1/3,0").spectrum(SpectrumOptions())
    #expect(spectrum.singular == .proved && spectrum.nullity == 2 && spectrum.nullityIsExact)
    #expect(try problem(dag, "1,2 3,4").spectrum(SpectrumOptions()).singular == .excluded)
    // Dependent though no two lie on one line, in a space that is large enough.
    #expect(
      try problem(dag, "1,2,3,4 0,1,0,1 1,3,3,5").spectrum(SpectrumOptions()).singular == .proved)
  }

  @Test(arguments: ["1", "2", "2_02", "2_21_112"], Kernel.allCases)
  func coincidences(dag: String, kernel: Kernel) throws {
    for (rows, what) in [
      ("1,2 3,4 1,2", "equal"), ("1,2 3,5 2,4", "multiples"), ("1,2 0,0", "zero"),
      ("0.1,0.2 1/10,1/5", "equal"),
    ] {
      let spectrum = try problem(dag, rows, kernel: kernel).spectrum(SpectrumOptions())
      #expect(spectrum.singular == .proved, "\(rows)")
      #expect(spectrum.smallest.isPoint && spectrum.smallest.lower.isZero)
      if dag != "1" { #expect(spectrum.reason?.contains(what) == true, "\(spectrum.reason ?? "")") }
      let best = try #require(spectrum.bestPair)
      #expect(best.value.isPoint && best.value.lower.isZero, "\(rows)")
    }
  }

  /// Opposite rows are not dependent for a single layer: X(x) and X(−x) differ.
  @Test func oppositeRowsAreNoCoincidence() throws {
    let one = try problem("2", "1,2 -1,-2")
    #expect(one.coincidences.antiparallel.count == 1)
    #expect(try one.spectrum(SpectrumOptions()).singular == .excluded)
    #expect(try problem("1", "1,2 -1,-2").spectrum(SpectrumOptions()).singular == .proved)
  }

  /// With activations of two degrees, parallel inputs have independent features.
  @Test func parallelRowsWithoutHomogeneity() throws {
    let network = try NetworkGraph(
      nodeNames: ["x", "h", "y"], input: 0, output: 2,
      edges: [
        .init(source: 0, target: 1, operation: .relu),
        .init(source: 0, target: 2, operation: .unitSkip),
        .init(
          source: 1, target: 2,
          operation: .parameterised(.arcCosine(order: 2), variance: 1)),
      ])
    let inputs = try KernelInputs(ExactTable(csv: "1,2\n2,4"))
    let problem = try SpectrumProblem(network, rule: .exact, kernel: .nngp, inputs: inputs)
    #expect(try problem.spectrum(SpectrumOptions()).singular == .excluded)
  }

  /// With biases only equal rows are sure to be dependent; a normalised node keeps directions, but beside
  /// features that grow otherwise it does not.
  @Test(
    arguments: [
      ("0-relu(b=1)>1", false), ("0-identity(c=1,b=1)>1 1-2>2", false), ("0-2>1 1:ln(1/10)", true),
      ("0-2>1 1-2>2 1-1>3 2-1>3 1:ln(1/10)", true), ("0-1>1 0-2>2 1-1>2 1:ln(1/10)", false),
      ("0-2>1 0-arc_cosine(0)>2 1-1>3 2-1>3", false), ("0-2>1 1-sign>2 1:ln(1/10)", true),
    ])
  func generalEdges(dag: String, keepsRays: Bool) throws {
    for (rows, isSingular) in [
      ("1,2 3,4 1,2", true), ("1,2 2,4", keepsRays), ("1,2 -1,-2 3,1", false),
    ] {
      // Steps have no tangent kernel.
      let kernels = dag.contains("sign") || dag.contains("(0)") ? [Kernel.nngp] : Kernel.allCases
      for kernel in kernels {
        let spectrum = try problem(dag, rows, kernel: kernel).spectrum(SpectrumOptions())
        #expect(
          spectrum.singular == (isSingular ? .proved : .excluded), "\(dag) \(rows) \(kernel)")
      }
    }
  }

  @Test func zeroRowsOfGeneralEdges() throws {
    for dag in ["0-2>1 1:ln(1/10)", "0-erf(c=1)>1", "0-abrelu(1/5,1)>1"] {
      let spectrum = try problem(dag, "1,2 0,0 0,0 3,1").spectrum(SpectrumOptions())
      #expect(spectrum.singular == .proved && spectrum.nullity == 2, "\(dag)")
    }
    for (dag, place) in [
      ("0-2>1 1:ln(0)", "node 1"), ("0-sign>1", "edge 0 → 1"),
      ("0-1>1 0-sign>2 1-2>2", "edge 0 → 2"),
    ] {
      let error = #expect(throws: KernelInputError.self, "\(dag)") { try problem(dag, "1,2 0,0") }
      let text = error.map { "\($0)" } ?? ""
      #expect(text.contains("row 1 ") && text.contains(place), "\(text)")
    }
    // The sign of a bias has a direction.
    #expect(try problem("0-sign(b=1)>1", "1,2 0,0").spectrum(.init()).singular == .excluded)
  }

  /// With biases, or σ(0) ≠ 0, the features of a zero input are not 0; its kernels are the limits of those of
  /// small inputs.
  @Test(
    arguments: [
      "0-relu(b=1)>1", "0-relu(b=1)>1 1-2>2 0-1>2", "0-gelu(c=1,w=3/2,b=1/5)>1 0-2>2 1-1>2",
      "0-cos(1,0)>1 1-erf(b=1/3)>2 0-1>2 2:ln(1/10)", "0-exp(1/2)>1 1-2>2 0-2>2",
      "0:ln(1/3) 0-abrelu(1/5,1,b=1/7)>1 1-relu>2",
    ], Kernel.allCases)
  func kernelsOfZeroInputs(_ dag: String, _ kernel: Kernel) throws {
    for means in [KernelInputs.Means.zero, .data] {
      let tables = try ["1,2 0,0 3,1 0,0", "1,2 1e-40,0 3,1 0,1e-41"].map {
        try SpectrumProblem(
          try NetworkGraph(parsing: dag), rule: .exact, kernel: kernel,
          inputs: KernelInputs(
            ExactTable(csv: $0.split(separator: " ").joined(separator: "\n")), means: means))
      }
      var rows: [[[Interval]]] = [[], []]
      for (place, problem) in tables.enumerated() {
        try problem.forEachEnclosedRow(digits: 25, threads: 1) { rows[place].append($1) }
      }
      let matrix = try tables[0].matrix(threads: 1) { _, _ in }
      for (i, (exact, near)) in zip(rows[0], rows[1]).enumerated() {
        for (offset, (value, limit)) in zip(exact, near).enumerated() {
          #expect((value - limit).magnitude.upper.double(rounding: .up) < 1e-15, "\(dag) \(i)")
          let error =
            value
            - Interval(
              BigFloat(matrix.row(i)[i + offset], precision: Precision(53), rounding: .nearestEven))
          #expect(error.magnitude.upper.double(rounding: .up) < 1e-13)
        }
      }
      #expect(rows[0][1][0].sign == 1)
      // The two zero rows are equal, and no others have dependent features.
      let spectrum = try tables[0].spectrum(SpectrumOptions())
      #expect(spectrum.singular == .proved && spectrum.nullity == 1, "\(dag)")
      let single = try SpectrumProblem(
        tables[0].network, rule: .exact, kernel: kernel,
        inputs: KernelInputs(ExactTable(csv: "1,2\n0,0\n3,1"), means: means)
      ).spectrum(SpectrumOptions())
      #expect(single.singular == .excluded && single.bestPair?.value.sign == 1, "\(dag)")
    }
  }

  @Test func cancellingSkipsMakeZero() throws {
    let network = try NetworkGraph(
      nodeNames: ["x", "h", "y"], input: 0, output: 2,
      edges: [
        .init(source: 0, target: 1, operation: .skip(scale: -1)),
        .init(source: 0, target: 2, operation: .unitSkip),
        .init(source: 1, target: 2, operation: .unitSkip),
      ])
    let inputs = try KernelInputs(ExactTable(csv: "1,2\n3,4"))
    let exact = try SpectrumProblem(network, rule: .exact, kernel: .nngp, inputs: inputs)
    let spectrum = try exact.spectrum(SpectrumOptions())
    #expect(spectrum.singular == .proved && spectrum.nullity == 2)
    #expect(spectrum.largest.isPoint && spectrum.largest.lower.isZero)
    let added = try SpectrumProblem(network, rule: .varianceOnly, kernel: .nngp, inputs: inputs)
    #expect(try added.spectrum(SpectrumOptions()).singular == .excluded)
  }

  @Test func normalisingAndCentring() throws {
    #expect(
      try problem("2_02", "1,2 2,4 0,1", normalizing: true).coincidences.equal == [[0, 1]])
    #expect(throws: KernelInputError.self) { try problem("2", "1,2 0,0", normalizing: true) }
    let centred = try KernelInputs(ExactTable(csv: "1,2\n3,2\n2,2"), centering: true)
    #expect(centred.squaredNorm(0) == 1 && centred.squaredNorm(2) == 0)
  }
}

// swift-tools-version: 6.2
import PackageDescription

// Set by Scripts/test and .ci/run: a warning in this package's own sources is then an error.
let strict = Context.environment["KERNELCALCULATOR_STRICT"] == "1"
let settings: [SwiftSetting] =
  [.swiftLanguageMode(.v6)] + (strict ? [.treatAllWarnings(as: .error)] : [])

// Set by Scripts/wheel and Python/setup.py, with --static-swift-stdlib: Swift's runtime is linked into the
// C library too, which SwiftPM leaves to an environment's toolchain otherwise.
let selfContained: [LinkerSetting] =
  Context.environment["KERNELCALCULATOR_SELF_CONTAINED"] == "1"
  ? [
    .unsafeFlags([
      "-static-stdlib", "-Xlinker", "--gc-sections", "-Xlinker",
      "--version-script=\(Context.packageDirectory)/Sources/KernelCalculatorC/exports.map",
    ])
  ] : []

/// What each library target depends on.
var dependencies: [String: [Target.Dependency]] = [:]

/// A library target.
@MainActor func module(
  _ name: String, _ own: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  dependencies[name] = own
  return .target(name: name, dependencies: own, resources: resources, swiftSettings: settings)
}

/// The tests of a library target: they see what it sees, and `others`.
@MainActor func tests(
  of name: String, with others: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "_TestSupport"] + (dependencies[name] ?? []) + others,
    exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "KernelCalculator",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "kernelcalc", targets: ["kernelcalc"]),
    // The checker of certificates alone.
    .executable(name: "kernelcalc-check", targets: ["kernelcalc-check"]),
    .library(name: "KernelCalculator", targets: ["KernelCalculator"]),
    .library(name: "KernelCalculatorC", type: .dynamic, targets: ["KernelCalculatorC"]),
    .library(name: "FastKernels", targets: ["FastKernels"]),
    // The checker of certificates alone.
    .library(name: "CertificateVerification", targets: ["CertificateVerification"]),
    // The float64 and float32 kernels as a C library: libkernelcalc_fast.so.
    .library(name: "kernelcalc_fast", type: .dynamic, targets: ["CFastKernels"]),
  ],
  // Exact versions: what was tested is what is built.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: [
    // A target imports only targets above it.
    module("SourceText"),
    module("KernelVocabulary"),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr",
      providers: [.apt(["libgmp-dev", "libmpfr-dev"]), .brew(["gmp", "mpfr"])]),
    .target(
      name: "CMultiprecision", dependencies: ["CMPFR"],
      linkerSettings: [.linkedLibrary("mpfr"), .linkedLibrary("gmp")]),
    module(
      "ExactArithmetic",
      ["CMultiprecision", .product(name: "RealModule", package: "swift-numerics")]),
    // Machine arithmetic alone: no GMP, no MPFR.
    .target(name: "CFastKernels", linkerSettings: [.linkedLibrary("m")]),
    module("FastKernels", ["CFastKernels", "KernelVocabulary"]),
    module("ExactJSON", ["SourceText"]),
    // κ₀ and κ₁ on GMP's limbs; MPFR only converts.
    .target(
      name: "CFixedPoint", dependencies: ["CMPFR"],
      linkerSettings: [.linkedLibrary("mpfr"), .linkedLibrary("gmp"), .linkedLibrary("m")]),
    module("IntervalArithmetic", ["CFixedPoint", "CMultiprecision", "ExactArithmetic"]),
    // Everything that a verdict of `check` rests on, with the arithmetic: see Scripts/trusted-base.
    module("CertificateVerification", ["ExactArithmetic", "IntervalArithmetic", "SourceText"]),
    .executableTarget(
      name: "kernelcalc-check", dependencies: ["CertificateVerification"], swiftSettings: settings),
    module("DataFiles", ["ExactArithmetic", "IntervalArithmetic"]),
    module(
      "SymbolicExpressions",
      [
        "ExactArithmetic", "SourceText", .product(name: "RealModule", package: "swift-numerics"),
      ]),
    // Gaussian expectations of activations without closed form, enclosed.
    module(
      "CertifiedDuals",
      ["CMultiprecision", "ExactArithmetic", "IntervalArithmetic", "SymbolicExpressions"]),
    module("ArcCosineKernels", ["CertifiedDuals", "ExactArithmetic", "SymbolicExpressions"]),
    module(
      "RigorousEvaluation",
      ["CertifiedDuals", "ExactArithmetic", "IntervalArithmetic", "SymbolicExpressions"]),
    module(
      "NetworkGraphs",
      [
        "ExactArithmetic", "ExactJSON", "SourceText", "SymbolicExpressions",
      ]),
    module(
      "KernelComposition",
      [
        "ArcCosineKernels", "ExactArithmetic", "FastKernels", "IntervalArithmetic",
        "KernelVocabulary", "NetworkGraphs", "RigorousEvaluation", "SourceText",
        "SymbolicExpressions",
      ]),
    module(
      "NetworkAnalysis",
      [
        "ArcCosineKernels", "ExactArithmetic", "IntervalArithmetic", "KernelComposition",
        "KernelVocabulary", "NetworkGraphs", "RigorousEvaluation", "SymbolicExpressions",
      ]),
    // Loops over MPFR numbers, for the verified linear algebra of KernelSpectra.
    .target(name: "CLinearAlgebra", dependencies: ["CMultiprecision"]),
    module(
      "KernelSpectra",
      [
        "ArcCosineKernels", "CFastKernels", "CLinearAlgebra", "CMultiprecision", "DataFiles",
        "ExactArithmetic",
        "IntervalArithmetic", "KernelComposition", "KernelVocabulary", "NetworkGraphs",
        "RigorousEvaluation", "SymbolicExpressions",
      ]),
    module(
      "ExpressionExport",
      ["ExactArithmetic", "IntervalArithmetic", "RigorousEvaluation", "SymbolicExpressions"]),
    module(
      "ArchitectureSpaces",
      [
        "DataFiles", "ExactArithmetic", "ExactJSON", "NetworkGraphs", "SourceText",
      ]),
    module(
      "ArchitectureStudies",
      [
        "ArchitectureSpaces", "ExactArithmetic", "IntervalArithmetic", "KernelComposition",
        "KernelVocabulary", "NetworkAnalysis", "NetworkGraphs",
      ]),
    module(
      "Statements",
      [
        "ArcCosineKernels", "ArchitectureSpaces", "ExactArithmetic", "KernelComposition",
        "KernelVocabulary", "NetworkGraphs", "SymbolicExpressions",
      ]),
    module(
      "LemmaFiles",
      [
        "KernelComposition", "KernelVocabulary", "NetworkGraphs", "SourceText", "Statements",
        "SymbolicExpressions",
      ]),
    module(
      "CertificateChecking",
      [
        "ArcCosineKernels", "ExactArithmetic", "ExactJSON", "IntervalArithmetic",
        "KernelVocabulary", "NetworkGraphs", "RigorousEvaluation", "Statements",
        "SymbolicExpressions",
      ]),
    module(
      "CertificateElaboration",
      [
        "CertificateChecking", "CertificateVerification", "ExactArithmetic", "KernelVocabulary",
        "NetworkGraphs", "RigorousEvaluation", "Statements", "SymbolicExpressions",
      ]),
    module(
      "ProofSearch",
      [
        "CertificateChecking", "CertificateElaboration", "CertificateVerification",
        "ExactArithmetic", "IntervalArithmetic", "KernelVocabulary",
        "NetworkGraphs", "RigorousEvaluation", "Statements", "SymbolicExpressions",
      ]),
    module(
      "ReferenceTables",
      [
        "ArcCosineKernels", "DataFiles", "ExactArithmetic", "ExactJSON", "IntervalArithmetic",
        "KernelComposition", "KernelVocabulary", "NetworkGraphs", "RigorousEvaluation",
        "SymbolicExpressions",
      ], resources: [.embedInCode("Resources/worst-cases-binary64.txt")]),
    module(
      "AccuracyTesting",
      [
        "DataFiles", "ExactArithmetic", "ExactJSON", "IntervalArithmetic", "KernelVocabulary",
        "ReferenceTables", "SourceText",
      ]),
    module(
      "CoqCertificates",
      [
        "CertificateChecking", "CertificateVerification", "ExactArithmetic", "IntervalArithmetic",
        "KernelComposition",
        "KernelVocabulary", "NetworkGraphs", "Statements", "SymbolicExpressions",
      ]),
    module(
      "PaperClaims",
      [
        "ArcCosineKernels", "ArchitectureSpaces", "ArchitectureStudies", "CertificateChecking",
        "CoqCertificates", "ExactArithmetic", "IntervalArithmetic", "KernelComposition",
        "KernelVocabulary", "NetworkGraphs", "ProofSearch",
        "Statements", "SymbolicExpressions",
      ]),
    module(
      "KernelCalculator",
      [
        "AccuracyTesting", "ArcCosineKernels", "ArchitectureSpaces", "CertificateChecking",
        "CertificateVerification", "CoqCertificates", "DataFiles", "ExactArithmetic",
        "ExpressionExport", "FastKernels", "IntervalArithmetic", "KernelComposition",
        "KernelSpectra", "KernelVocabulary", "LemmaFiles", "NetworkAnalysis", "NetworkGraphs",
        "PaperClaims", "ProofSearch", "ReferenceTables", "RigorousEvaluation", "SourceText",
        "Statements", "SymbolicExpressions",
      ]),
    module(
      "KernelCalculatorCommands",
      [
        "ArchitectureStudies", "CertificateVerification", "ExactJSON", "KernelCalculator",
        "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Resources/report.css"), .embedInCode("Resources/explorer.css"),
        .embedInCode("Resources/explorer.js"),
      ]),
    .target(
      name: "KernelCalculatorC", dependencies: ["CFastKernels", "KernelCalculatorCommands"],
      exclude: ["exports.map", "include"], swiftSettings: settings, linkerSettings: selfContained),
    .executableTarget(
      name: "kernelcalc", dependencies: ["KernelCalculatorCommands"], swiftSettings: settings),

    module(
      "_TestSupport",
      [
        "ArcCosineKernels", "ExactArithmetic", "IntervalArithmetic", "RigorousEvaluation",
        "SymbolicExpressions",
      ]),

    tests(of: "ExactArithmetic"),
    tests(
      of: "FastKernels", with: ["ExactArithmetic", "IntervalArithmetic"], exclude: ["WorstCases"]),
    tests(of: "ExactJSON"),
    tests(of: "IntervalArithmetic"),
    tests(
      of: "CertificateVerification",
      with: [
        "ArcCosineKernels", "CertificateElaboration", "KernelComposition", "KernelVocabulary",
        "NetworkGraphs", "RigorousEvaluation", "SymbolicExpressions",
      ]),
    tests(of: "DataFiles", exclude: ["Reference"]),
    tests(
      of: "SymbolicExpressions",
      with: ["ArcCosineKernels", "IntervalArithmetic", "RigorousEvaluation"]),
    tests(of: "CertifiedDuals"),
    tests(of: "ArcCosineKernels", with: ["IntervalArithmetic", "RigorousEvaluation"]),
    tests(
      of: "ExpressionExport",
      with: ["ArcCosineKernels", "KernelComposition", "KernelVocabulary", "NetworkGraphs"]),
    tests(of: "NetworkGraphs"),
    tests(of: "KernelComposition", with: ["CFastKernels"]),
    tests(of: "RigorousEvaluation", with: ["ArcCosineKernels", "CFixedPoint"]),
    tests(of: "ArchitectureSpaces"),
    tests(of: "NetworkAnalysis"),
    tests(of: "KernelSpectra", exclude: ["Reference"]),
    tests(of: "Statements", with: ["IntervalArithmetic", "RigorousEvaluation"]),
    tests(of: "LemmaFiles"),
    tests(of: "CoqCertificates", with: ["ArcCosineKernels", "RigorousEvaluation"]),
    tests(of: "PaperClaims", with: ["CertificateVerification"]),
    tests(of: "CertificateChecking", with: ["ProofSearch"]),
    tests(of: "ProofSearch", with: ["ArcCosineKernels"], exclude: ["Corpus"]),
    tests(of: "ReferenceTables", exclude: ["Reference"]),
    tests(of: "ArchitectureStudies"),
    // What is made of one recursion, compared.
    .testTarget(
      name: "RepresentationTests",
      dependencies: [
        "_TestSupport", "ArcCosineKernels", "DataFiles", "ExactArithmetic", "ExpressionExport",
        "FastKernels", "IntervalArithmetic", "KernelComposition", "KernelSpectra",
        "KernelVocabulary", "NetworkGraphs", "ReferenceTables", "RigorousEvaluation",
        "SymbolicExpressions",
      ], swiftSettings: settings),
    tests(of: "AccuracyTesting"),
    // The documentation's examples, which see what a user's package sees.
    .testTarget(
      name: "PublicAPITests",
      dependencies: ["CertificateVerification", "FastKernels", "KernelCalculator"],
      packageAccess: false, swiftSettings: settings),
    // What Scripts/fuzz feeds; the tests read the corpus again.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "ArcCosineKernels", "ArchitectureSpaces", "CertificateChecking", "CertificateElaboration",
        "CertificateVerification", "DataFiles", "ExactArithmetic", "ExactJSON", "LemmaFiles",
        "NetworkGraphs", "Statements",
        "SymbolicExpressions",
      ],
      path: "Tests/FuzzTargets", swiftSettings: settings),
    .testTarget(
      name: "FuzzTargetsTests", dependencies: ["FuzzTargets"], exclude: ["Corpus"],
      swiftSettings: settings),
    // Runs the built command as a user would.
    .testTarget(
      name: "kernelcalcTests",
      dependencies: [
        "_TestSupport", "ExactArithmetic", "KernelCalculatorCommands", "NetworkGraphs",
        "kernelcalc",
      ],
      exclude: ["Reference"],
      swiftSettings: settings),
  ]
)

// The atlas keeps its rows in SQLite through GRDB, which nobody else should have to fetch or build:
// KERNELCALCULATOR_ATLAS=1 swift build -c release --product kernelcalc-atlas
if Context.environment["KERNELCALCULATOR_ATLAS"] == "1" {
  package.dependencies.append(
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"))
  package.products.append(.executable(name: "kernelcalc-atlas", targets: ["AtlasCommand"]))
  package.targets += [
    module(
      "ArchitectureAtlas",
      [
        "ArcCosineKernels", "ArchitectureSpaces", "DataFiles", "ExactArithmetic", "ExactJSON",
        "FastKernels", "IntervalArithmetic", "KernelComposition", "KernelVocabulary",
        "NetworkAnalysis", "NetworkGraphs", "ReferenceTables", "SymbolicExpressions",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "AtlasCommand",
      dependencies: [
        "ArchitectureAtlas", "KernelCalculator", "KernelCalculatorCommands", "ExactJSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ArchitectureAtlasTests",
      dependencies: [
        "ArcCosineKernels", "ArchitectureAtlas", "AtlasCommand", "ArchitectureSpaces", "DataFiles",
        "ExactArithmetic", "IntervalArithmetic", "NetworkGraphs", "RigorousEvaluation",
        "SymbolicExpressions", "_TestSupport", "kernelcalc",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
  ]
}

// Built only where somebody measures: see Benchmarks/FastKernels/README.md.
if Context.environment["KERNELCALCULATOR_BENCHMARKS"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "fast-benchmark",
      dependencies: ["FastKernels", "KernelComposition", "KernelVocabulary", "NetworkGraphs"],
      path: "Benchmarks/FastKernels",
      exclude: ["README.md", "compare.py", "sweep.c"], swiftSettings: settings))
}

// Built by Scripts/fuzz, which links libFuzzer to it.
if Context.environment["KERNELCALCULATOR_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "kernelcalc-fuzz", dependencies: ["FuzzTargets"], path: "Tests/FuzzEntry",
      swiftSettings: settings))
}

// Set by Scripts/docs: users of the package do not fetch the documentation plugin.
if Context.environment["KERNELCALCULATOR_DOCS"] == "1" {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"))
}

// Somebody who changes one target need not build everything:
// KERNELCALCULATOR_ONLY=StatementsTests,ProofSearchTests swift test
if let only = Context.environment["KERNELCALCULATOR_ONLY"], !only.isEmpty {
  let targets = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
  var wanted = Set<String>()
  func want(_ name: String) {
    guard let target = targets[name], wanted.insert(name).inserted else { return }
    for dependency in target.dependencies {
      switch dependency {
      case .byNameItem(let name, _), .targetItem(let name, _): want(name)
      default: break
      }
    }
  }
  only.split(separator: ",").forEach { want(String($0)) }
  package.targets.removeAll { !wanted.contains($0.name) }
  package.products.removeAll()
}

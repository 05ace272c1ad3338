// swift-tools-version: 6.2
import PackageDescription

// Set by Scripts/test and .ci/run: a warning in this package's own sources is then an error.
let strict = Context.environment["KERNELCALCULATOR_STRICT"] == "1"
let settings: [SwiftSetting] =
  [.swiftLanguageMode(.v6)] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// A library target and, unless it has none, its test target.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "_TestSupport"] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "KernelCalculator",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "kernelcalc", targets: ["kernelcalc"]),
    .library(name: "KernelCalculator", targets: ["KernelCalculator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    // A target imports only targets above it.
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr",
      providers: [.apt(["libgmp-dev", "libmpfr-dev"]), .brew(["gmp", "mpfr"])]),
    .target(
      name: "CMultiprecision", dependencies: ["CMPFR"],
      linkerSettings: [.linkedLibrary("mpfr"), .linkedLibrary("gmp")]),
    module(
      "ExactArithmetic",
      ["CMultiprecision", .product(name: "RealModule", package: "swift-numerics")]),
    module("LocatedJSON"),
    module("IntervalArithmetic", ["CMultiprecision", "ExactArithmetic"]),
    module("SymbolicExpressions", ["ExactArithmetic"]),
    module("ArcCosineKernels", ["ExactArithmetic", "SymbolicExpressions"]),
    module("NetworkGraphs", ["ExactArithmetic", "LocatedJSON"]),
    module(
      "KernelComposition",
      ["ArcCosineKernels", "ExactArithmetic", "NetworkGraphs", "SymbolicExpressions"]),
    module("RigorousEvaluation", ["ExactArithmetic", "IntervalArithmetic", "SymbolicExpressions"]),
    module(
      "NetworkAnalysis",
      [
        "ExactArithmetic", "IntervalArithmetic", "KernelComposition", "NetworkGraphs",
        "RigorousEvaluation", "SymbolicExpressions",
      ]),
    module(
      "ExpressionExport",
      ["ExactArithmetic", "IntervalArithmetic", "RigorousEvaluation", "SymbolicExpressions"]),
    module("ArchitectureSpaces", ["ExactArithmetic", "LocatedJSON", "NetworkGraphs"]),
    module(
      "Statements",
      [
        "ArcCosineKernels", "ExactArithmetic", "KernelComposition", "NetworkGraphs",
        "SymbolicExpressions",
      ]),
    module(
      "CertificateChecking",
      [
        "ExactArithmetic", "IntervalArithmetic", "LocatedJSON", "NetworkGraphs",
        "RigorousEvaluation", "Statements", "SymbolicExpressions",
      ]),
    module(
      "CertifiedInequalities",
      [
        "CertificateChecking", "ExactArithmetic", "IntervalArithmetic", "NetworkGraphs",
        "RigorousEvaluation", "Statements", "SymbolicExpressions",
      ]),
    module(
      "KernelCalculator",
      [
        "ArcCosineKernels", "ArchitectureSpaces", "CertificateChecking", "CertifiedInequalities",
        "ExactArithmetic", "ExpressionExport", "IntervalArithmetic", "KernelComposition",
        "NetworkAnalysis", "NetworkGraphs", "RigorousEvaluation", "Statements",
        "SymbolicExpressions",
      ]),
    .executableTarget(
      name: "kernelcalc",
      dependencies: [
        "KernelCalculator", "LocatedJSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    module(
      "_TestSupport",
      [
        "ArcCosineKernels", "ExactArithmetic", "IntervalArithmetic", "RigorousEvaluation",
        "SymbolicExpressions",
      ]),

    tests("ExactArithmetic"),
    tests("LocatedJSON"),
    tests("IntervalArithmetic", ["ExactArithmetic"]),
    tests(
      "SymbolicExpressions",
      ["ArcCosineKernels", "ExactArithmetic", "IntervalArithmetic", "RigorousEvaluation"]),
    tests(
      "ArcCosineKernels",
      ["ExactArithmetic", "IntervalArithmetic", "RigorousEvaluation", "SymbolicExpressions"]),
    tests(
      "ExpressionExport",
      [
        "ArcCosineKernels", "ExactArithmetic", "IntervalArithmetic", "KernelComposition",
        "NetworkGraphs", "RigorousEvaluation", "SymbolicExpressions",
      ]),
    tests("NetworkGraphs", ["ExactArithmetic", "LocatedJSON"]),
    tests("ArchitectureSpaces", ["ExactArithmetic", "NetworkGraphs"]),
    tests(
      "Statements",
      [
        "ExactArithmetic", "IntervalArithmetic", "NetworkGraphs", "RigorousEvaluation",
        "SymbolicExpressions",
      ]),
    // Runs the built command as a user would.
    .testTarget(
      name: "kernelcalcTests",
      dependencies: ["_TestSupport", "ExactArithmetic", "NetworkGraphs", "kernelcalc"],
      exclude: ["Reference"],
      swiftSettings: settings),
  ]
)

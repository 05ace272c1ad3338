import SymbolicExpressions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The C library's mathematical functions, those that exported C and Swift call.
enum PlatformFunctions {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// An elementary function; NaN for others.
  static func value(of function: FunctionSymbol, at x: Double) -> Double {
    switch function {
    case .sin: sin(x)
    case .cos: cos(x)
    case .acos: acos(x)
    case .asin: asin(x)
    case .atan: atan(x)
    case .exp: exp(x)
    case .log: log(x)
    case .abs: x.magnitude
    case .erf: erf(x)
    case .erfc: erfc(x)
    case .defined: .nan
    }
  }
}

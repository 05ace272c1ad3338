import ArgumentParser
import KernelCalculator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The child process in which `regress --library` runs foreign code: raw numbers in, raw results out.
struct CallLibrary: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "call-library", abstract: "Calls a C function on numbers from standard input.",
    discussion: "Example: not for people; kernelcalc regress --library starts it.",
    shouldDisplay: false)

  @Argument var library: String
  @Argument var symbol: String
  @Argument var width: Int

  private typealias Function =
    @convention(c) (UnsafeRawPointer?, UnsafeMutableRawPointer?, Int) ->
    Void

  func run() throws {
    // Without a slash the dynamic linker would search its own directories.
    let path = library.contains("/") ? library : "./" + library
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw Failure(dlerror().map { String(cString: $0) } ?? "\(library): cannot be loaded")
    }
    guard let address = dlsym(handle, symbol) else {
      throw Failure("\(library): no function '\(symbol)'")
    }
    let function = unsafeBitCast(address, to: Function.self)
    let inputs = try Files.read("-")
    // Results start as NaN in every format, so that those not written are seen.
    var results = [UInt8](repeating: 0xFF, count: inputs.count)
    // A crash is the parent's to report: no handler of this process's runtime.
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] { signal(number, SIG_DFL) }
    inputs.withUnsafeBytes { x in
      results.withUnsafeMutableBytes { y in
        function(x.baseAddress, y.baseAddress, inputs.count / width)
      }
    }
    Console.write(results)
  }
}

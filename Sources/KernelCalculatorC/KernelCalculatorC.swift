import KernelCalculatorCommands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `kernelcalc_run` of `kernelcalc.h`: runs the command inside the calling process.
///
/// The arguments are `count` C strings in UTF-8, as on the command line without the command's own name;
/// `input` with its length stands for standard input. The results are allocated here, end with a NUL
/// byte that their length does not count, and go back through ``kernelcalcFree(_:)``; where memory is
/// short they are null. Returns the exit code of the command.
///
/// Thread-safe: calls share nothing. A null argument counts as the empty string.
@_cdecl("kernelcalc_run")
public func kernelcalcRun(
  _ count: Int, _ arguments: UnsafePointer<UnsafePointer<CChar>?>?,
  _ input: UnsafePointer<UInt8>?, _ inputLength: Int,
  _ output: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
  _ outputLength: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
  _ errorLength: UnsafeMutablePointer<Int>?
) -> Int32 {
  var texts: [String] = []
  if let arguments {
    for index in 0..<max(count, 0) {
      texts.append(arguments[index].map { String(cString: $0) } ?? "")
    }
  }
  let bytes = input.map { Array(UnsafeBufferPointer(start: $0, count: max(inputLength, 0))) } ?? []
  let answer = CommandLineTool.answer(texts, input: bytes)
  hand(answer.output, to: output, outputLength)
  hand(answer.error, to: error, errorLength)
  return answer.status
}

/// `kernelcalc_free`: gives back what `kernelcalc_run` allocated; null is allowed.
@_cdecl("kernelcalc_free")
public func kernelcalcFree(_ memory: UnsafeMutableRawPointer?) { free(memory) }

/// `kernelcalc_abi_version`: the version of this interface, 1.
@_cdecl("kernelcalc_abi_version")
public func kernelcalcABIVersion() -> Int32 { 1 }

private func hand(
  _ bytes: [UInt8], to place: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
  _ length: UnsafeMutablePointer<Int>?
) {
  guard let place else { return }
  let copy = malloc(bytes.count + 1)?.assumingMemoryBound(to: UInt8.self)
  place.pointee = copy
  length?.pointee = copy == nil ? 0 : bytes.count
  guard let copy else { return }
  bytes.withUnsafeBufferPointer { source in
    if let base = source.baseAddress { copy.update(from: base, count: bytes.count) }
  }
  copy[bytes.count] = 0
}

import KernelCalculatorCommands
import Synchronization

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
  let texts = strings(count, arguments)
  let bytes = input.map { Array(UnsafeBufferPointer(start: $0, count: max(inputLength, 0))) } ?? []
  let interrupt = CallInterrupt()
  let call = output.map { UInt(bitPattern: $0) }
  if let call { running.withLock { $0[call] = interrupt } }
  let answer = CommandLineTool.answer(texts, input: bytes, interrupt: interrupt)
  if let call { running.withLock { $0[call] = nil } }
  hand(answer.output, to: output, outputLength)
  hand(answer.error, to: error, errorLength)
  return answer.status
}

/// `kernelcalc_main` of `kernelcalc.h`: runs the command on the process's own streams, and ends the
/// process with its exit code.
@_cdecl("kernelcalc_main")
public func kernelcalcMain(_ count: Int, _ arguments: UnsafePointer<UnsafePointer<CChar>?>?) {
  CommandLineTool.main(strings(count, arguments), isHosted: true)
}

/// `kernelcalc_free`: gives back what `kernelcalc_run` allocated; null is allowed.
@_cdecl("kernelcalc_free")
public func kernelcalcFree(_ memory: UnsafeMutableRawPointer?) { free(memory) }

/// `kernelcalc_interrupt`: interrupts the running call whose output goes to `output`, as Ctrl-C would.
///
/// Gives 1, or 0 where no such call is under way. A command that cannot be interrupted goes on to its end.
@_cdecl("kernelcalc_interrupt")
public func kernelcalcInterrupt(
  _ output: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?
) -> Int32 {
  guard let output, let call = running.withLock({ $0[UInt(bitPattern: output)] }) else { return 0 }
  call.raise()
  return 1
}

/// The calls under way, by the address that their output goes to.
private let running = Mutex<[UInt: CallInterrupt]>([:])

/// `kernelcalc_abi_version`: the version of this interface, 2.
@_cdecl("kernelcalc_abi_version")
public func kernelcalcABIVersion() -> Int32 { 2 }

private func strings(
  _ count: Int, _ arguments: UnsafePointer<UnsafePointer<CChar>?>?
) -> [String] {
  guard let arguments else { return [] }
  return (0..<max(count, 0)).map { index in arguments[index].map { String(cString: $0) } ?? "" }
}

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

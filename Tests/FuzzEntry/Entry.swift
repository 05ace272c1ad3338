import FuzzTargets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The reader that the environment names in `KERNELCALC_FUZZ`.
private let reader: FuzzedReader = {
  let name = getenv("KERNELCALC_FUZZ").map { String(cString: $0) } ?? ""
  guard let reader = FuzzedReader(rawValue: name) else {
    let known = FuzzedReader.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("KERNELCALC_FUZZ is '\(name)'; readers are \(known)")
  }
  return reader
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> Int32 {
  reader.read(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}

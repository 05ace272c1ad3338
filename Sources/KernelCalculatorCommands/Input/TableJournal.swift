import DataFiles
import KernelCalculator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The values of a table that is being made, in a file beside it, so that a table that was interrupted, killed or cut
/// off by a power failure is continued by the same command.
///
/// The file begins with a line that says what it is and the SHA-256 of what was asked for. A block is its length and
/// its CRC-32, four bytes each, the lowest first, and its bytes; what follows the last whole one is cut off when the
/// file is opened again. One process at a time has it.
final class TableJournal: TableStore {
  /// The file.
  let path: String
  private let descriptor: Int32
  /// Where blocks begin, and where the last one ends.
  private var places: [Int]

  var count: Int { places.count - 1 }

  /// Opens the file, or makes it. Throws where it holds the values of another table, or another process has it.
  init(_ path: String, of request: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Files.systemFailure(path, "cannot write") }
    places = []
    do {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw Failure("\(path): another process is making this table")
      }
      let title = Array("kernelcalc table values 1 \(SHA256.hexadecimal(of: request.utf8))\n".utf8)
      let size = Int(lseek(descriptor, 0, SEEK_END))
      let found = try read(0..<min(size, title.count))
      if found != title {
        guard title.starts(with: found) else {
          throw Failure(
            "\(path) holds values of another table, or is something else: delete it, or write elsewhere"
          )
        }
        try cut(0)
        try write(title, at: 0)
      }
      places = [title.count]
      while let end = try endOfBlock(at: places[count], size) { places.append(end) }
      try cut(places[count])
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  func append(_ block: [UInt8]) throws {
    var checksum = CRC32()
    checksum.update(block)
    let head = [UInt32(block.count), checksum.value].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) }
    }
    try write(head + block, at: places[count])
    places.append(places[count] + head.count + block.count)
  }

  func block(_ index: Int) throws -> [UInt8] {
    try read(places[index] + 8..<places[index + 1])
  }

  /// Deletes the file.
  func remove() { unlink(path) }

  /// Where the block ends that begins at `place`; nil where there is no whole one. An empty one is none: a
  /// power failure may leave zeros where blocks were.
  private func endOfBlock(at place: Int, _ size: Int) throws -> Int? {
    guard place + 8 <= size else { return nil }
    let words = try read(place..<place + 8)
    func word(_ start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(words[start + $1]) << UInt32(8 * $1) }
    }
    let end = place + 8 + Int(word(0))
    guard word(0) > 0, end <= size, CRC32.of(try read(place + 8..<end)) == word(4) else {
      return nil
    }
    return end
  }

  private func cut(_ size: Int) throws {
    if ftruncate(descriptor, off_t(size)) != 0 { throw Files.systemFailure(path, "cannot write") }
  }

  private func read(_ places: Range<Int>) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: places.count)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        readSome(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[done...]), places.lowerBound + done
        )
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      done += count
    }
    guard done == places.count else { throw Files.systemFailure(path, "cannot read") }
    return bytes
  }

  private func write(_ bytes: [UInt8], at place: Int) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        writeSome(descriptor, UnsafeRawBufferPointer(rebasing: $0[done...]), place + done)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw Files.systemFailure(path, "cannot write") }
      done += count
    }
  }
}

/// The system's `pread`.
private func readSome(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer, _ place: Int)
  -> Int
{
  pread(descriptor, bytes.baseAddress, bytes.count, off_t(place))
}

/// The system's `pwrite`.
private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
  pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(place))
}

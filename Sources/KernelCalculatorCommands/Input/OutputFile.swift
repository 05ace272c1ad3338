#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Files {
  /// Writes a text to a file: see ``write(_:to:)-([UInt8],_)``.
  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes to a file: the one way in which every output option does.
  ///
  /// A new or an ordinary file appears complete or not at all: the bytes go to a file beside it, which
  /// then takes its name, and its permissions. A symbolic link is followed and stays. A file that
  /// nobody may write is refused. What is no ordinary file, a pipe or a device, is written in place,
  /// and so is a file to which this process's own output goes.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try write(to: path) { try $0(bytes) }
  }

  /// The same for bytes that are made piece by piece: `body` is handed what writes the next piece.
  static func write(
    to path: String, _ body: (_ next: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, let stream = try standardStream(status) {
      return try put(body, to: stream, named: path)
    }
    if exists && status.st_mode & S_IFMT != S_IFREG {
      return try put(body, to: open(path, O_WRONLY | O_CLOEXEC), named: path)
    }
    let target = try followingLinks(path)
    if exists && (status.st_mode & 0o222 == 0 || access(target, W_OK) != 0) {
      errno = EACCES
      throw systemFailure(path, "cannot write")
    }
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: .min ... .max)).partial"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    do {
      if file >= 0 && exists {
        // The owner can be kept by the privileged alone; where it cannot, the file is the writer's.
        _ = fchown(file, status.st_uid, status.st_gid)
        fchmod(file, status.st_mode & 0o7777)
      }
      try put(body, to: file, named: path, synchronising: true)
      if rename(temporary, target) != 0 { throw systemFailure(path, "cannot write") }
    } catch {
      if file >= 0 { unlink(temporary) }
      throw error
    }
  }

  /// Whether ``write(to:_:)`` would write a file beside the one of that name, or a new one, not in place.
  static func isReplaceable(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return true }
    if let stream = try standardStream(status) {
      close(stream)
      return false
    }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// A new descriptor of standard output or standard error, where the file is the one behind it: its
  /// position is then shared, so that nothing is overwritten.
  private static func standardStream(_ status: stat) throws -> Int32? {
    for descriptor in [1, 2] as [Int32] {
      var own = stat()
      guard fstat(descriptor, &own) == 0, own.st_dev == status.st_dev,
        own.st_ino == status.st_ino
      else { continue }
      try Console.flush()
      return dup(descriptor)
    }
    return nil
  }

  /// The name to which symbolic links lead, whether there is a file of that name yet or not.
  private static func followingLinks(_ path: String) throws -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      if count < 0 { return path }
      let next = String(decoding: buffer[..<count], as: UTF8.self)
      let folder = next.hasPrefix("/") ? nil : path.lastIndex(of: "/").map { path[...$0] }
      path = (folder ?? "") + next
    }
    errno = ELOOP
    throw systemFailure(path, "cannot write")
  }

  /// Writes everything to a descriptor, which is closed.
  private static func put(
    _ body: (_ next: ([UInt8]) throws -> Void) throws -> Void, to descriptor: Int32,
    named path: String, synchronising: Bool = false
  ) throws {
    if descriptor < 0 { throw systemFailure(path, "cannot write") }
    do {
      try body { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { writeSome(descriptor, $0) }
          if count < 0 && errno == EINTR { continue }
          if count < 0 { throw systemFailure(path, "cannot write") }
          rest = rest.dropFirst(count)
        }
      }
    } catch {
      close(descriptor)
      throw error
    }
    let isComplete = !synchronising || fsync(descriptor) == 0
    guard close(descriptor) == 0, isComplete else { throw systemFailure(path, "cannot write") }
  }
}

/// The system's `write`, which within ``Files`` that name hides.
private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

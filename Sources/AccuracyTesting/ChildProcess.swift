#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that is run in a process group of its own, with standard input and output as bytes.
package struct ChildProcess: Sendable {
  /// When a run is cut short.
  package struct Limits: Sendable {
    let seconds: Double
    let isCancelled: @Sendable () -> Bool

    /// At most `seconds` for one run; `isCancelled` is asked ten times a second.
    package init(seconds: Double, isCancelled: @escaping @Sendable () -> Bool = { false }) {
      self.seconds = seconds
      self.isCancelled = isCancelled
    }
  }

  let arguments: [String]
  let limits: Limits

  /// The output of the program for an input. Its messages go to this process's standard error.
  func run(input: [UInt8]) throws(ImplementationFailure) -> [UInt8] {
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard pipe(&toChild) == 0 else { throw .notStarted(String(cString: strerror(errno))) }
    guard pipe(&fromChild) == 0 else {
      close(toChild[0])
      close(toChild[1])
      throw .notStarted(String(cString: strerror(errno)))
    }
    for descriptor in [toChild[1], fromChild[0]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do {
      child = try start(input: toChild[0], output: fromChild[1])
    } catch {
      for descriptor in toChild + fromChild { close(descriptor) }
      throw error
    }
    close(toChild[0])
    close(fromChild[1])
    // A child that ends early closes its input: an error of write, not a signal.
    let (output, failure) = withoutBrokenPipeSignal {
      exchange(input, writingTo: toChild[1], readingFrom: fromChild[0])
    }
    if failure != nil { kill(-child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    if let failure { throw failure }
    let signal = status & 0x7F
    if signal != 0 { throw .died(signal: signal) }
    let code = (status >> 8) & 0xFF
    if code > 128 && code < 160 { throw .died(signal: code - 128) }
    if code != 0 { throw .exited(code: code) }
    return output
  }

  private func start(input: Int32, output: Int32) throws(ImplementationFailure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addclose(&actions, input)
    posix_spawn_file_actions_addclose(&actions, output)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGINT)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    argv.append(nil)
    defer { argv.forEach { free($0) } }
    var child: pid_t = 0
    let problem = posix_spawnp(&child, arguments[0], &actions, &attributes, argv, environ)
    guard problem == 0 else { throw .notStarted(String(cString: strerror(problem))) }
    return child
  }

  /// Writes and reads at once, so that neither side waits for the other for ever; closes both ends.
  private func exchange(
    _ input: [UInt8], writingTo writeEnd: Int32, readingFrom readEnd: Int32
  ) -> ([UInt8], ImplementationFailure?) {
    _ = fcntl(writeEnd, F_SETFL, fcntl(writeEnd, F_GETFL) | O_NONBLOCK)
    var output: [UInt8] = []
    var sent = 0
    var isWriting = true
    defer {
      if isWriting { close(writeEnd) }
      close(readEnd)
    }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(limits.seconds)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if isWriting && sent == input.count {
        close(writeEnd)
        isWriting = false
      }
      if limits.isCancelled() { return (output, .interrupted) }
      if clock.now > end { return (output, .timedOut(seconds: limits.seconds)) }
      var waiting = [pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)]
      if isWriting { waiting.append(pollfd(fd: writeEnd, events: Int16(POLLOUT), revents: 0)) }
      guard poll(&waiting, nfds_t(waiting.count), 100) > 0 else { continue }
      if isWriting && waiting[1].revents != 0 {
        let count = input[sent...].withUnsafeBytes { write(writeEnd, $0.baseAddress, $0.count) }
        if count > 0 {
          sent += count
        } else if count < 0 && errno != EAGAIN && errno != EINTR {
          sent = input.count
        }
      }
      if waiting[0].revents != 0 {
        let count = read(readEnd, &buffer, buffer.count)
        if count == 0 { return (output, nil) }
        if count > 0 { output += buffer[0..<count] }
      }
    }
  }
}

/// Runs `body`, in which this thread's writes to a closed pipe fail without a signal; what the rest of
/// the process does at SIGPIPE, a host program's business, is left alone.
private func withoutBrokenPipeSignal<Result>(_ body: () -> Result) -> Result {
  var brokenPipe = sigset_t()
  var before = sigset_t()
  var pending = sigset_t()
  sigemptyset(&brokenPipe)
  sigaddset(&brokenPipe, SIGPIPE)
  sigpending(&pending)
  pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
  defer {
    if sigismember(&pending, SIGPIPE) == 0 {
      // The signal of such a write waits for this thread: take it before it is let through.
      sigpending(&pending)
      var number: Int32 = 0
      if sigismember(&pending, SIGPIPE) == 1 { sigwait(&brokenPipe, &number) }
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return body()
}

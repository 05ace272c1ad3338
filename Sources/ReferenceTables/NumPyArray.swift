import IntervalArithmetic

/// An array in NumPy's `.npy` format, in C order, little-endian.
///
/// NumPy has no bfloat16 of its own: such numbers are unsigned 16-bit integers, their bit patterns.
package struct NumPyArray: Sendable {
  /// The elements' bit patterns.
  package let elements: [UInt64]
  /// The lengths of the dimensions.
  package let shape: [Int]
  /// What the bit patterns stand for.
  package let format: BinaryFormat

  /// A one-dimensional array.
  package init(_ elements: [UInt64], format: BinaryFormat) {
    self.init(elements, shape: [elements.count], format: format)
  }

  /// An array of any shape.
  ///
  /// - Precondition: as many elements as the product of the shape.
  package init(_ elements: [UInt64], shape: [Int], format: BinaryFormat) {
    self.elements = elements
    self.shape = shape
    self.format = format
  }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Whether bytes begin as such an array does.
  package static func isBeginning(of bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  private static func descriptor(_ format: BinaryFormat) -> String {
    format == .bfloat16 ? "<u2" : "<f\(format.byteCount)"
  }

  /// The file's bytes, version 1.0; the data begin at a multiple of 64.
  package var bytes: [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header =
      "{'descr': '\(NumPyArray.descriptor(format))', 'fortran_order': False, 'shape': (\(lengths)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    var bytes = NumPyArray.magic + [1, 0]
    bytes += [UInt8(header.utf8.count % 256), UInt8(header.utf8.count / 256)]
    bytes += header.utf8
    bytes.reserveCapacity(bytes.count + elements.count * format.byteCount)
    for element in elements {
      for place in 0..<format.byteCount {
        bytes.append(UInt8(truncatingIfNeeded: element >> UInt64(8 * place)))
      }
    }
    return bytes
  }

  /// Reads a file of floating-point numbers; `u2` only where `format` says that bfloat16 is meant.
  ///
  /// Throws, with what would be accepted, for other types, byte orders and damaged files.
  package init(reading bytes: [UInt8], expecting format: BinaryFormat?) throws(NumPyError) {
    guard NumPyArray.isBeginning(of: bytes), bytes.count > 12 else {
      throw NumPyError("not a NumPy array (.npy)")
    }
    let wide = bytes[6] >= 2
    let start = wide ? 12 : 10
    let length =
      Int(bytes[8]) | Int(bytes[9]) << 8 | (wide ? Int(bytes[10]) << 16 | Int(bytes[11]) << 24 : 0)
    guard start + length <= bytes.count else { throw NumPyError("the header is cut off") }
    let header = String(decoding: bytes[start..<start + length], as: UTF8.self)
    let type = try NumPyArray.quoted(after: "'descr':", in: header)
    switch type {
    case "<f8": self.format = .binary64
    case "<f4": self.format = .binary32
    case "<f2": self.format = .binary16
    case "<u2" where format == .bfloat16: self.format = .bfloat16
    default:
      throw NumPyError(
        "elements of type '\(type)'; accepted are <f8, <f4, <f2, and <u2 for --type bfloat16")
    }
    guard let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")"),
      open < close
    else { throw NumPyError("the header has no shape") }
    var shape: [Int] = []
    for part in header[header.index(after: open)..<close].split(separator: ",") {
      let word = part.filter { $0 != " " }
      if word.isEmpty { continue }
      guard let length = Int(word), length >= 0 else { throw NumPyError("the shape is damaged") }
      shape.append(length)
    }
    if header.contains("'fortran_order': True") {
      guard shape.count == 2 else { throw NumPyError("Fortran order with other than 2 dimensions") }
    }
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { throw NumPyError("the shape is damaged") }
      count = product
    }
    let data = bytes[(start + length)...]
    guard data.count / self.format.byteCount == count, data.count % self.format.byteCount == 0
    else {
      throw NumPyError("the data have \(data.count) bytes, which does not fit the shape")
    }
    let width = self.format.byteCount
    var elements = (0..<count).map { index in
      (0..<width).reduce(UInt64(0)) { bits, place in
        bits | UInt64(data[data.startIndex + index * width + place]) << UInt64(8 * place)
      }
    }
    if header.contains("'fortran_order': True") {
      let (rows, columns) = (shape[0], shape[1])
      elements = (0..<count).map { elements[$0 % columns * rows + $0 / columns] }
    }
    self.elements = elements
    self.shape = shape
  }

  private static func quoted(after key: String, in header: String) throws(NumPyError) -> String {
    let parts = header.split(separator: "'", omittingEmptySubsequences: false)
    guard let place = parts.firstIndex(of: "descr"), place + 2 < parts.count else {
      throw NumPyError("the header has no \(key)")
    }
    return String(parts[place + 2])
  }
}

/// Why a NumPy array could not be read.
package struct NumPyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  package let description: String

  /// An error with that description.
  package init(_ description: String) { self.description = description }
}

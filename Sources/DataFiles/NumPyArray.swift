import ExactArithmetic
import IntervalArithmetic

/// An array in NumPy's `.npy` format.
///
/// Guarantee: elements are kept as the bit patterns that the file holds, in C order whatever the
/// file's; ``rational(at:)`` gives their exact values. NumPy has no bfloat16 of its own: such numbers
/// are unsigned 16-bit integers, their bit patterns.
package struct NumPyArray: Sendable {
  /// What a bit pattern stands for.
  package enum ElementType: Sendable, Hashable {
    case real(BinaryFormat)
    case integer(byteCount: Int, isSigned: Bool)

    /// The bytes that an element takes.
    package var byteCount: Int {
      switch self {
      case .real(let format): format.byteCount
      case .integer(let count, _): count
      }
    }
  }

  /// The elements' bit patterns.
  package let elements: [UInt64]
  /// The lengths of the dimensions.
  package let shape: [Int]
  /// What the bit patterns stand for.
  package let type: ElementType

  /// The floating-point format of the elements; nil for integers.
  package var format: BinaryFormat? {
    if case .real(let format) = type { format } else { nil }
  }

  /// A one-dimensional array.
  package init(_ elements: [UInt64], format: BinaryFormat) {
    self.init(elements, shape: [elements.count], format: format)
  }

  /// An array of any shape.
  ///
  /// - Precondition: as many elements as the product of the shape.
  package init(_ elements: [UInt64], shape: [Int], format: BinaryFormat) {
    self.init(elements, shape: shape, type: .real(format))
  }

  /// An array of any shape and type.
  ///
  /// - Precondition: as many elements as the product of the shape.
  package init(_ elements: [UInt64], shape: [Int], type: ElementType) {
    self.elements = elements
    self.shape = shape
    self.type = type
  }

  /// The exact value of an element; nil for NaN and the infinities.
  package func rational(at index: Int) -> Rational? {
    let bits = elements[index]
    switch type {
    case .real(let format): return format.rational(bits)
    case .integer(_, isSigned: false): return Rational(Integer(bits))
    case .integer(let count, isSigned: true):
      let unused = UInt64(64 - 8 * count)
      return Rational(Int(Int64(bitPattern: bits << unused) >> Int64(unused)))
    }
  }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Whether bytes begin as such an array does.
  package static func isBeginning(of bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// The beginning of a file, version 1.0, up to the elements, which stand at a multiple of 64 and
  /// follow in C order, little-endian.
  package static func header(shape: [Int], format: BinaryFormat) -> [UInt8] {
    header(shape: shape, type: .real(format))
  }

  private static func header(shape: [Int], type: ElementType) -> [UInt8] {
    let descriptor =
      switch type {
      case .real(.bfloat16): "<u2"
      case .real(let format): "<f\(format.byteCount)"
      // A byte has no order.
      case .integer(let count, let isSigned):
        (count == 1 ? "|" : "<") + (isSigned ? "i" : "u") + "\(count)"
      }
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(lengths)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let length = header.utf8.count
    return magic + [1, 0, UInt8(length % 256), UInt8(length / 256)] + header.utf8
  }

  /// The file's bytes, version 1.0.
  package var bytes: [UInt8] {
    var bytes = NumPyArray.header(shape: shape, type: type)
    let width = type.byteCount
    bytes.reserveCapacity(bytes.count + elements.count * width)
    for element in elements { element.append(to: &bytes, count: width) }
    return bytes
  }

  /// Reads a file of floating-point numbers; `u2` only where `format` says that bfloat16 is meant.
  ///
  /// Throws, with what would be accepted, for other types, byte orders and damaged files.
  package init(reading bytes: [UInt8], expecting format: BinaryFormat?) throws(NumPyError) {
    try self.init(reading: bytes[...]) { header throws(NumPyError) in
      switch header.descriptor {
      case "<f8": .real(.binary64)
      case "<f4": .real(.binary32)
      case "<f2": .real(.binary16)
      case "<u2" where format == .bfloat16: .real(.bfloat16)
      default:
        throw NumPyError(
          "elements of type '\(header.descriptor)'; accepted are <f8, <f4, <f2, and <u2 for "
            + "--type bfloat16")
      }
    }
  }

  /// Reads a file of real numbers of any type: floating-point, integer or Boolean, in either byte
  /// order.
  ///
  /// Throws, with what would be accepted, for other types and damaged files.
  package init(reading bytes: ArraySlice<UInt8>) throws(NumPyError) {
    try self.init(reading: bytes) { header throws(NumPyError) in
      switch header.descriptor.dropFirst() {
      case "f8": return .real(.binary64)
      case "f4": return .real(.binary32)
      case "f2": return .real(.binary16)
      case "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1":
        let count = header.descriptor.last?.wholeNumberValue ?? 8
        return .integer(byteCount: count, isSigned: header.descriptor.contains("i"))
      default:
        throw NumPyError(
          "elements of type '\(header.descriptor)'; accepted are real numbers: f2, f4, f8, i1 to i8, "
            + "u1 to u8 and b1")
      }
    }
  }

  private init(
    reading bytes: ArraySlice<UInt8>,
    type typeOf: (NumPyHeader) throws(NumPyError) -> ElementType
  ) throws(NumPyError) {
    let header = try NumPyHeader(bytes, magic: NumPyArray.magic)
    type = try typeOf(header)
    shape = header.shape
    let data = header.data
    let width = type.byteCount
    guard data.count / width == header.count, data.count % width == 0 else {
      throw NumPyError("the data have \(data.count) bytes, which does not fit the shape")
    }
    let isBigEndian = header.descriptor.first == ">"
    let start = data.startIndex
    let stored = (0..<header.count).map { index in
      (0..<width).reduce(UInt64(0)) { bits, place in
        let byte = isBigEndian ? width - 1 - place : place
        return bits | UInt64(data[start + index * width + byte]) << UInt64(8 * place)
      }
    }
    if header.isFortranOrder && shape.count == 2 {
      let (rows, columns) = (shape[0], shape[1])
      elements = stored.indices.map { stored[$0 % columns * rows + $0 / columns] }
    } else {
      elements = stored
    }
  }
}

/// What stands before the elements of an `.npy` file.
private struct NumPyHeader {
  /// The element type as NumPy spells it, such as `<f8`.
  let descriptor: String
  let isFortranOrder: Bool
  let shape: [Int]
  /// The product of the shape.
  let count: Int
  /// The bytes after the header.
  let data: ArraySlice<UInt8>

  init(_ file: ArraySlice<UInt8>, magic: [UInt8]) throws(NumPyError) {
    let bytes = ArraySlice(Array(file))
    guard bytes.starts(with: magic), bytes.count > 12 else {
      throw NumPyError("not a NumPy array (.npy)")
    }
    let wide = bytes[6] >= 2
    let start = wide ? 12 : 10
    let length =
      Int(bytes[8]) | Int(bytes[9]) << 8 | (wide ? Int(bytes[10]) << 16 | Int(bytes[11]) << 24 : 0)
    guard start + length <= bytes.count else { throw NumPyError("the header is cut off") }
    let header = String(decoding: bytes[start..<start + length], as: UTF8.self)
    let parts = header.split(separator: "'", omittingEmptySubsequences: false)
    guard let place = parts.firstIndex(of: "descr"), place + 2 < parts.count else {
      throw NumPyError("the header has no 'descr':")
    }
    descriptor = String(parts[place + 2])
    isFortranOrder = header.contains("'fortran_order': True")
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
    guard !isFortranOrder || shape.count <= 2 else {
      throw NumPyError("Fortran order with other than 2 dimensions")
    }
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { throw NumPyError("the shape is damaged") }
      count = product
    }
    self.shape = shape
    self.count = count
    data = bytes[(start + length)...]
  }
}

/// Why a NumPy array could not be read.
package struct NumPyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  package let description: String

  /// An error with that description.
  package init(_ description: String) { self.description = description }
}

extension UInt64 {
  /// Adds the lowest `count` bytes, the lowest first.
  package func append(to bytes: inout [UInt8], count: Int) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: self >> UInt64(8 * place))) }
  }
}

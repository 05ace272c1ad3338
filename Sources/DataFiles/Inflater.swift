/// Decompression of DEFLATE (RFC 1951), which `numpy.savez_compressed` uses.
struct Inflater {
  private let input: ArraySlice<UInt8>
  private var place: Int
  /// Bits read from the input and not used yet, the next one lowest.
  private var buffer: UInt32 = 0
  private var bufferedBits = 0
  private var output: [UInt8] = []
  private let limit: Int

  /// Prepares to decompress `input` to at most `expectedCount` bytes.
  init(_ input: ArraySlice<UInt8>, expectedCount: Int) {
    self.input = input
    place = input.startIndex
    limit = expectedCount
    output.reserveCapacity(min(expectedCount, 64 * input.count + 64))
  }

  /// The decompressed bytes; nil where the input is damaged or gives more than expected.
  mutating func run() -> [UInt8]? {
    while true {
      guard let isLast = bits(1), let kind = bits(2) else { return nil }
      let isGood: Bool
      switch kind {
      case 0: isGood = stored()
      case 1: isGood = compressed(Inflater.fixedLiterals, Inflater.fixedDistances)
      case 2: isGood = dynamic()
      default: isGood = false
      }
      guard isGood else { return nil }
      if isLast == 1 { return output }
    }
  }

  private mutating func bits(_ count: Int) -> Int? {
    while bufferedBits < count {
      guard place < input.endIndex else { return nil }
      buffer |= UInt32(input[place]) << UInt32(bufferedBits)
      place += 1
      bufferedBits += 8
    }
    let value = buffer & (UInt32(1) << UInt32(count) - 1)
    buffer >>= UInt32(count)
    bufferedBits -= count
    return Int(value)
  }

  private mutating func stored() -> Bool {
    (buffer, bufferedBits) = (0, 0)
    guard let length = bits(16), let complement = bits(16), length == ~complement & 0xFFFF,
      place + length <= input.endIndex, output.count + length <= limit
    else { return false }
    output += input[place..<place + length]
    place += length
    return true
  }

  /// A canonical Huffman code: how many codes there are of each length, and their symbols in order.
  private struct Code {
    var counts = Array(repeating: 0, count: 16)
    var symbols: [Int] = []

    init(lengths: some Sequence<Int>) {
      let lengths = Array(lengths)
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted {
        (lengths[$0], $0) < (lengths[$1], $1)
      }
    }
  }

  private mutating func symbol(_ code: Code) -> Int? {
    var (value, first, index) = (0, 0, 0)
    for length in 1...15 {
      guard let bit = bits(1) else { return nil }
      value |= bit
      let count = code.counts[length]
      // A code of damaged lengths may have more codes than fit: then `first` has passed the value.
      guard value >= first else { return nil }
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    return nil
  }

  private static let fixedLiterals = Code(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = Code(lengths: Array(repeating: 5, count: 30))

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]

  private mutating func compressed(_ literals: Code, _ distances: Code) -> Bool {
    while let code = symbol(literals) {
      if code == 256 { return true }
      if code < 256 {
        guard output.count < limit else { return false }
        output.append(UInt8(code))
        continue
      }
      guard code - 257 < Inflater.lengthBases.count,
        let more = bits(Inflater.lengthBits[code - 257]), let step = symbol(distances), step < 30
      else { return false }
      // Distances 1, 2, 3, 4, 5, 7, 9, 13, …: two for each number of extra bits.
      let extra = max(0, step / 2 - 1)
      let base = step < 4 ? step + 1 : (2 + step % 2) << extra + 1
      guard let far = bits(extra) else { return false }
      let distance = base + far
      let length = Inflater.lengthBases[code - 257] + more
      guard distance <= output.count, output.count + length <= limit else { return false }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
    return false
  }

  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func dynamic() -> Bool {
    guard let literalCount = bits(5), let distanceCount = bits(5), let lengthCount = bits(4) else {
      return false
    }
    var lengths = Array(repeating: 0, count: 19)
    for place in 0..<lengthCount + 4 {
      guard let length = bits(3) else { return false }
      lengths[Inflater.order[place]] = length
    }
    let code = Code(lengths: lengths)
    let total = literalCount + 257 + distanceCount + 1
    lengths = []
    while lengths.count < total {
      guard let next = symbol(code) else { return false }
      if next < 16 {
        lengths.append(next)
        continue
      }
      guard let count = next == 16 ? bits(2) : next == 17 ? bits(3) : bits(7),
        next != 16 || !lengths.isEmpty
      else { return false }
      let value = next == 16 ? lengths[lengths.count - 1] : 0
      lengths += Array(repeating: value, count: count + (next == 18 ? 11 : 3))
    }
    guard lengths.count == total else { return false }
    return compressed(
      Code(lengths: lengths.prefix(literalCount + 257)),
      Code(lengths: lengths.dropFirst(literalCount + 257)))
  }
}

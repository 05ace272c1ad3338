import ReferenceTables
import Testing

@Suite("Tables that are gone on with")
struct TableStoreTests {
  /// A store that fails once it has some blocks, as on a full disk, and then goes on.
  private final class FailingStore: TableStore {
    struct Full: Error {}

    var limit: Int
    var blocks: [[UInt8]] = []
    /// How many blocks were asked to be kept.
    var appended = 0

    init(limit: Int) { self.limit = limit }

    var count: Int { blocks.count }
    func append(_ block: [UInt8]) throws {
      guard blocks.count < limit else { throw Full() }
      blocks.append(block)
      appended += 1
    }
    func block(_ index: Int) -> [UInt8] { blocks[index] }
  }

  /// Values that were kept are not worked out again, and the bytes are those of a table made at once: numbers,
  /// decimals, and rows that are left out.
  @Test(
    arguments: [
      ("f(rho)", "random:40000:3", "binary32"), ("x/4", "uniform:-1:1:40000", "decimal:5"),
      ("log(x)", "binary16:all", "binary16"),
    ])
  func goesOn(_ source: String, _ grid: String, _ type: String) throws {
    let whole = try TableFixture.table(source, [grid], type: type)
    let store = FailingStore(limit: 2)
    #expect(throws: FailingStore.Full.self) {
      try TableFixture.table(source, [grid], type: type, store: store)
    }
    store.limit = .max
    let table = try TableFixture.table(source, [grid], type: type, store: store)
    #expect(store.appended == store.count && store.count > 2)
    #expect(table.checksum == whole.checksum && table.count == whole.count)
    #expect(try table.bytes(.csv) == whole.bytes(.csv))
    #expect(try table.bytes(.json, threads: 3) == whole.bytes(.json, threads: 1))
    if type != "decimal:5" { #expect(try table.bytes(.npz) == whole.bytes(.npz)) }
  }

  /// A block of another length, or of fewer lines, is none of this table's.
  @Test(arguments: ["binary64", "decimal:5"])
  func otherValuesAreRefused(_ type: String) throws {
    let store = FailingStore(limit: .max)
    _ = try TableFixture.table("x/4", ["uniform:-1:1:9"], type: type, store: store)
    store.blocks[0].removeLast(8)
    #expect(throws: GridError.self) {
      try TableFixture.table("x/4", ["uniform:-1:1:9"], type: type, store: store)
    }
  }

  @Test func archivesHaveALimit() throws {
    let format = TableFormat.npz
    try format.check(points: .binary64, type: .binary(.binary64), columns: 2, rows: 100_000_000)
    #expect(throws: GridError.self) {
      try format.check(points: .binary64, type: .binary(.binary64), columns: 5, rows: 100_000_000)
    }
    try TableFormat.npy.check(
      points: .binary64, type: .binary(.binary64), columns: 5, rows: 100_000_000)
  }
}

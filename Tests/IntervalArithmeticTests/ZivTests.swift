import IntervalArithmetic
import Testing

@Suite struct ZivTests {
  @Test func `precisions double up to the limit, which is tried last`() {
    let bits = Ziv(from: Precision(64), through: Precision(300)).map(\.bits)
    #expect(bits == [64, 128, 256, 300])
    #expect(Ziv(from: Precision(64), through: Precision(64)).map(\.bits) == [64])
    #expect(Ziv(from: Precision(640), through: Precision(64)).map(\.bits) == [64])
  }

  @Test func `what is known to be missing is made good, once`() {
    var precisions = Ziv(from: Precision(100), through: Precision(1000))
    #expect(precisions.next()?.bits == 100)
    precisions.missing = 7
    #expect(precisions.next()?.bits == 107)
    #expect(precisions.next()?.bits == 214)
    precisions.missing = 0
    #expect(precisions.next()?.bits == 215, "every step is one")
  }
}

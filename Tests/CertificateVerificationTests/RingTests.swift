import ExactArithmetic
import Testing

@testable import CertificateVerification

/// Identities that are none.
@Suite struct RingTests {
  @Test func zeroHasNoInverse() throws {
    let ring = Ring()
    #expect(throws: Ring.TooLarge.self) { try ring.power(Polynomial(0), -1) }
    #expect(throws: Ring.TooLarge.self) { try ring.power(Polynomial(0), Rational(-1, 2)) }
    #expect(try ring.power(Polynomial(0), 2).isEmpty)
  }
}

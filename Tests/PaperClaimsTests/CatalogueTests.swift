import PaperClaims
import Testing

@Suite("Catalogue")
struct CatalogueTests {
  @Test func identifiersAreUnique() {
    let ids = Catalogue.claims.map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}

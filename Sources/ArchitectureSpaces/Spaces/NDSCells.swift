import ExactJSON
import NetworkGraphs

/// The cells of a file of Facebook's Network Design Spaces (`DARTS.json`).
///
/// The file is a list of trained architectures, or an object whose members are such lists (`top`, `mid`); of each only
/// `net.genotype` is read:
///
///     {"top": [{"net": {"genotype": {"normal": [["sep_conv_3x3", 1], ["none", 0], …],
///       "normal_concat": [2, 3, 4, 5], "reduce": …, "reduce_concat": …}}}, …]}
///
/// A genotype by itself counts as such an architecture too.
package struct NDSCells: Sendable {
  /// Which of a genotype's two cells is meant.
  package enum Part: String, Sendable, CaseIterable {
    case normal
    case reduce
  }

  /// The cells, in the order of the file.
  package let cells: [GenotypeCell]

  /// Reads a file's text; the error says where it is malformed.
  package init(_ text: String, part: Part = .normal) throws(JSONError) {
    let json = try LocatedJSON.parse(text)
    var lists = [json]
    if case .object(let members) = json.value, Self.genotype(json) == nil {
      lists = members.map(\.value)
    }
    var cells: [GenotypeCell] = []
    for list in lists {
      let entries = Self.genotype(list) == nil ? try list.array("the architectures") : [list]
      for entry in entries {
        guard let genotype = Self.genotype(entry) else {
          throw JSONError("there is no net.genotype here", at: entry.location)
        }
        do {
          let read = try Genotype(genotype.plain.text())
          cells.append(part == .normal ? read.normal : read.reduce)
        } catch {
          throw JSONError("\(error.problem)", at: genotype.location)
        }
      }
    }
    self.cells = cells
  }

  private static func genotype(_ json: LocatedJSON) -> LocatedJSON? {
    if let genotype = json["net"]?["genotype"] ?? json["genotype"] { return genotype }
    return json["normal"] == nil ? nil : json
  }

  /// The path statistics of the cells; a source of each is one of the network's inputs.
  package func pathDistribution(duplicates: GenotypeCell.Duplicates = .parallel) -> PathDistribution
  {
    var distribution = PathDistribution()
    for cell in cells { distribution.add(cell.network(duplicates: duplicates).pathStatistics) }
    return distribution
  }
}

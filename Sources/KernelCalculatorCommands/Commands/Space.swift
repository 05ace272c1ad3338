import ArchitectureStudies
import ArgumentParser
import ExactJSON
import KernelCalculator

struct Space: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "space",
    abstract: "Effective depth and width of a whole architecture space, exactly.",
    discussion: """
      Examples:
        kernelcalc space nasbench201
        kernelcalc space darts --summary --json
        kernelcalc space 'complete(3)' --list --format csv
        kernelcalc space nasbench201 --sample 3 --seed 1
        kernelcalc space nasbench201 --unrank 123
        kernelcalc space 'complete(3)' --rank 2_21_112
        kernelcalc space 'complete(3)' --classes
        echo 2_21_112 | kernelcalc space --file -
        kernelcalc space darts --sampled 5000
        kernelcalc space --supernet '{"edges":[{"from":0,"to":1,"skip":0.5}]}'

      Spaces: nasbench201 (15,625 cells in the benchmark's order), darts (two inputs, four nodes \
      with two operations each, the output sums the four), complete(H) (all 3^(H(H+1)/2) DAGs on \
      the nodes 0…H). --file reads a space of your own: one architecture a line, in any form that \
      convert reads; - is standard input.

      Without further options, or with --summary, the extremes of effective depth and width are \
      printed with centre (max + min)/2 and half radius (max − min)/4, and the frontier; beside \
      them what the paper prints. --readings adds every reading of "the DARTS space" that was tried; \
      --sampled N the probability that N cells, drawn at random as those of NDS were, have the printed \
      values; --cells FILE takes the cells of NDS itself (DARTS.json, its normal cells).

      --supernet (text, @FILE, or - for standard input) reads a JSON object: {"edges": [{"from": 0, "to": 1, "skip": "1/3", \
      "parameterised": "2/3"}, {"from": 0, "to": 2, "operations": ["none", "nor_conv_3x3"]}, …]}; \
      the operations left on an edge are equally probable unless given as {"nor_conv_3x3": 0.7, …}. \
      "sources" (1) is how many nodes are inputs, "outputs" ([the last]) which are summed. For \
      "space": "nasbench201" or "darts", "operations" lists those of every edge by target, then \
      source. "classes": {"mbconv": "parameterised", "blur": "skip", "drop": "zero"} declares \
      operations of your own, as --operations does for the lines of --file.
      """)

  @Argument(help: "nasbench201, darts or complete(H).", completion: SpaceName.completion)
  var name: String?

  @Option(name: .long, help: "A file with one architecture a line; - for standard input.")
  var file: String?

  @Flag(name: .long, help: "Extremes, centre and half radius, frontier (the default).")
  var summary = false

  @Flag(name: .long, help: "Every cell with its paths, depth and width.")
  var list = false

  @Flag(name: .long, help: "The cells that no other exceeds in depth and width at once.")
  var frontier = false

  @Flag(
    name: .long,
    help: "One line for each class of equivalent DAGs, with the number of cells in it.")
  var classes = false

  @Flag(name: .long, help: "With darts: compare every reading of the space with the paper.")
  var readings = false

  @Option(
    name: .long, parsing: .unconditional,
    help: "With darts: the probability that so many random cells have the printed values.")
  var sampled: Int?

  @Option(
    name: .long, help: "With darts: the cells of this file (DARTS.json of NDS).",
    completion: .file())
  var cells: String?

  @Option(name: .long, help: "With --cells: which cell of a genotype.")
  var part: NDSCells.Part = .normal

  @Option(name: .long, parsing: .unconditional, help: "This many cells, drawn at random.")
  var sample: Int?

  @Option(name: .long, parsing: .unconditional, help: "The seed of --sample.")
  var seed: UInt64 = 0

  @Option(name: .long, parsing: .unconditional, help: "The rank of this cell, counted from 0.")
  var rank: String?

  @Option(name: .long, parsing: .unconditional, help: "The cell of this rank.")
  var unrank: String?

  @Option(
    name: .long, help: "A supernet in JSON: expected depth and width.")
  var supernet: String?

  @Option(name: .long, help: "How --list and --sample print cells.")
  var format: ListFormat = .csv

  @Flag(name: .long, help: "With --list: a column with the number of cells that a line is for.")
  var multiplicity = false

  @OptionGroup var lines: ArchitectureLineOptions
  @OptionGroup var output: JSONFlag

  func run() throws { try lines.reading { try answer() } }

  private func answer() throws {
    let modes: [(String, Bool)] = [
      ("--summary", summary), ("--list", list), ("--frontier", frontier), ("--classes", classes),
      ("--readings", readings), ("--sample", sample != nil), ("--rank", rank != nil),
      ("--unrank", unrank != nil), ("--supernet", supernet != nil),
    ]
    let chosen = modes.filter(\.1).map(\.0)
    guard chosen.count <= 1 else {
      throw Failure("give one of \(chosen.joined(separator: ", "))")
    }
    if let path = supernet {
      guard name == nil, file == nil else {
        throw Failure("--supernet takes neither a space nor --file")
      }
      let report = try SupernetReport(path)
      return output.write(report)
    }
    if let cells { return try printCells(of: cells) }
    let source = try ArchitectureSource(space: name, file: file, onError: lines.onError)
    if list { return try printList(source) }
    if let sample { return try printSample(source, sample) }
    if let rank { return try printRank(source, of: rank) }
    if let unrank { return try printCell(source, rank: unrank) }
    if classes { return try ClassTable(source).write(asJSON: output.json) }
    try printSummary(source)
  }

  private func printSummary(_ source: ArchitectureSource) throws {
    var named: SpaceName?
    if case .space(let name) = source { named = name }
    if readings && named != .darts { throw Failure("--readings is for the space darts") }
    let summary = SpaceSummary(try source.pathDistribution())
    var report = SpaceReport(
      title: source.title, summary: summary, name: named,
      readings: readings ? DARTSReading.all() : [],
      skipped: named == nil ? source.skippedCount : nil)
    if let sampled {
      guard named == .darts, (1...1_000_000).contains(sampled) else {
        throw Failure("--sampled is for the space darts, and a number of cells from 1 to 1000000")
      }
      let extremes = SampleExtremes(DARTSRule.drawn.pathDistribution(), draws: sampled)
      report.sample = (
        sampled,
        EnclosedDecimal(
          of: PrintedValues.darts.probability(of: extremes, precision: Precision(256)), digits: 6)
      )
    }
    try source.reportSkipped()
    if frontier {
      let json: JSON = [
        "schema": JSON.schema, "space": .string(source.title),
        "cells": .string("\(summary.cells)"),
        "frontier": .array(summary.frontier.map(SpaceReport.json)),
      ]
      Console.write(output.json ? json.text() + "\n" : report.frontierText.trimmed + "\n")
    } else {
      output.write(report)
    }
  }

  /// The extremes of the cells of an NDS file, beside the printed values.
  private func printCells(of path: String) throws {
    guard name == "darts", file == nil, !list, sample == nil, rank == nil, unrank == nil, !classes
    else {
      throw Failure("--cells FILE is for the summary of darts: kernelcalc space darts --cells FILE")
    }
    let cells: NDSCells
    do { cells = try NDSCells(try Files.text(path), part: part) } catch let error as JSONError {
      throw Failure("\(path): \(error)")
    }
    if cells.cells.isEmpty { throw Failure("\(path): there is no cell in it") }
    output.write(
      SpaceReport(
        title: "darts, \(part.rawValue) cells of \(path)",
        summary: SpaceSummary(cells.pathDistribution()), name: .darts, readings: [], skipped: nil))
  }

  private func printList(_ source: ArchitectureSource) throws {
    var table = CellTable(
      output.json ? .json : format, withMultiplicity: multiplicity,
      head: [("schema", JSON.schema), ("space", .string(source.title))])
    if case .space(.darts) = source, !multiplicity {
      Console.warn(
        "darts: each of the \(SpaceName.darts.listedCount) lines stands for all cells that differ "
          + "only in which convolution or pooling an edge has; --multiplicity says how many")
    }
    try source.forEachCell { table.add($0) }
    table.end()
    try source.reportSkipped()
  }

  private func printSample(_ source: ArchitectureSource, _ size: Int) throws {
    guard size >= 0 else { throw Failure("the size of the sample must not be negative") }
    var cells: [SpaceCell] = []
    switch source {
    case .space(let name):
      let space = name.space
      for rank in space.sample(size, seed: seed) {
        guard let text = space.text(rank: rank), let network = space.network(rank: rank) else {
          continue
        }
        cells.append(SpaceCell(text: text, result: .init(network.pathStatistics)))
      }
    case .file:
      var reservoir = Reservoir<SpaceCell>(size: size, seed: seed)
      try source.forEachCell { reservoir.add($0) }
      cells = reservoir.elements
      if cells.count < size {
        Console.warn("\(source.title) has only \(cells.count) architectures")
      }
    }
    var table = CellTable(
      output.json ? .json : format,
      head: [
        ("schema", JSON.schema), ("space", .string(source.title)), ("seed", .string("\(seed)")),
      ])
    for cell in cells { table.add(cell) }
    table.end()
    try source.reportSkipped()
  }

  private func printRank(_ source: ArchitectureSource, of argument: String) throws {
    guard case .space(let name) = source else { throw Failure("--rank needs a space by name") }
    let text = try Files.argument(argument).trimmed
    guard let rank = try name.rank(of: ArchitectureText(parsing: text)) else {
      throw Failure("this architecture is not a cell of \(name)")
    }
    write(name, rank: rank, text: name.space.text(rank: rank) ?? text, printed: "\(rank)")
  }

  private func printCell(_ source: ArchitectureSource, rank text: String) throws {
    guard case .space(let name) = source else { throw Failure("--unrank needs a space by name") }
    let count = name.space.count
    guard let rank = Integer(text.trimmed), let cell = name.space.text(rank: rank) else {
      throw Failure("'\(text.prefix(60))' is no rank in \(name): those are 0 to \(count - .one)")
    }
    write(name, rank: rank, text: cell, printed: cell)
  }

  private func write(_ name: SpaceName, rank: Integer, text: String, printed: String) {
    let json: JSON = [
      "schema": JSON.schema, "space": .string("\(name)"), "rank": .string("\(rank)"),
      "cell": .string(text),
    ]
    Console.write((output.json ? json.text() : printed) + "\n")
  }
}

extension ListFormat: ExpressibleByArgument {}
extension NDSCells.Part: ExpressibleByArgument {}

import IntervalArithmetic

/// How much a search may spend before it gives up.
public struct Budget: Sendable {
  /// Boxes examined, over all cases.
  public var boxes: Int
  /// The largest working precision.
  public var precision: Precision
  /// How long the search may take.
  public var seconds: Double

  /// A budget; the search ends when any part of it is spent.
  public init(boxes: Int = 2_000_000, precision: Precision = Precision(512), seconds: Double = 100)
  {
    self.boxes = boxes
    self.precision = precision
    self.seconds = seconds
  }
}

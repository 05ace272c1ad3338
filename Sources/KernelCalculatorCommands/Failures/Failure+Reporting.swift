import ArgumentParser
import ExactJSON
import KernelCalculator

extension Failure {
  /// Any error as the command reports it; `arguments` is the command line, where that may be wrong.
  init(reporting error: any Error, arguments: [String] = []) {
    switch error {
    case let failure as Failure:
      self = failure
    case let error as EvaluationFailure:
      if case .undefined = error {
        self.init(error.description)
      } else {
        self.init(error.description, .undecided)
      }
    case let error as ReferenceFailure:
      self.init(error.description, error.isUndecided ? .undecided : .badInput)
    case RegressionFailure.interrupted:
      self.init("interrupted", .undecided)
    case let error where KernelCalc.exitCode(for: error) == .validationFailure:
      let hints = UsageHints(
        message: KernelCalc.message(for: error), fullMessage: KernelCalc.fullMessage(for: error),
        arguments: arguments)
      self.init(hints.message, advice: hints.usage)
    default:
      self.init("\(error)")
    }
  }

  /// An error in one line of a batch: the line's number is given elsewhere.
  init(inBatch error: any Error) {
    if let error = error as? JSONError, error.location.line == 1 {
      self.init("column \(error.location.column): \(error.message)")
      return
    }
    let failure = Failure(reporting: error)
    if let network = error as? NetworkFormatError, network.location?.line == 1 {
      // The line's number is known to the batch, which gives it as a member of its own.
      self.init(String(failure.description.trimmingPrefix("line 1, ")), failure.kind)
    } else {
      self = failure
    }
  }
}

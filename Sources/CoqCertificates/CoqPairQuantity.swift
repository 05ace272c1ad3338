import KernelVocabulary

/// An entry of a network's kernel or tangent kernel, a mean, or a smallest eigenvalue, for two inputs that are given by
/// second moments and means: in a theorem by the definitions of the Coq library's `Inputs`, and as the expression
/// that it makes of them, under a name, in what is checked.
struct CoqPairQuantity: Hashable {
  /// The constructors of the library's type `quantity`.
  enum Kind: Hashable {
    case kernel(Int, Int)
    case tangent(Int, Int)
    case mean(Int)
    case smallest
    case smallestTangent

    /// What a function is called in statements.
    init?(_ function: String) {
      switch function {
      case "Kii": self = .kernel(0, 0)
      case "Kjj": self = .kernel(1, 1)
      case "Kij", "K": self = .kernel(0, 1)
      case "NTKii": self = .tangent(0, 0)
      case "NTKjj": self = .tangent(1, 1)
      case "NTKij": self = .tangent(0, 1)
      case "mean": self = .mean(0)
      case "mean_j": self = .mean(1)
      case "lambda2": self = .smallest
      case "ntk_lambda2": self = .smallestTangent
      default: return nil
      }
    }

    var syntax: String {
      switch self {
      case .kernel(let i, let j): "(KernelEntry \(i) \(j))"
      case .tangent(let i, let j): "(TangentEntry \(i) \(j))"
      case .mean(let i): "(MeanEntry \(i))"
      case .smallest: "KernelSmallest"
      case .smallestTangent: "TangentSmallest"
      }
    }
  }

  /// The name under which the file defines the expression for it.
  let name: String
  let kind: Kind
  let rule: PropagationRule
  let network: CoqNetwork
  /// Second moments of the first, of the second and of both, and two means.
  let inputs: [CoqExpression]

  /// The same with another name, of another network, or for other inputs.
  func with(
    name: String? = nil, network: CoqNetwork? = nil, inputs: [CoqExpression]? = nil
  ) -> CoqPairQuantity {
    CoqPairQuantity(
      name: name ?? self.name, kind: kind, rule: rule, network: network ?? self.network,
      inputs: inputs ?? self.inputs)
  }

  /// The quantity as a real number.
  var realNumber: String {
    let numbers = inputs.map(\.realNumber)
    let pair =
      "(input_kernel \(numbers.prefix(3).joined(separator: " "))) "
      + "(input_means \(numbers.suffix(2).joined(separator: " ")))"
    let kernel = "\(rule.coqRule) \(network.variable) \(pair)"
    switch kind {
    case .kernel(let i, let j): return "(kernel_at \(kernel) \(i)%nat \(j)%nat)"
    case .tangent(let i, let j): return "(tangent_at \(kernel) \(i)%nat \(j)%nat)"
    case .mean(let i): return "(mean_at \(network.variable) \(pair) \(i)%nat)"
    case .smallest: return "(smallest (kernel_at \(kernel)))"
    case .smallestTangent: return "(smallest (tangent_at \(kernel)))"
    }
  }

  /// The definition of the expression, that it is the quantity, and that in the words of the theorem.
  func lines(of statement: CoqStatement) -> [String] {
    let arguments =
      "(StdFloat.PtoP 70) ranges \(kind.syntax) \(rule.coqRule) \(network.name) "
      + inputs.map(\.syntax).joined(separator: " ")
    let names = statement.variables.indices.map { CoqExpression.name(ofVariable: $0) }
    let claim = "\(realNumber) = eval \(name) (values [\(names.joined(separator: "; "))])"
    return CoqText.wrapped(
      "Definition \(name) : expr := Eval vm_compute in Inputs.form \(arguments).")
      + CoqText.wrapped("Lemma \(name)_accepted : Inputs.check \(arguments) \(name) = true.")
      + ["Proof. vm_cast_no_check (eq_refl true). Qed."]
      + CoqText.wrapped("Lemma \(name)_is : (\(statement.everywhere(claim)))%R.")
      + CoqText.wrapped(
        "Proof. exact (Inputs.everywhere \(arguments) \(name) \(name)_accepted). Qed.")
  }
}

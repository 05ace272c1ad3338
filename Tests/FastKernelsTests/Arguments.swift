import _TestSupport

/// Arguments in [−1, 1] where kernels are difficult, with their neighbours.
func cornerArguments() -> [Double] {
  var result: [Double] = [0, -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude, 0.5, 0.75, 0.25]
  for k in 0...56 {
    let step = Double(sign: .plus, exponent: -k, significand: 1)
    for x in [1 - step, -1 + step, 1 - step * 1.25, 1 - step * 1.6180339887] {
      result += [x, x.nextUp, x.nextDown]
    }
    result += [step, step.nextUp, step.nextDown]
  }
  for k in stride(from: 57, through: 1074, by: 13) {
    result.append(Double(sign: .plus, exponent: -k, significand: 1))
  }
  return (result + result.map { -$0 }).filter { $0.magnitude <= 1 }
}

/// Random arguments, half of them uniform, the others close to −1, 1 or 0 in every binade.
func randomArguments(_ count: Int, seed: UInt64) -> [Double] {
  var generator = SplitMix64(seed: seed)
  return (0..<count).map { index in
    let x = Double.random(in: -1...1, using: &generator)
    let shrunk = Double(
      sign: .plus, exponent: -Int.random(in: 0...60, using: &generator), significand: x)
    switch index % 6 {
    case 0: return shrunk
    case 1: return 1 - shrunk.magnitude
    case 2: return -1 + shrunk.magnitude
    default: return x
    }
  }
}

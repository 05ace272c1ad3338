import ExactArithmetic

/// The package's generator: random tests print the seed that gives their numbers again.
package typealias SplitMix64 = ExactArithmetic.SplitMix64

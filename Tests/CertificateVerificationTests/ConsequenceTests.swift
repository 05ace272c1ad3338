import CertificateVerification
import Testing

/// Certificates made by hand whose atoms follow from the signs of factors, or from the comparison of functions'
/// arguments.
@Suite struct ConsequenceTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let statement: String
    let lines: [String]
    var testDescription: String { "\(statement) \(lines)" }

    init(_ statement: String, _ lines: String...) {
      self.statement = statement
      self.lines = lines
    }

    var text: String {
      let head = ["kernelcalc certificate 2", "statement: \(statement)", "verdict: proved", "case"]
      return (head + lines + ["end"]).joined(separator: "\n") + "\n"
    }
  }

  static let valid: [Sample] = [
    Sample(
      "forall x in [0,1], y in [0,1]: f(x)*f(y) >= x*y",
      "terms 0 (f(x))*(f(y) - y) + (y)*(f(x) - x)", "factors 1 (f(x))*(f(y) - y)",
      "factors 2 (y)*(f(x) - x)", "cover", "derivative 96"),
    Sample(
      "forall x in [0,1), y in [0,1]: exp(x)*(2 - y) > x*(1 - y)",
      "terms 0 (2 - y)*(exp(x) - x) + x", "cover", "derivative 64"),
    // Products of what is 0 on the diagonal, of which only the first coefficient is known.
    Sample(
      "forall x in [-1,1], y in [-1,1]: (f(x)-f(y))*(x-y) >= 0", "cover", "diagonal 96 1 0 1 1"),
    Sample(
      "forall x in [-1,1], y in [-1,1]: (f(x)-f(y))^2 <= (x-y)^2", "cover", "diagonal 96 1 0 1 1"),
    Sample("forall x in (0,1], y in [0,1]: x/(x+y) <= 1", "cover", "derivative 64"),
    Sample(
      "forall x in [-1,1], a in [0,1]: (1-a)*(f(x)-x) >= 0", "factors 0 (1-a)*(f(x)-x)", "cover",
      "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    Sample(
      "forall x in [-1,1], a in [0,1]: a*f(x)+(1-a)*x <= f(x)", "factors 0 (1-a)*(f(x)-x)", "cover",
      "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    // Each factor in its own variable.
    Sample(
      "forall x in [0,1], y in [0,1]: (f(x)-x)*(f(y)-y) >= 0", "factors 0 (f(x)-x)*(f(y)-y)",
      "cover", "split 0 1/2", "split 1 1/2", "derivative 64", "upper-angle 96 6", "split 1 1/2",
      "upper-angle 96 6", "upper-angle 96 6"),
    Sample(
      "forall x in [-1,1], a in [0,1]: (a-1)*(x-f(x)) >= 0", "factors 0 (a-1)*(x-f(x))", "cover",
      "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    Sample(
      "forall x in (0,1], y in (0,1]: x/y + y/x >= 2", "factors 0 (x^2+y^2-2*x*y)*(1/(x*y))",
      "form 1 (x-y)^2", "cover", "derivative 64"),
    Sample("forall x in (0,1/4]: x*log(x) >= -1/2", "cover", "derivative 64"),
    Sample("forall x in (0,1/4]: -2*sqrt(x)*log(x) <= 2", "cover", "derivative 64"),
    Sample(
      "forall x in (0,1/4], y in [0,1]: x*y*log(x) >= -1/2 and x^x >= 1/2", "cover", "derivative 64"
    ),
    Sample(
      "forall x in [0,1]: acos(2*x^2-1) = 2*acos(x)", "inverse 0 acos(2*x^2-1)", "cover",
      "split 0 1/2", "lower 96 4", "derivative 64"),
    Sample(
      "forall x in (0,5]: atan(x)+atan(1/x) = pi/2", "inverse 0 atan(1/x)", "cover", "derivative 64"
    ),
    Sample(
      "forall x in [0,1]: log(x^2+2*x+1) = 2*log(x+1)", "inverse 0 log(x^2+2*x+1)", "cover",
      "natural 64"),
    Sample("4*atan(1/5) - atan(1/239) = pi/4", "inverse 0 atan(1/239)", "cover", "natural 64"),
    Sample(
      "forall x in [0,1]: sqrt(x^2+2*x+1) = x+1", "inverse 0 sqrt(x^2+2*x+1)", "cover", "natural 64"
    ),
    Sample(
      "forall x in [0,1], y in [0,1]: sqrt((x+y)/2) >= (sqrt(x)+sqrt(y))/2",
      "inverse 0 sqrt((x+y)/2)", "form 2 (sqrt(x)-sqrt(y))^2/2", "cover", "natural 64"),
    // A variable in place of a term.
    Sample(
      "forall x in [-1,1], y in [-1,1]: f(x*y) >= x*y", "put 0 0 x*y", "cover", "split 0 1/2",
      "derivative 64", "upper-angle 96 6 0"),
    // Angles in [0, π].
    Sample(
      "forall t in [0,3]: acos(cos(t)) = t and sqrt(3-3*cos(t)^2) = sqrt(3)*sin(t)", "cover",
      "natural 64"),
    // Slopes: up to an end, without it, and where the slope of a slope is unbounded at a corner.
    Sample("forall x in [0,1]: x*exp(x) >= x", "rises 0 0", "cover", "derivative 64"),
    Sample("forall x in (0,1]: x*exp(x) > x/2", "rises 0 0", "cover", "derivative 64"),
    Sample(
      "forall x in [0,1), y in [0,1]: (1-x)*exp(x*y/2)*(2+y) > 0", "falls 0 0", "cover",
      "natural 64"),
    Sample(
      "forall x in [0,1], y in [0,1]: sin(x*y) >= sin(x)*sin(y)", "rises 0 0", "cover",
      "split 0 1/2", "lower 98 6 1", "split 1 1/2", "lower 100 6 1", "split 0 3/4", "split 1 3/4",
      "derivative 72", "derivative 72", "split 1 3/4", "derivative 72", "split 0 7/8",
      "derivative 74", "derivative 74"),
    Sample(
      "forall x in [15/16,1], y in [15/16,1]: f(x*y) >= f(x)*f(y)", "falls 0 1", "falls 1 0",
      "cover", "derivative 64"),
    Sample(
      "forall x in [15/16,1), y in [15/16,1): f(x*y) > f(x)*f(y)", "falls 0 0", "falls 1 1",
      "cover", "upper-angle 106 6 1"),
  ]

  @Test(arguments: valid) func accepted(_ sample: Sample) throws {
    #expect(try CertificateChecker.check(sample.text).isProof)
  }

  static let forged: [Sample] = [
    // Terms all of which may be 0, another sum, one term alone, a negative one, of an equation.
    Sample(
      "forall x in [0,1], y in [0,1]: f(x)*f(y) > x*y",
      "terms 0 (f(x))*(f(y) - y) + (y)*(f(x) - x)", "cover", "derivative 96"),
    Sample(
      "forall x in [0,1], y in [0,1]: f(x)*f(y) >= 2*x*y",
      "terms 0 (f(x))*(f(y) - y) + (y)*(f(x) - x)", "cover", "derivative 96"),
    Sample("forall x in [0,1]: x - x^2 < 0", "terms 0 (x^2 - x)", "cover", "natural 64"),
    Sample("forall x in [0,1]: x^2 - x >= 0", "terms 0 x^2 + (0 - x)", "cover", "derivative 64"),
    Sample("forall x in [0,1]: x^2 - x >= 0", "terms 0 x^2 + (x - 2*x)", "cover", "natural 64"),
    Sample("forall x in [0,1]: x^2 + x = 0", "terms 0 x^2 + x", "cover", "natural 64"),
    Sample("forall x in [0,1]: x^2 + x > 0", "terms 0 x^2 + x", "cover", "natural 64"),
    Sample(
      "forall x in [-1,1]: x >= 0", "terms 0 sqrt(x)^2 + 0*x", "cover", "natural 64"),
    // Products of what is 0 on the diagonal: of both signs, odd, too small.
    Sample(
      "forall x in [-1,1], y in [-1,1]: (f(x)-f(y))*(y-x) >= 0", "cover", "diagonal 96 1 0 1 1"),
    Sample("forall x in [-1,1], y in [-1,1]: (x-y)^3 >= 0", "cover", "diagonal 96 1 0 1 1"),
    Sample(
      "forall x in [-1,1], y in [-1,1]: 2*(f(x)-f(y))^2 <= (x-y)^2", "cover",
      "diagonal 96 1 0 1 1"),
    Sample(
      "forall x in [-1,1], y in [-1,1]: (exp(x)-exp(y))*(x-y) >= (x-y)^2", "cover",
      "diagonal 96 2 0 1 1"),
    // Denominators that may be 0.
    Sample("forall x in [0,1], y in [0,1]: x/(x+y) <= 1", "cover", "derivative 64"),
    Sample("forall x in (0,1], y in [-1,1]: 0/(x+y) = 0", "cover", "natural 64"),
    Sample("forall x in (0,1], y in (0,1]: 0/(x - x*f(y)) = 0", "cover", "natural 64"),
    // A segment at whose ends the expression is 0, but not its multiple without divisors.
    Sample("forall x in (0,1]: (x-1)/x^2 >= 0", "cover", "segment 64 0"),
    // The signs of the factors.
    Sample(
      "forall x in [-1,1], a in [0,1]: (1-a)*(x-f(x)) >= 0", "factors 0 (1-a)*(x-f(x))", "cover",
      "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    Sample("forall x in [1,2]: -x*(x+1) >= 0", "factors 0 (-x)*(x+1)", "cover", "natural 64"),
    // Another product.
    Sample(
      "forall x in [-1,1], a in [0,1]: (1-a)*(x-f(x)) >= 0", "factors 0 (1-a)*(f(x)-x)", "cover",
      "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    // Factors that are not defined everywhere.
    Sample("forall x in [-1,1]: x >= 0", "factors 0 sqrt(x)*sqrt(x)", "cover", "derivative 64"),
    Sample("forall x in [0,1]: x > 0", "factors 0 (x^2+1)*(x/(x^2+1))", "cover", "derivative 64"),
    // A factor that is 0 where the expansion begins.
    Sample(
      "forall x in [-1,1], a in [0,1/2]: (1-a)*(f(x)-x) > 0", "factors 0 (1-a)*(f(x)-x)", "cover",
      "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    // An atom of two variables.
    Sample(
      "forall x in [0,1], y in [0,1]: (1-x)*(f(x*y)-1) >= 0", "factors 0 (1-x)*(f(x*y)-1)", "cover",
      "upper-angle 96 6"),
    Sample("forall x in (0,2]: x*log(x) >= -1/3", "cover", "derivative 64"),
    Sample("forall x in (0,1/10]: x*log(x) > -1/10", "cover", "derivative 64"),
    Sample("forall x in (0,1/10]: x*log(x) < -1/1000", "cover", "derivative 64"),
    // Values outside the range of the function.
    Sample(
      "forall x in [-1,1]: acos(2*x^2-1) = 2*acos(x)", "inverse 0 acos(2*x^2-1)", "cover",
      "derivative 64"),
    Sample(
      "forall x in [2,3]: 2*atan(x) = atan(2*x/(1-x^2))", "inverse 0 atan(2*x/(1-x^2))", "cover",
      "derivative 64"),
    Sample(
      "forall x in [-3,-2]: 2*atan(x) = atan(2*x/(1-x^2))", "inverse 0 atan(2*x/(1-x^2))", "cover",
      "derivative 64"),
    Sample(
      "forall x in [-3,-2]: sqrt(x^2+2*x+1) = x+1", "inverse 0 sqrt(x^2+2*x+1)", "cover",
      "natural 64"),
    Sample(
      "forall x in [-3,-2]: sqrt(x^2-1) <= x", "inverse 0 sqrt(x^2-1)", "cover", "natural 64"),
    Sample("forall x in [-1,-9/10]: acos(x) >= 4", "inverse 0 acos(x)", "cover", "natural 64"),
    Sample("forall x in [9/10,1]: acos(x) <= -1", "inverse 0 acos(x)", "cover", "natural 64"),
    Sample("forall x in [0,1]: atan(x) >= 4", "inverse 0 atan(x)", "cover", "natural 64"),
    Sample("forall x in [-1,0]: atan(x) <= -4", "inverse 0 atan(x)", "cover", "natural 64"),
    Sample("forall x in [-2,-1]: exp(x) <= x^3", "inverse 0 exp(x)", "cover", "natural 64"),
    // Equal at an end.
    Sample("forall x in [0,1]: sqrt(x) > x", "inverse 0 sqrt(x)", "cover", "derivative 64"),
    // The other way round.
    Sample("forall x in [2,3]: sqrt(x) >= x", "inverse 0 sqrt(x)", "cover", "natural 64"),
    Sample("forall x in [1/4,1/2]: acos(x) >= 3/2", "inverse 0 acos(x)", "cover", "natural 64"),
    Sample("forall x in [2,3]: log(x) >= x", "inverse 0 log(x)", "cover", "natural 64"),
    // What the expression is no multiple of.
    Sample("forall x in [2,3]: x*sqrt(x) <= x", "inverse 0 sqrt(x)", "cover", "natural 64"),
    Sample("forall x in [2,3]: x != 2", "inverse 0 exp(x)", "cover", "natural 64"),
    Sample("forall x in [0,1]: x >= 0", "inverse 7 exp(x)", "cover", "natural 64"),
    Sample("forall x in [0,1]: x >= 2", "factors 7 x*1", "cover", "natural 64"),
    // It occurs elsewhere, too; or the term has values outside its interval, or at its end, which is left out.
    Sample(
      "forall x in [0,1], y in [0,1]: x*y*exp(x*y) >= x*exp(x*y)", "put 0 0 x*y", "cover",
      "natural 64"),
    Sample(
      "forall x in [0,1], y in [0,2]: exp(-x*y) >= exp(-1)", "put 0 0 x*y", "cover", "derivative 64"
    ),
    Sample(
      "forall x in [0,1], y in [-2,1]: exp(x*y) >= 1", "put 0 0 x*y", "cover", "derivative 64"),
    Sample("forall x in [0,1), y in [0,1]: y^2 < 1", "put 0 0 y^2", "cover", "upper 64 2 0"),
    // At a point; a number; another variable.
    Sample(
      "exists x in [0,1], y in [0,1]: exp(x*y) > 3/2 and y < 1/4", "put 0 0 x*y", "point 64 1 0"),
    Sample(
      "forall x in [0,1], y in [0,1]: exp(x*y) >= 1 + x", "put 0 0 1", "cover", "derivative 64"),
    Sample(
      "forall x in [0,1], y in [0,1]: exp(x*y) >= 1 + x", "put 0 7 x*y", "cover", "derivative 64"),
    Sample(
      "forall x in [0,1], y in [0,1]: exp(x*y) >= 1 + x", "put 0 x*y", "cover", "derivative 64"),
    // Angles beyond [0, π], and of which this is not certain.
    Sample("forall t in [0,4]: acos(cos(t)) = t", "cover", "natural 64"),
    Sample("forall t in [-1/100,3]: acos(cos(t)) = t", "cover", "natural 64"),
    Sample("forall t in [-1,1]: sqrt(1-cos(t)^2) = sin(t)", "cover", "natural 64"),
    Sample("forall t in [0,3]: acos(cos(2*t)) = 2*t", "cover", "natural 64"),
    Sample("forall t in [0,3]: (1-cos(t)^2)^(1/2) = 2*sin(t)", "cover", "natural 64"),
    // It rises, but not from what is ≥ 0; does not rise everywhere; falls.
    Sample("forall x in [0,1]: x*exp(x) >= 1/2", "rises 0 0", "cover", "derivative 64"),
    Sample(
      "forall x in [0,1]: x^2 >= x", "rises 0 0", "cover", "split 0 1/2", "derivative 64",
      "derivative 64"),
    Sample("forall x in [0,1]: exp(-x) >= 1", "rises 0 0", "cover", "derivative 64"),
    Sample("forall x in [0,1]: exp(-x) >= 1", "falls 0 0", "cover", "derivative 64"),
    // 0 at the end, or everywhere, the end being left out.
    Sample("forall x in [0,1]: x*exp(x) > 0", "rises 0 0", "cover", "derivative 64"),
    Sample(
      "forall x in (0,1], y in [0,1]: y^2*(x+x^2) > 0", "rises 0 0", "cover", "derivative 64"),
    // Undefined at the end that is left out, where 0/0 would be 0.
    Sample("forall x in (0,1]: 1/2 - x*(1/x) + x^2 >= 0", "rises 0 0", "cover", "derivative 64"),
    // The slope is ≥ 0 where another part does not hold alone.
    Sample(
      "forall x in [0,1]: (x-1/2)^2 >= 1/16 or x < 3/5", "rises 0 0", "cover", "split 0 11/20",
      "derivative 64", "derivative 64"),
    // At a point.
    Sample(
      "exists x in [0,1]: (x-1/2)^2 >= 1/16 and 11/20 <= x and x <= 7/10", "rises 0 0",
      "point 64 3/5"),
    // The slope of what may be undefined somewhere.
    Sample(
      "forall x in [0,1], y in [0,1]: f(x*y) >= f(x)*f(y)", "falls 0 1", "falls 1 0", "falls 3 0",
      "cover", "derivative 64"),
    // No such atom, or variable; an equation; a variable with one value.
    Sample("forall x in [0,1]: x*exp(x) >= -1", "rises 7 0", "cover", "derivative 64"),
    Sample("forall x in [0,1]: x*exp(x) >= -1", "rises 0 7", "cover", "derivative 64"),
    Sample("forall x in [0,1]: x*exp(x) >= -1", "rises 0 x", "cover", "derivative 64"),
    Sample("forall x in [0,1]: x*exp(x) = 0", "rises 0 0", "cover", "derivative 64"),
    Sample(
      "forall x in [0,0], y in [0,1]: exp(x*y) >= 1 - y", "rises 0 0", "cover", "derivative 64"),
  ]

  @Test(arguments: forged) func rejected(_ sample: Sample) {
    #expect(throws: (any Error).self) { try CertificateChecker.check(sample.text) }
  }
}

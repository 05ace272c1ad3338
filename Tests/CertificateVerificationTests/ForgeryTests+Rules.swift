extension ForgeryTests {
  static let wrongRules: [Sample] = [
    // Zeros of one comparison that are not those of the other.
    Sample("exists x in [-1,1]: x = 0 and x = 1/2", "root 64 0 -1 1", "zero 1"),
    Sample("exists x in [-1,1]: x = 0 and x = 1/2", "root 64 0 -1 1", "zero 1", "cofactor 1"),
    Sample(
      "exists x in [-1,1]: x = 0 and x = 1/2", "root 64 0 -1 1", "divisor 1 x", "cofactor 1",
      "zero 1", "cofactor 1 - 1/(2*x)"),
    Sample(
      "exists x in [-1,1]: x^2 <= 0 and x > 0", "root 64 0 -1 1", "divisor 1 x", "cofactor -x",
      "zero 1", "cofactor 1"),
    Sample(
      "exists x in [-1,1], y in [-1,1]: x + y = 0 and x + y = 1/2", "root 64 0 -1 -1 1 1",
      "divisor 1 x + y", "divisor 1 x + y - 1/2", "cofactor 1", "cofactor 0", "zero 1",
      "cofactor 0", "cofactor 1"),
    Sample(
      "exists x in [0,1], y in [0,1]: x + y = 1 and x - y = 3", "root 64 0 0 0 1 1",
      "divisor 1 2*x - 1", "divisor 1 2*y - 1", "cofactor 1/2", "cofactor 1/2", "zero 1",
      "cofactor 1/2", "cofactor -1/2"),
    Sample(
      "exists x in [0,1], y in [0,1]: x + y = 1 and x - y = 1/3", "root 64 0 1/2 1/4 3/4 1/2",
      "divisor 1 2*x - 4/3", "cofactor 1/2", "zero 1", "cofactor 1/2"),
    // Quotients: strict comparisons, denominators that are 0 on an interval, or everywhere.
    Sample("forall x in [0,1]: x > 0", "form 0 x^2", "denominator x", "cover", "natural 64"),
    Sample(
      "forall x in [-1,1]: x >= 0", "form 0 (abs(x)+x)^2*abs(x)", "denominator (abs(x)+x)^2",
      "cover", "natural 64"),
    Sample("forall x in [-1,1]: x >= 0", "form 0 0", "denominator 0*x", "cover", "natural 64"),
    Sample("forall x in [-1,1]: x >= 0", "form 0 x^2", "denominator x", "cover", "natural 64"),
    Sample(
      "forall x in [-1,1]: x >= 0", "form 0 x^2", "denominator x^2", "cover", "natural 64"),
    // Values where terms are defined, of terms that are not, or with the wrong sign.
    Sample(cover: "forall x in [0,1]: x*log(x) <= 0", "derivative 64"),
    Sample(cover: "forall x in (0,1]: x*log(x) < 0", "derivative 64"),
    Sample(cover: "forall x in (0,2]: x*log(x) <= 0", "derivative 64"),
    Sample(cover: "forall x in [-1,1]: sqrt(x) >= 0", "derivative 64"),
    Sample(cover: "forall x in [-1,1): 1/(1-x) >= 1", "derivative 64"),
    Sample(cover: "forall x in [0,1]: 1/x > 0", "derivative 64"),
    Sample(cover: "forall x in [-1,2]: f(x) >= 0", "derivative 64"),
    Sample(cover: "forall x in [-1,1]: f(acos(x)/3) >= 0", "derivative 64"),
    Sample(cover: "forall x in (0,1], y in [0,1]: log(x*y) <= log(2)", "derivative 64"),
    Sample(cover: "forall x in [0,1], y in [0,1]: y < 1", "upper 64 2"),
    Sample(cover: "forall x in [0,1), y in [0,1): x^2 + y^2 < 2", "upper 64 2"),
    Sample(cover: "log(6) = log(2) + log(4)", "natural 64"),
    Sample(cover: "forall x in [-1,1]: log(x^2) = 2*log(x)", "natural 64"),
    Sample(cover: "forall x in [-2,-1]: exp(log(x^2)/2) = x", "natural 64"),
    Sample(
      "forall x in [-1,1]: abs(x) = x", "form 1 exp(log(2*x))", "cover", "derivative 64"),
    Sample(cover: "forall x in (0,1]: exp(-1/x) > 1/2", "lower 64 4"),
    Sample(cover: "forall x in [-2,-1]: 1/x + 1/4 >= 0", "natural 64"),
    // Expansions from points outside of the box, on which alone derivatives are known.
    Sample(cover: "forall x in [0,1/2]: exp(50*x) > exp(49)", "upper-angle 96 1"),
    Sample(cover: "forall x in [0,1/2]: exp(50*x) > exp(49)", "point 96 1 1"),
    Sample(cover: "forall x in [0,1/2], y in [0,1]: exp(50*x) > exp(49)", "ray 96 1 1 0"),
    Sample(cover: "forall x in [0,1], y in [0,1]: 2*x - y >= 0", "diagonal 96 4 0 1 2"),
    Sample(cover: "forall x in [0,1], y in [0,1]: 2*y - x >= 0", "diagonal 96 4 0 1 -1"),
    // A derivative where a term is defined on no side of a point.
    Sample(cover: "d(t^(3/2) + (-t)^(3/2), t: 0) = 0", "natural 64"),
    // Directions of rays are not ≥ 0 where the variables are.
    Sample(cover: "forall x in [0,1/2], y in [0,1]: ((x-1/2)^2)^(3/2) <= 0*y", "ray 96 3 1/2 1/2"),
    Sample(cover: "forall x in [0,1/2], y in [0,1]: ((x-1/2)^2)^(5/2) <= y^2", "ray 96 4 1/2 0"),
    // One of several variables: its end, its side, that there is one.
    Sample(cover: "forall x in [0,1], y in [0,1]: (1+x)*(1-y) > 0", "upper 64 2 1"),
    Sample(cover: "forall x in [0,1], y in [0,1]: x + 1 - y > 0", "upper 64 2 1"),
    Sample(cover: "forall x in [0,1], y in [0,1]: x*(exp(1)-exp(y^2)) >= 0", "upper 64 2 2"),
    Sample(cover: "forall x in [9/10,1): log((1-f(x))/(1-x)) < 0", "upper-angle 96 1"),
    Sample(cover: "forall x in [9/10,1]: (1-f(x))/(1-x) <= 1", "upper-angle 96 8"),
    // 0 at the ends of an interval, and not affine between.
    Sample(cover: "forall x in [1,2], a in [0,1]: x*a^2 - x*a >= 0", "derivative 64"),
    Sample(cover: "forall x in [1,2], a in [-1,1]: 3/5*x - x*cos(a) >= 0", "derivative 64"),
    Sample(cover: "forall x in [1,2], a in [0,1]: x*(exp(a) - 1 - 17/10*a) >= 0", "derivative 64"),
    Sample(cover: "forall x in [1,2], a in [0,1]: x*(a - 1/2) >= 0", "derivative 64"),
    // Signs that the ends of an interval do not show.
    Sample(cover: "forall x in [0,2]: abs(1-x) = 1-x", "natural 64"),
    Sample(cover: "forall x in [0,1]: abs(x^2-x) = x^2-x", "natural 64"),
    Sample(cover: "forall x in [-1,1]: abs(2*f(x)-1) = 2*f(x)-1", "natural 64"),
    Sample(cover: "forall x in [-1,1]: abs(2-acos(x)) = 2-acos(x)", "natural 64"),
    Sample(cover: "forall x in [2,3]: log((1-x)*(1-x)) = 2*log(1-x)", "natural 64"),
    Sample(
      cover: "forall x in [0,1/2]: log(3*(1-f(x))/(1-x)) = log(1-f(x)) - log(1-x)", "natural 64"),
    // What is false.
    Sample(cover: "forall x in [-1,1]: f(x) > x", "natural 64"),
    Sample(cover: "forall x in [-1,1]: f(x) > x", "derivative 64"),
    Sample(
      cover: "forall x in [-1,1]: f(x) > x", "split 0 1/2", "derivative 64", "upper-angle 96 6"),
    Sample(cover: "forall x in [0,1]: x < 1", "upper 64 2"),
    Sample(cover: "forall x in [0,1]: x^3 > 0", "lower 64 4"),
    Sample(cover: "forall x in [-1,0]: f(x) > 0", "split 0 -1/2", "lower-angle 96 6", "natural 64"),
    Sample(cover: "forall x in [-1,1]: x^3 >= 0", "point 64 3 0"),
    Sample(cover: "forall x in [-1,1]: x^3 >= 0", "point 64 4 0"),
    Sample(cover: "forall x in [-1,1]: x^2 > 0", "point 64 2 0"),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: f((x+y)/2) < (f(x)+f(y))/2", "diagonal 96 2 0 1 1/2"),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: f((x+y)/2) >= (f(x)+f(y))/2", "diagonal 96 2 0 1 1/2"
    ),
    Sample(cover: "forall x in [-1,1], y in [-1,1]: f(x) <= f(y)", "diagonal 96 2 0 1 1"),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: x <= y implies f(x) < f(y)", "diagonal 96 2 0 1 1"),
    Sample(
      cover: "forall t in [0,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) <= f(t*x+(1-t)*y)",
      "segment 96 0"),
    Sample(cover: "forall t in [0,1], x in [-1,1]: t*(1-t)*x >= 0", "segment 96 0"),
    // Concave, but not 0 at the ends.
    Sample(cover: "forall t in [0,1], x in [0,1]: t*(1-t) >= 1/8*x", "segment 96 0"),
    Sample(cover: "forall x in [-1,1], y in [-1,1]: x*y >= 0", "ray 96 2 0 0"),
    Sample(cover: "forall x in [-1,1], y in [-1,1]: x^2 + y^2 > 0", "ray 96 2 0 0"),
    Sample(cover: "forall x in [0,1]: abs(x) <= 1/2", "natural 64"),
    Sample(cover: "forall x in [0,1]: 1/2 - abs(x) > 0", "derivative 64"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "point 64 1/3"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "root 64 0 1/2 1"),
    Sample("exists x in [-1,1]: x^2 <= 0 and x > 1/2", "root 64 0 -1 1", "divisor 2 x"),
    Sample("exists x in [-1,1]: x = 0 and x != 0", "root 64 0 -1 1"),
    Sample("f(1/2) = 0.609", "cover", "natural 64"),
    // True, but not so shown: a rule's side condition is broken.
    Sample(
      cover: "forall x in [0,1/3]: x^4 - 4/3*x^3 + 2/3*x^2 - 4/27*x + 1/81 >= 0", "upper-angle 96 6"
    ),
    Sample(
      cover: "forall x in [1/3,1]: x^4 - 4/3*x^3 + 2/3*x^2 - 4/27*x + 1/81 >= 0", "lower-angle 96 6"
    ),
    Sample(cover: "forall x in [-1,1]: x^2 - sqrt(2)*x + 1/2 >= 0", "point 64 2 sqrt(2)"),
    Sample(cover: "forall x in [-1,1]: x^2 - sqrt(2)*x + 1/2 >= 0", "point 64 2 x"),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: f((x+y)/2) <= (f(x)+f(y))/2", "diagonal 96 2 0 0 1/2"
    ),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: f((x+y)/2) <= (f(x)+f(y))/2", "diagonal 96 2 0 1 2"),
    Sample(
      cover: "forall x in [-1,1], y in [-1,1]: f((x+y)/2) <= (f(x)+f(y))/2", "diagonal 96 2 0 2 1/2"
    ),
    Sample(
      cover: "forall x in [-1/2,1/2], y in [-1/2,1/2]: f(x)+f(y) >= 2/pi + (x+y)/2", "ray 96 2 1 0"),
    Sample(cover: "forall x in [0,1]: x^2 + 2 > x", "split 0 1", "natural 64", "natural 64"),
    Sample(cover: "forall x in [0,1]: x^2 + 2 > x", "split 1 1/2", "natural 64", "natural 64"),
    Sample(cover: "forall x in [0,1]: x^2 + 2 > x", "split 0 1/2", "natural 64"),
    Sample(cover: "forall x in [0,1]: x^2 + 2 > x", "natural 64", "natural 64"),
    Sample("forall x in [0,1]: x^2 + 2 > x", "point 64 0"),
    Sample("exists x in [0,1]: x^2 + 2 > x", "cover", "natural 64"),
    Sample("exists x in [0,1): x >= 1", "point 64 1"),
    Sample("exists x in [0,1]: x > 1", "point 64 2"),
    Sample("exists x in [0,1], y in [0,1]: x = y", "point 64 1"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "root 64 0 -2 1/2"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "root 64 0 1/2 0"),
    Sample("exists x in [-1,1], y in [-1,1]: x + y = 0", "root 64 0 -1 -1 1 1"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "root 64 1 0 1/2"),
    Sample("exists x in [-1,1]: f(x) = 1/2", "root 64 0 0 1/2", "divisor 1 x - 1/4"),
    Sample("exists x in [-1,1]: x^2 > 0", "root 64 0 -1 1", "divisor 2 x"),
    Sample(
      "exists x in [-1,1]: 1 + x^2 <= 0", "root 64 0 -1 1", "divisor 1 x", "cofactor (1+x^2)/x"),
    Sample(
      "forall x in [-1,1]: f(x)^2 - f(x) + 1/4 >= 0", "form 0 (f(x) - 1/3)^2", "cover", "natural 64"
    ),
    Sample("forall x in [-1,1]: x > 2", "form 0 1 + 0/(x-x)", "cover", "natural 64"),
    Sample("forall x in [-1,1]: x > -2", "form 1 x + 2", "cover", "natural 64"),
    // A term is undefined somewhere on the domain.
    Sample("exists x in [-1,1]: 1/x = 1", "point 64 1"),
    Sample("exists x in [-1,1]: 1/x = 1", "point 64 1", "defined", "natural 64"),
    Sample("forall x in [-1,1]: 1/x < 2", "point 64 1/4", verdict: "refuted"),
    Sample("exists x in [-2,2]: acos(x) = 0", "point 64 1"),
    Sample("exists x in [-2,2]: acos(x) = 0", "point 64 1", "defined", "derivative 64"),
    Sample(cover: "forall x in [-1,1]: 0*sqrt(x) = 0", "natural 64"),
    Sample(cover: "forall x in [-1,1]: x/x = 1", "natural 64"),
    Sample(cover: "forall x in [0,2]: f(x) - f(x) = 0", "natural 64"),
    Sample(cover: "forall x in [0,1]: log(x) - log(x) = 0", "lower 64 2"),
    Sample(cover: "forall rho in [-2,2]: Kii(\"2\", rho, exact) = 1", "natural 64"),
    // Exponents past what is written out, and past machine numbers.
    Sample(cover: "2^100000000000000000000.5 = sqrt(2)", "natural 64"),
    Sample(cover: "2^(200000000000000000001/2) = sqrt(2)", "natural 64"),
    Sample(cover: "3^(1/2)*3^100000000000000000000 = 3^(1/2)", "natural 64"),
    Sample(cover: "f(1/2)^240 > 1", "natural 64"),
    Sample(cover: "forall dag in complete(6): depth(dag) < 100", "natural 64"),
    // A product needs a sign where there is a space.
    Sample(cover: "forall x in [0,2]: 3 x*(2-x) >= 0", "natural 64"),
    // Verdicts.
    Sample("forall x in [0,1]: x^2 + 2 > x", "cover", "natural 64", verdict: "refuted"),
    Sample("exists x in [0,1]: x > 2", "cover", "natural 64"),
    Sample("forall x in [0,1]: exists y in [0,1]: x = y", "point 64 0 0"),
  ]
}

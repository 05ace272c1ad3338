// Searches binary64 inputs at which rounding kappa_1 and kappa_0 is hard, in binary128 arithmetic
// (GCC's libquadmath), which shares nothing with the package. Build and run:
//
//   gcc -O2 worst_cases.c -o worst_cases -lquadmath -lm && ./worst_cases 12000000 1 >candidates.txt
//
// Each line: function, input, distance from the nearest middle of two neighbours (m) or from the
// nearest number (n) in ULP. generate.py checks the candidates with mpmath before they are kept.
#include <math.h>
#include <quadmath.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state;
static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static void check(char name, double x, __float128 value) {
  int exponent;
  frexpq(value, &exponent);
  __float128 scaled = ldexpq(value, 53 - exponent);
  __float128 rest = scaled - floorq(scaled);
  double middle = (double)fabsq(rest - 0.5Q);
  double number = (double)(rest < 0.5Q ? rest : 1 - rest);
  if (middle < 0x1p-21) printf("%c %a m %g\n", name, x, middle);
  if (number < 0x1p-23) printf("%c %a n %g\n", name, x, number);
}

int main(int argc, char **argv) {
  long count = atol(argv[1]);
  state = strtoull(argv[2], NULL, 10);
  for (long i = 0; i < count; i++) {
    uint64_t word = next();
    double u = (double)(word >> 11) * 0x1p-53;
    int scale = 1 + (int)(next() % 40);
    double x;
    switch (i % 4) {
      case 0: x = 2 * u - 1; break;
      case 1: x = 1 - ldexp(1 + u, -scale - 1); break;
      case 2: x = ldexp(1 + u, -scale - 1) - 1; break;
      default: x = ldexp(1 + u, -scale); if (word & 1) x = -x;
    }
    __float128 r = x, angle = acosq(r);
    // Near -1 kappa_1 cancels: 113 bits leave enough there down to 2^-13 only.
    __float128 k0 = 1 - angle / M_PIq;
    if (r > -1 + 0x1p-13Q)
      check('1', x, (sqrtq((1 - r) * (1 + r)) / M_PIq + r * k0));
    if (r > -1 + 0x1p-20Q) check('0', x, k0);
  }
  return 0;
}

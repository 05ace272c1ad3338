// One application of κ₁ by CFixedPoint, without the rest of the calculator.
//
//   step BITS COUNT    the nanoseconds of processor time for f^64 at one of COUNT points
#include "CFixedPoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const long bits = atol(argv[1]), count = atol(argv[2]);
  mpfr_t x, lower, upper;
  // The precision at which the calculator answers a question for so many bits.
  mpfr_inits2(bits + 41, x, lower, upper, (mpfr_ptr)0);
  clock_t start = 0;
  for (long k = -1; k < count; k++) {
    if (k == 0) start = clock();  // tables are built by then
    mpfr_set_si(x, 1998 * (k < 0 ? 0 : k) - 999 * (count - 1), MPFR_RNDN);
    mpfr_div_ui(x, x, 1000 * (count - 1), MPFR_RNDN);
    if (!kfp_arc_cosine_kernel(lower, upper, x, 1, 64)) return 1;
  }
  printf("%.1f\n", 1e9 * (clock() - start) / CLOCKS_PER_SEC / count);
  return 0;
}

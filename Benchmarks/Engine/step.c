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
  // Builds the tables.
  mp_limb_t from[kfp_most_limbs] = {1}, to[kfp_most_limbs];
  for (int n = 2; n <= kfp_most_limbs; n++) kfp_step(to, from, n, 0, 1);
  const clock_t start = clock();
  for (long k = 0; k < count; k++) {
    mpfr_set_si(x, 1998 * k - 999 * (count - 1), MPFR_RNDN);
    mpfr_div_ui(x, x, 1000 * (count - 1), MPFR_RNDN);
    if (!kfp_arc_cosine_kernel(lower, upper, x, 1, 64)) return 1;
  }
  printf("%.1f\n", 1e9 * (clock() - start) / CLOCKS_PER_SEC / count);
  return 0;
}

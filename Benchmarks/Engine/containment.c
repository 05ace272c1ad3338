// The long run behind the tests of CFixedPoint: enclosures of κ₀ and κ₁ against MPFR at a precision at
// which nothing is lost, and the largest error of one step.
//
//   containment SEED COUNT BITS
//
// checks COUNT enclosures at random precisions from 53 to BITS (half of them up to 200) at random numbers:
// any, 1 − 2^(−k)·u, u·2^(−k), and cosines of angles between two entries of a table, of either sign. Exit
// code 1 where an enclosure does not contain the value. "Without": more limbs would be needed than there are.
#include "CFixedPoint.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// SplitMix64.
static uint64_t state;
static uint64_t next(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
static long below(long bound) { return (long)(next() % (uint64_t)bound); }

static void kernel(mpfr_ptr r, mpfr_srcptr x, int order) {
  const mpfr_prec_t p = mpfr_get_prec(r);
  mpfr_t s, t, pi;
  mpfr_inits2(p, s, t, pi, (mpfr_ptr)0);
  mpfr_const_pi(pi, MPFR_RNDN);
  mpfr_neg(t, x, MPFR_RNDN);
  mpfr_acos(t, t, MPFR_RNDN);  // π − acos x
  if (order == 1) {
    mpfr_mul(t, t, x, MPFR_RNDN);
    mpfr_ui_sub(s, 1, x, MPFR_RNDN);
    mpfr_add_ui(r, x, 1, MPFR_RNDN);
    mpfr_mul(s, s, r, MPFR_RNDN);
    mpfr_sqrt(s, s, MPFR_RNDN);
    mpfr_add(t, t, s, MPFR_RNDN);
  }
  mpfr_div(r, t, pi, MPFR_RNDN);
  mpfr_clears(s, t, pi, (mpfr_ptr)0);
}

// A number in (−1, 1) with the precision of x.
static void choose(mpfr_ptr x) {
  const long p = mpfr_get_prec(x);
  mpz_t z, limb;
  mpz_inits(z, limb, (mpz_ptr)0);
  for (long k = 0; k < p; k += 64) {
    mpz_mul_2exp(z, z, 64);
    mpz_set_ui(limb, next());
    mpz_add(z, z, limb);
  }
  mpz_fdiv_r_2exp(z, z, p);
  mpfr_set_z_2exp(x, z, -p, MPFR_RNDZ);
  switch (below(8)) {
    case 0:
    case 1:
      mpfr_mul_2si(x, x, -below(below(2) ? p : p < 40 ? p : 40), MPFR_RNDZ);
      mpfr_ui_sub(x, 1, x, MPFR_RNDZ);
      break;
    case 2: mpfr_mul_2si(x, x, -below(2 * p), MPFR_RNDZ); break;
    case 3: {
      const long bits = 9 + below(3), j = below((long)(1.58 * (1 << bits)));
      mpfr_set_ui_2exp(x, 2 * j + below(2), -bits - 1, MPFR_RNDN);
      mpfr_cos(x, x, MPFR_RNDZ);
    }
  }
  if (mpfr_cmpabs_ui(x, 1) >= 0) mpfr_set_d(x, 0.5, MPFR_RNDN);
  if (below(2)) mpfr_neg(x, x, MPFR_RNDN);
  mpz_clears(z, limb, (mpz_ptr)0);
}

static double step_error(int n, int order, int is_negative) {
  mpfr_t x, r;
  mpz_t z;
  mpfr_init2(x, 64 * n);
  mpfr_init2(r, 192 * n + 200);
  mpz_init(z);
  choose(x);
  mp_limb_t a[kfp_most_limbs] = {0}, y[kfp_most_limbs];
  mpfr_abs(x, x, MPFR_RNDN);
  mpfr_mul_2si(x, x, 64 * n, MPFR_RNDN);
  mpfr_get_z(z, x, MPFR_RNDZ);
  memcpy(a, mpz_limbs_read(z), mpz_size(z) * sizeof *a);
  mpfr_set_z_2exp(x, z, -64 * n, MPFR_RNDN);
  if (is_negative) mpfr_neg(x, x, MPFR_RNDN);
  double error = 1e9;
  if (kfp_step(y, a, n, is_negative, order)) {
    kernel(r, x, order);
    mpz_t view;
    mpfr_mul_2si(r, r, 64 * n, MPFR_RNDN);
    mpfr_sub_z(r, r, mpz_roinit_n(view, y, n), MPFR_RNDN);
    mpfr_abs(r, r, MPFR_RNDN);
    error = mpfr_get_d(r, MPFR_RNDU);
  }
  mpfr_clears(x, r, (mpfr_ptr)0);
  mpz_clear(z);
  return error;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  state = strtoull(argv[1], NULL, 10);
  const long count = atol(argv[2]), most = atol(argv[3]);
  long missed = 0, without = 0;
  // Builds all tables: none is waited for until it pays.
  for (int n = 2; n <= kfp_most_limbs; n++) step_error(n, 1, 0);
  for (long i = 0; i < count; i++) {
    const long p = below(2) ? 53 + below(most - 52) : 53 + below(most < 200 ? most - 52 : 148);
    const long own = below(4) ? p : 2 + below(2 * p);
    const int order = (int)below(2);
    mpfr_t x, lower, upper, truth;
    mpfr_init2(x, own);
    mpfr_inits2(p, lower, upper, (mpfr_ptr)0);
    mpfr_init2(truth, 3 * own + 3 * p + 200);
    choose(x);
    if (!kfp_arc_cosine_kernel(lower, upper, x, order, 1)) {
      without++;
    } else {
      kernel(truth, x, order);
      if (mpfr_cmp(lower, truth) > 0 || mpfr_cmp(truth, upper) > 0) {
        missed++;
        mpfr_printf("κ_%d(%Ra) at %ld bits: [%Ra, %Ra]\n", order, x, p, lower, upper);
      }
    }
    mpfr_clears(x, lower, upper, truth, (mpfr_ptr)0);
  }
  printf("%ld enclosures, %ld missed, %ld without\n", count, missed, without);
  for (int n = 2; n <= kfp_most_limbs && 64 * n <= most + 64; n += n < 10 ? 1 : n / 3) {
    double worst[2] = {0, 0};
    for (long i = 0; i < count / (n * n * n) + 20; i++) {
      const int order = (int)below(2);
      const double error = step_error(n, order, (int)below(2));
      if (error > worst[order]) worst[order] = error;
    }
    printf("%d limbs: errors up to %.2f (κ₀), %.2f (κ₁) of %d ulps\n", n, worst[0], worst[1],
        kfp_step_error);
    if (worst[0] > kfp_step_error || worst[1] > kfp_step_error) missed++;
  }
  return missed != 0;
}

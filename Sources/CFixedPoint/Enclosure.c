#include "Limbs.h"
#include "Tables.h"

enum { most_iterations = 1 << 20 };

// The number c of leading one bits of the significand of x, 1/2 ≤ |x| < 1: then 1 − |x| > 2^(−c−1).
static long leading_ones(mpfr_srcptr x) {
  const mp_limb_t *limbs = x->_mpfr_d;
  long count = 0;
  for (long k = (mpfr_get_prec(x) - 1) / 64; k >= 0; k--) {
    if (~limbs[k] != 0) return count + __builtin_clzl(~limbs[k]);
    count += 64;
  }
  return count;
}

// The number of bits after the point for `precision` significant bits of the result, and some more, also
// for the errors of the iterations. Near −1, with 1 − |x| > 2^(−k): κ₀(x) > √2/π·2^(−k/2) and
// κ₁(x) > 2√2/(3π)·2^(−3k/2); values at positive numbers are at least 1/π. This is about
// efficiency: enclosures are right with any number of bits.
static long fraction_bits(mpfr_srcptr x, int order, long iterations, mpfr_prec_t precision) {
  long bits = precision + 14;
  for (long rest = iterations; rest > 1; rest = (rest + 1) / 2) bits++;
  if (mpfr_get_exp(x) < 0) return mpfr_sgn(x) < 0 ? bits + 2 : bits;  // κ₁(−1/2) > 0.1
  // The number's own last bit, so that it is represented exactly (κ₀ is steep near ±1).
  const long own = mpfr_get_prec(x);
  if (mpfr_sgn(x) < 0 && iterations == 1) {
    const long k = leading_ones(x) + 1;
    bits += order == 0 ? k / 2 + 1 : 3 * k / 2 + 2;
  }
  return bits > own ? bits : own;
}

// a ← |x| < 1 as a fraction of n limbs, rounded down; returns whether something was rounded away.
static int set_magnitude(mp_limb_t *a, int n, mpfr_srcptr x) {
  const mp_limb_t *limbs = x->_mpfr_d;
  const long size = (mpfr_get_prec(x) - 1) / 64 + 1;
  const mpfr_exp_t exponent = mpfr_get_exp(x);
  memset(a, 0, n * sizeof *a);
  if (exponent <= -64L * n) return 1;
  const long skipped = -exponent / 64;
  const int shift = (int)(-exponent % 64);
  // Limb `size − 1` of x goes to limb n − 1 − skipped, shifted down.
  int is_inexact = 0;
  for (long k = size - 1; k >= 0; k--) {
    const long to = n - 1 - skipped - (size - 1 - k);
    const mp_limb_t high = limbs[k] >> shift, low = shift == 0 ? 0 : limbs[k] << (64 - shift);
    if (to >= 0) a[to] |= high;
    if (to >= 1) a[to - 1] |= low;
    if ((to < 0 && high != 0) || (to < 1 && low != 0)) is_inexact = 1;
  }
  return is_inexact;
}

// Every application is wrong by at most kfp_step_error ulps (κ₁ and κ₀ of the fraction that it is
// given). Of several applications of κ₁ the errors add, because its slope is between 0 and 1. The first
// argument was rounded by less than 1 ulp, if at all, and then |x| < 1/2: the slope there is at
// most 1 for κ₁ and 1/(π√(3/4)) < 1 for κ₀. κ₀ is iterated no more than once, as its slope is not
// bounded.
int kfp_arc_cosine_kernel(
    mpfr_ptr lower, mpfr_ptr upper, mpfr_srcptr x, int order, long iterations) {
  mp_limb_t from[kfp_most_limbs], to[kfp_most_limbs + 1], bound[kfp_most_limbs + 1];
  if (!mpfr_number_p(x) || (!mpfr_zero_p(x) && mpfr_get_exp(x) > 0)) return 0;
  if (order < 0 || order > 1 || iterations < 1 || iterations > most_iterations) return 0;
  if (order == 0 && iterations > 1) return 0;
  const mpfr_prec_t precision =
      mpfr_get_prec(lower) > mpfr_get_prec(upper) ? mpfr_get_prec(lower) : mpfr_get_prec(upper);
  const long bits =
      mpfr_zero_p(x) ? precision + 32 : fraction_bits(x, order, iterations, precision);
  if (bits > 64L * kfp_most_limbs) return 0;
  const int n = bits > 128 ? (int)((bits + 63) / 64) : 2;
  if (kfp_tables_worth_building(n, iterations) == NULL) return 0;
  memset(from, 0, n * sizeof *from);
  const int is_inexact = !mpfr_zero_p(x) && set_magnitude(from, n, x);
  int is_negative = mpfr_sgn(x) < 0;
  for (long k = 0; k < iterations; k++) {
    if (k > 0) memcpy(from, to, n * sizeof *from);
    if (!kfp_step(to, from, n, is_negative, order)) return 0;
    is_negative = 0;
  }
  const mp_limb_t error = (mp_limb_t)(kfp_step_error * iterations + is_inexact);
  to[n] = 0;
  if (mpn_sub_1(bound, to, n + 1, error) != 0) return 0;
  mpz_t z;
  mpfr_set_z_2exp(lower, mpz_roinit_n(z, bound, n + 1), -64L * n, MPFR_RNDD);
  mpn_add_1(bound, to, n + 1, error);
  mpfr_set_z_2exp(upper, mpz_roinit_n(z, bound, n + 1), -64L * n, MPFR_RNDU);
  return 1;
}

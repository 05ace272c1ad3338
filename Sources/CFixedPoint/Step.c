#include "Angle.h"
#include "Limbs.h"

// r ← x·(1/π) for x = x[n] + fraction ≤ π/2; 1/π and the product are rounded down. In ulps: with x wrong
// by at most X the result is wrong by less than X/π + x·(1 + 2⁻⁴⁸) + 1. Returns whether it is below 1.
KFP_INLINE int divide_by_pi(mp_limb_t *r, const mp_limb_t *x, int n, const kfp_tables *tables) {
  mp_limb_t p[2 * kfp_most_limbs];
  const mp_limb_t *inverse = tables->inverse_pi + tables->limbs - n;
  memcpy(r, kfp_multiply(p, x, inverse, n), n * sizeof *r);
  return x[n] == 0 || (x[n] == 1 && kfp_add(r, r, inverse, n) == 0);
}

// κ₀(−a) = θ/π and κ₀(a) = 1 − θ/π: error < 8.5/π + 1.58 + 1 < 5.3 ulps.
KFP_INLINE int order_zero(mp_limb_t *r, const mp_limb_t *theta, int n, int negative, const kfp_tables *t) {
  if (!divide_by_pi(r, theta, n, t)) return 0;
  return negative || kfp_negate(r, r, n);
}

// κ₁(−a) = (s − a·θ)/π and κ₁(a) = a + κ₁(−a). With a ≤ 1 and a·θ < 0.57, s − aθ ≤ 1: the product
// is wrong by less than 8.5·a + 1, the difference by less than 8.5 + 1 + 1 = 10.5, and the result by less
// than 10.5/π + 1.01 + 1 < 5.4 ulps. Where s − aθ comes out negative it is 0 to within its error,
// and 0 is put for it.
KFP_INLINE int order_one(
    mp_limb_t *r, const mp_limb_t *a, const mp_limb_t *theta, const mp_limb_t *s, int n,
    int negative, const kfp_tables *t) {
  mp_limb_t p[2 * kfp_most_limbs], product[kfp_most_limbs], difference[kfp_most_limbs + 1];
  memcpy(product, kfp_multiply(p, theta, a, n), n * sizeof *product);
  if (theta[n] != 0 && kfp_add(product, product, a, n) != 0) return 0;
  if (kfp_difference(difference, s, product, n)) memset(difference, 0, n * sizeof *difference);
  difference[n] = 0;
  if (!divide_by_pi(r, difference, n, t)) return 0;
  return negative || kfp_add(r, r, a, n) == 0;
}

KFP_INLINE int step(
    mp_limb_t *r, const mp_limb_t *a, int n, int negative, int order, int bits, int levels,
    const kfp_tables *tables) {
  if (kfp_is_zero(a, n)) {
    // κ₀(0) = 1/2, exactly; κ₁(0) = 1/π, rounded down.
    memset(r, 0, n * sizeof *r);
    r[n - 1] = (mp_limb_t)1 << 63;
    if (order == 1) memcpy(r, tables->inverse_pi + tables->limbs - n, n * sizeof *r);
    return 1;
  }
  mp_limb_t theta[kfp_most_limbs + 1], s[kfp_most_limbs];
  if (!kfp_angle(theta, s, a, n, bits, levels, tables)) return 0;
  return order == 0 ? order_zero(r, theta, n, negative, tables)
                    : order_one(r, a, theta, s, n, negative, tables);
}

_Thread_local long kfp_index_offset;

void kfp_test_index_offset(long offset) { kfp_index_offset = offset; }

int kfp_step(mp_limb_t *r, const mp_limb_t *a, int n, int negative, int order) {
  if (n < 2 || n > kfp_most_limbs || order < 0 || order > 1) return 0;
  const kfp_tables *t = kfp_tables_for(n);
  if (t == NULL) return 0;
  // For few limbs the compiler makes code for each number of them.
  switch (n) {
    case 2: return step(r, a, 2, negative, order, t->bits, 2, t);
    case 3: return step(r, a, 3, negative, order, t->bits, 2, t);
    case 4: return step(r, a, 4, negative, order, t->bits, 2, t);
    case 5: return step(r, a, 5, negative, order, t->bits, 2, t);
    default: return step(r, a, n, negative, order, t->bits, t->levels, t);
  }
}

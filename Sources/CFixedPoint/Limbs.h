// Products of fractions. B = 2⁶⁴; a fraction of n limbs is X/Bⁿ with 0 ≤ X < Bⁿ.
#ifndef KFP_LIMBS_H
#define KFP_LIMBS_H

#include <gmp.h>
#include <string.h>

/// p ← x·y exactly, 2n limbs; its leading n limbs, which are returned, are the product of the fractions
/// rounded down: the error (exact − result) is in [0, 1) ulp.
static inline const mp_limb_t *kfp_multiply(
    mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n) {
  if (n == 2) {
    unsigned __int128 low = (unsigned __int128)x[0] * y[0];
    unsigned __int128 cross = (unsigned __int128)x[1] * y[0] + (mp_limb_t)(low >> 64);
    unsigned __int128 other = (unsigned __int128)x[0] * y[1] + (mp_limb_t)cross;
    unsigned __int128 high = (unsigned __int128)x[1] * y[1] + (mp_limb_t)(cross >> 64)
        + (mp_limb_t)(other >> 64);
    p[0] = (mp_limb_t)low;
    p[1] = (mp_limb_t)other;
    p[2] = (mp_limb_t)high;
    p[3] = (mp_limb_t)(high >> 64);
    return p + 2;
  }
  mpn_mul_n(p, x, y, n);
  return p + n;
}

/// The same for x².
static inline const mp_limb_t *kfp_square(mp_limb_t *p, const mp_limb_t *x, int n) {
  if (n == 2) return kfp_multiply(p, x, x, 2);
  mpn_sqr(p, x, n);
  return p + n;
}

static inline int kfp_is_zero(const mp_limb_t *x, int n) {
  while (n > 0)
    if (x[--n] != 0) return 0;
  return 1;
}

/// r ← |x − y|; returns whether x < y.
static inline int kfp_difference(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, int n) {
  if (mpn_cmp(x, y, n) >= 0) {
    mpn_sub_n(r, x, y, n);
    return 0;
  }
  mpn_sub_n(r, y, x, n);
  return 1;
}

#endif

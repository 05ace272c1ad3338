// Arithmetic of fractions. B = 2⁶⁴; a fraction of n limbs is X/Bⁿ with 0 ≤ X < Bⁿ.
//
// The functions are meant to be inlined where n is a constant up to `kfp_inline_limbs`: calls would then
// cost more than the work. Otherwise they are GMP's.
#ifndef KFP_LIMBS_H
#define KFP_LIMBS_H

#include <string.h>

#include "CFixedPoint.h"

#define KFP_INLINE static inline __attribute__((always_inline))

enum { kfp_inline_limbs = 5 };

#define KFP_IS_SHORT(n) (__builtin_constant_p(n) && (n) <= kfp_inline_limbs)

/// r ← x + y; returns the carry.
KFP_INLINE mp_limb_t kfp_add(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, int n) {
  if (!KFP_IS_SHORT(n)) return mpn_add_n(r, x, y, n);
  mp_limb_t carry = 0;
#pragma GCC unroll 5
  for (int k = 0; k < n; k++) {
    mp_limb_t sum;
    const mp_limb_t first = __builtin_add_overflow(x[k], y[k], &sum);
    carry = first | __builtin_add_overflow(sum, carry, &r[k]);
  }
  return carry;
}

/// r ← x − y; returns the borrow.
KFP_INLINE mp_limb_t kfp_subtract(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, int n) {
  if (!KFP_IS_SHORT(n)) return mpn_sub_n(r, x, y, n);
  mp_limb_t borrow = 0;
#pragma GCC unroll 5
  for (int k = 0; k < n; k++) {
    mp_limb_t difference;
    const mp_limb_t first = __builtin_sub_overflow(x[k], y[k], &difference);
    borrow = first | __builtin_sub_overflow(difference, borrow, &r[k]);
  }
  return borrow;
}

/// r ← −x modulo 1; returns whether x ≠ 0.
KFP_INLINE int kfp_negate(mp_limb_t *r, const mp_limb_t *x, int n) {
  return mpn_neg(r, x, n) != 0;
}

/// r ← |x − y|; returns whether x < y.
KFP_INLINE int kfp_difference(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, int n) {
  if (KFP_IS_SHORT(n)) {
    const mp_limb_t borrow = kfp_subtract(r, x, y, n), mask = -borrow;
    mp_limb_t carry = borrow;
#pragma GCC unroll 5
    for (int k = 0; k < n; k++)
      carry = __builtin_add_overflow(r[k] ^ mask, carry, &r[k]);
    return (int)borrow;
  }
  if (mpn_cmp(x, y, n) >= 0) {
    mpn_sub_n(r, x, y, n);
    return 0;
  }
  mpn_sub_n(r, y, x, n);
  return 1;
}

KFP_INLINE int kfp_is_zero(const mp_limb_t *x, int n) {
  while (n > 0)
    if (x[--n] != 0) return 0;
  return 1;
}

/// p[n], …, p[2n−1] ← the product of two numbers of n ≤ kfp_most_limbs limbs rounded down, but for products of
/// limbs i and j with i + j < n − 2, which may be left out; the limbs below are of no use.
void kfp_high_product(mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n);

/// The product of two fractions rounded down, written to n limbs of p (which has 2n), which are returned: the
/// error (exact − result) is in [0, 1 + 2⁻⁵⁶) ulps.
///
/// The products of limbs i and j with i + j < n − 2, which may be left out, are together less than
/// (n − 2)·B^(n−1) (1 + 2/B) with B^n an ulp, so less than 2⁻⁵⁶ ulps for n ≤ 132.
KFP_INLINE const mp_limb_t *kfp_multiply(
    mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n) {
  if (!KFP_IS_SHORT(n)) {
    kfp_high_product(p, x, y, n);
    return p + n;
  }
  if (n == 1) {
    p[1] = (mp_limb_t)((unsigned __int128)x[0] * y[0] >> 64);
    return p + 1;
  }
  // Rows: the limbs of x from n−2−i on times y[i], added from position n−2 on.
  mp_limb_t *q = p + n - 2;
  {
    const unsigned __int128 low = (unsigned __int128)x[n - 2] * y[0];
    const unsigned __int128 high = (unsigned __int128)x[n - 1] * y[0] + (mp_limb_t)(low >> 64);
    q[0] = (mp_limb_t)low;
    q[1] = (mp_limb_t)high;
    q[2] = (mp_limb_t)(high >> 64);
  }
#pragma GCC unroll 5
  for (int i = 1; i < n; i++) {
    mp_limb_t carry = 0;
#pragma GCC unroll 6
    for (int k = i == n - 1 ? 1 : 0; k < i + 2; k++) {
      const unsigned __int128 sum =
          (unsigned __int128)x[n - 2 - i + k] * y[i] + q[k] + carry;
      q[k] = (mp_limb_t)sum;
      carry = (mp_limb_t)(sum >> 64);
    }
    q[i + 2] = carry;
  }
  return p + n;
}

/// The same where n is one of few small numbers, but not known.
KFP_INLINE const mp_limb_t *kfp_multiply_few(
    mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n) {
  switch (n) {
    case 1: return kfp_multiply(p, x, y, 1);
    case 2: return kfp_multiply(p, x, y, 2);
    case 3: return kfp_multiply(p, x, y, 3);
    case 4: return kfp_multiply(p, x, y, 4);
    case 5: return kfp_multiply(p, x, y, 5);
    default: return kfp_multiply(p, x, y, n);
  }
}

/// The same for x².
KFP_INLINE const mp_limb_t *kfp_square(mp_limb_t *p, const mp_limb_t *x, int n) {
  if (KFP_IS_SHORT(n)) return kfp_multiply(p, x, x, n);
  mpn_sqr(p, x, n);
  return p + n;
}

#endif

#ifndef KFP_ANGLE_H
#define KFP_ANGLE_H

#include <math.h>
#include <stdint.h>

#include "Arcsine.h"
#include "Limbs.h"

/// What is added to the index of the first table: 0 except in tests.
extern _Thread_local long kfp_index_offset;

// s ← √(1−a²) rounded down, for 0 < a < 1: the integer square root of (1−a²)·B^(2n), which is exact, is
// the integer part of s·Bⁿ. The root wants a leading limb that is not zero.
KFP_INLINE int sine(mp_limb_t *s, const mp_limb_t *a, int n) {
  mp_limb_t square[2 * kfp_most_limbs], root[kfp_most_limbs + 1];
  mpn_sqr(square, a, n);
  if (mpn_neg(square, square, 2 * n) == 0) return 0;  // a was 0
  int size = 2 * n;
  while (size > 0 && square[size - 1] == 0) size--;
  if (size == 0) return 0;
  mpn_sqrtrem(root, NULL, square, size);
  memset(s, 0, n * sizeof *s);
  memcpy(s, root, (size + 1) / 2 * sizeof *s);
  return 1;
}

// Rotates the point (c, s) by the table's angle φ towards the axis s = 0:
//   c′ = c·cos φ + s·sin φ,    s′ = s·cos φ − c·sin φ,
// c ← c′ unless it is not wanted, s ← |s′|, returns whether s′ < 0, or −1 where c′ reaches 1.
//
// In ulps, with c and s wrong by at most X and Y, and table entries and products rounded down (errors in
// (−2⁻⁴⁸, 1 + 2⁻⁴⁸) and [0, 1 + 2⁻⁵⁶)): the roundings in s′ have opposite signs, each term's is less
// than 2 + 2⁻⁴⁷; hence
//   |error of s′| < Y·cos φ + X·sin φ + 2 + 2⁻⁴⁶,
//   |error of c′| < X·cos φ + Y·sin φ + (c + s) + 2 + 2⁻⁴⁶.
KFP_INLINE int rotate(
    mp_limb_t *c, mp_limb_t *s, const mp_limb_t *cosine, const mp_limb_t *sine, int n,
    int wants_cosine) {
  mp_limb_t p[2 * kfp_most_limbs], q[2 * kfp_most_limbs], new_sine[kfp_most_limbs];
  const mp_limb_t *x = kfp_multiply(p, s, cosine, n), *y = kfp_multiply(q, c, sine, n);
  const int is_negative = kfp_difference(new_sine, x, y, n);
  if (wants_cosine) {
    x = kfp_multiply(p, c, cosine, n);
    y = kfp_multiply(q, s, sine, n);
    if (kfp_add(c, x, y, n) != 0) return -1;
  }
  memcpy(s, new_sine, n * sizeof *s);
  return is_negative;
}

// The fraction to within 2⁻⁵³ or so; for guessing only.
KFP_INLINE double approximation(const mp_limb_t *x, int n) { return (double)x[n - 1] * 0x1p-64; }

// An estimate of acos a = atan2(s, a) with an error below 7·10⁻⁵: √(1−a)·P(a), Abramowitz & Stegun
// 4.4.45, with √(1−a) = s/√(1+a). What follows does not rely on it.
KFP_INLINE double estimate(double s, double a) {
  return s / sqrt(1 + a) * (1.5707288 + a * (-0.2121144 + a * (0.0742610 - a * 0.0187293)));
}

// The angle θ = acos a in (0, π/2] and the sine s = √(1−a²) of a fraction a ≠ 0 of n limbs, taken as
// exact: θ ← n limbs of fraction and, in θ[n], an integer part; s ← n limbs. s is rounded down, its error
// is in [0, 1) ulp; θ is wrong by less than 8.5 ulps in magnitude. Returns 0 where a check failed.
//
// θ = φ₁ ± (φ₂ ± (φ₃ ± asin t)), the φ from the tables. Whatever the indices are, as long as they are in
// the tables: θ and φ₁ are in [0, π/2] and the others below 2⁻⁸ together, so that the angle left at
// the end is in (−π + 1, π − 1), and where its sine t is small in magnitude (which kfp_arcsine
// checks) it is asin t and not π − asin t.
//
// In ulps: s is wrong by 1, c = a by 0. Rotations (c + s ≤ 1.415; sin φ₂ < 2⁻⁸, c + s < 1.01 for the
// later ones): s by 1 + 2 = 3.01, c by 1 + 3.42 = 4.42; s by 3.01 + 0.02 + 2 = 5.04, c by 4.42 + 0.02 +
// 3.01 = 7.46; s by 5.04 + 0.01 + 2 = 7.06. Through asin, of slope < 1 + 2⁻³⁵: 7.06 + 1.4 < 8.5. The
// multiples of 2^(−z) are exact.
KFP_INLINE int kfp_angle(
    mp_limb_t *theta, mp_limb_t *s, const mp_limb_t *a, int n, int bits, int levels,
    const kfp_tables *tables) {
  mp_limb_t c[kfp_most_limbs], t[kfp_most_limbs];
  if (!sine(s, a, n)) return 0;
  memcpy(c, a, n * sizeof *c);
  memcpy(t, s, n * sizeof *t);
  const int z = bits * levels;
  int64_t multiple = 0;  // of 2^(−z)
  int sign = 1;
  double angle = estimate(approximation(s, n), approximation(a, n));
  #pragma GCC unroll 3
  for (int level = 1; level <= levels; level++) {
    long j = (long)(angle * (double)((int64_t)1 << (bits * level)) + 0.5);
    if (level == 1) j += kfp_index_offset;
    if (level == 1 && j == tables->count[0] + 1) j--;
    if (j < 0 || j > tables->count[level - 1]) return 0;
    if (j > 0) {
      multiple += (int64_t)sign * (j << (z - bits * level));
      const int turned = rotate(
          c, t, kfp_cosine(tables, level - 1, j, n), kfp_sine(tables, level - 1, j, n), n,
          level < levels);
      if (turned < 0) return 0;
      if (turned) sign = -sign;
    }
    angle = approximation(t, n);
    angle += angle * angle * angle / 6;
  }
  mp_limb_t rest[kfp_most_limbs];
  if (multiple < 0 || !kfp_arcsine(rest, t, n, z, tables)) return 0;
  memset(theta, 0, n * sizeof *theta);
  theta[n - 1] = (mp_limb_t)multiple << (64 - z);
  theta[n] = (mp_limb_t)multiple >> z;
  if (sign > 0) {
    theta[n] += kfp_add(theta, theta, rest, n);
  } else {
    const mp_limb_t borrow = kfp_subtract(theta, theta, rest, n);
    if (borrow > theta[n]) return 0;
    theta[n] -= borrow;
  }
  return theta[n] <= 1;
}

#endif

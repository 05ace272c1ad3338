#ifndef KFP_ARCSINE_H
#define KFP_ARCSINE_H

#include "Limbs.h"
#include "Tables.h"

// asin t = t + t·R with R = Σ_{1≤k<N} c_k u^k, u = t² < 2^(−2z), c_k = (2k)!/(4^k k!² (2k+1)) ≤ 1/6.
//
// What is added to R in its k-th term counts in the result with the weight t·u^k ≤ 2^(−z(2k+1)). It
// may therefore be computed with fewer limbs; 16 bits are kept in reserve, so that an error of one
// unit of the last limb used is an error of at most 2⁻¹⁶ ulps in the result.
KFP_INLINE int limbs_for_weight(int n, long bits) {
  long spared = bits > 16 ? (bits - 16) / 64 : 0;
  return spared >= n ? 1 : n - (int)spared;
}

// The accumulator and the power are aligned at their leading limbs: limb n−1 is the leading one.

// R ← R + c, without a carry.
KFP_INLINE int add_few(mp_limb_t *R, const mp_limb_t *c, int m) {
  switch (m) {
    case 1: return kfp_add(R, R, c, 1) == 0;
    case 2: return kfp_add(R, R, c, 2) == 0;
    case 3: return kfp_add(R, R, c, 3) == 0;
    case 4: return kfp_add(R, R, c, 4) == 0;
    case 5: return kfp_add(R, R, c, 5) == 0;
    default: return kfp_add(R, R, c, m) == 0;
  }
}

// r ← x, in a loop that the compiler is kept from turning into a call.
KFP_INLINE void copy_few(mp_limb_t *r, const mp_limb_t *x, int m) {
  if (m > kfp_inline_limbs) {
    memcpy(r, x, m * sizeof *r);
  } else {
    do {
      m--;
      r[m] = x[m];
      __asm__("");
    } while (m > 0);
  }
}

// Horner's rule: R ← (c_k + R)·u for k = N−1, …, 1. With m limbs an addition and a product round by at
// most 2 units of the last limb, the truncation of u to m limbs by less than 1 (R < 1), what came before
// counts u-fold: less than 3.1 units a step, and less than 3.1·2⁻¹⁶ ulps in the result, in
// N ≤ 20 steps less than 2⁻¹⁰ ulps. (The coefficients are the entry c_k rounded down.)
KFP_INLINE int horner(
    mp_limb_t *R, const mp_limb_t *u, int n, long N, int z, const kfp_tables *tables) {
  mp_limb_t p[2 * kfp_most_limbs];
  const int whole = tables->limbs;
  if (N - 1 > tables->arcsine_count) return 0;
  memset(R, 0, n * sizeof *R);
  for (long k = N - 1; k >= 1; k--) {
    const mp_limb_t *coefficient = tables->arcsine + (k - 1) * whole;
    // The product R·u counts as a (k−1)-th term does: its weight is that of the term k by t·u^(k−1).
    int m = limbs_for_weight(n, z * (2 * k - 1));
    if (!add_few(R + n - m, coefficient + whole - m, m)) return 0;
    copy_few(R + n - m, kfp_multiply_few(p, R + n - m, u + n - m, m), m);
  }
  return 1;
}

enum { most_powers = 12 };

// Smith's rectangular splitting with scalars alone between the powers: with k = i·M + j, 0 ≤ j < M,
// and c_k = c_(k−1)·p_k/q_k, p_k = (2k−1)², q_k = 2k(2k+1),
//   V_k = u^j + (p_(k+1)/q_(k+1))·V_(k+1)·(u^M where k+1 begins a block),    R = (p_1/q_1)·V_1.
// V is kept as A/Q with one limb Q: A ← p·A + Q·q·u^j, Q ← Q·q; where Q would become too large A is
// divided by it. A has one limb above its fraction.
//
// A block's values count with the weight t·u^(iM) (times c_k). Within a block, in units of the last limb
// used: u^j is wrong by less than 2 (1.01 ulp of the power, 1 for its truncation), a division by less
// than 1, earlier errors are multiplied by p/q < 1: less than 3M ≤ 36 in all. At its beginning the
// product with u^M (V < 1.2; u^M wrong by 2) adds less than 5, what came before counts u^M-fold.
// Less than 41 units, so less than 41·2⁻¹⁶ ulps a block, and with fewer than 30 blocks less than
// 2⁻⁵ ulps. (In block 0, of weight t < 2^(−18), even less.)
static int rectangular(mp_limb_t *R, const mp_limb_t *u, int n, long N, int z) {
  mp_limb_t powers[most_powers + 1][kfp_most_limbs];
  mp_limb_t A[kfp_most_limbs + 1], p[2 * kfp_most_limbs];
  int M = 2;
  while (M < most_powers && M * M < N) M++;
  // u^j has 2zj leading zero bits: whole limbs of zeros are left out of the product. With v = n−l limbs the
  // product of u^(j−1) < B^(−l) with u truncated to v limbs is wrong by B^(−l)·B^(−v), 1 ulp, in the
  // second and less than 1 by rounding; and by u < 2⁻³⁶ times the first's error: less than 1.01 and 1.
  memcpy(powers[1], u, n * sizeof *u);
  for (int j = 2; j <= M; j++) {
    int v = n - (int)(2L * z * (j - 1) / 64);
    if (v < 1) v = 1;
    memset(powers[j], 0, n * sizeof *u);
    memcpy(powers[j], kfp_multiply(p, powers[j - 1] + 0, u + n - v, v), v * sizeof *u);
  }
  mp_limb_t Q = 1;
  int m = limbs_for_weight(n, z * (1 + 2 * ((N - 1) / M) * M));
  memset(A, 0, (n + 1) * sizeof *A);
  for (long k = N - 1; k >= 1; k--) {
    // Here A/Q is (p_(k+1)/q_(k+1))·V_(k+1) without the power u^M, with numerator and denominator split.
    const mp_limb_t p_k = (mp_limb_t)(2 * k - 1) * (2 * k - 1), q_k = (mp_limb_t)(2 * k) * (2 * k + 1);
    const long j = k % M;
    mp_limb_t *a = A + n - m;
    if (j == M - 1 && k != N - 1) {
      // k + 1 began a block.
      if (Q != 1) mpn_divrem_1(a, 0, a, m + 1, Q);
      Q = 1;
      int more = limbs_for_weight(n, z * (1 + 2 * (k / M) * M));
      mp_limb_t *b = A + n - more;
      const mp_limb_t *U = powers[M] + n - more;
      mp_limb_t top = A[n];
      if (top > 1) return 0;
      const mp_limb_t *product = kfp_multiply(p, b, U, more);
      A[n] = top == 0 ? 0 : mpn_add_n(b, product, U, more);
      if (top == 0) memcpy(b, product, more * sizeof *b);
      if (A[n] != 0) return 0;
      m = more;
      a = b;
    }
    // V_k = u^j + A/Q
    if (j == 0) {
      A[n] += Q;
    } else {
      A[n] += mpn_addmul_1(a, powers[j] + n - m, m, Q);
    }
    // A/Q ← V_k·p_k/q_k. V < 1.2, so that A < 1.2·Q fits into its limbs with Q < 2⁶³.
    if (Q > ((mp_limb_t)1 << 62) / q_k) {
      mpn_divrem_1(a, 0, a, m + 1, Q);
      Q = 1;
    }
    if (mpn_mul_1(a, a, m + 1, p_k) != 0) return 0;
    Q *= q_k;
  }
  if (Q != 1) mpn_divrem_1(A + n - m, 0, A + n - m, m + 1, Q);
  if (A[n] != 0) return 0;
  memcpy(R, A, n * sizeof *R);
  return m == n || N == 1;
}

// t·R rounds by less than 1 ulp; u = t² rounded down counts with (∂R/∂u)·t < 2⁻¹⁸; the rest of the
// series is less than 0.17 ulps; R is wrong by less than 2⁻⁵ in the result (above). In all less
// than 1 + 0.17 + 2⁻⁵ + 2⁻¹⁷ < 1.4.
KFP_INLINE int kfp_arcsine(
    mp_limb_t *r, const mp_limb_t *t, int n, int z, const kfp_tables *tables) {
  mp_limb_t p[2 * kfp_most_limbs], u[kfp_most_limbs], R[kfp_most_limbs];
  if (n < 2 || n > tables->limbs || z < 18 || z > 32 || t[n - 1] >> (64 - z) != 0) return 0;
  const long N = kfp_arcsine_terms(n, z);
  memcpy(u, kfp_square(p, t, n), n * sizeof *u);
  int done =
      tables->arcsine_count > 0 ? horner(R, u, n, N, z, tables) : rectangular(R, u, n, N, z);
  return done && kfp_add(r, t, kfp_multiply(p, t, R, n), n) == 0;
}

#endif

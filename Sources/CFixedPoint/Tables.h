// Tables of rotations and constants. A fraction of n limbs, least significant first, stands for the
// integer of its limbs divided by 2^(64n); one unit of its last place is called an ulp.
#ifndef KFP_TABLES_H
#define KFP_TABLES_H

#include "CFixedPoint.h"

#if GMP_NUMB_BITS != 64
#error "limbs of 64 bits are needed"
#endif

enum { kfp_most_levels = 3 };

/// Constants for fractions of up to `limbs` limbs. Each entry has `limbs` limbs; the leading n of
/// them are the entry for n limbs, with an error in (−2⁻⁴⁸, 1 + 2⁻⁴⁸) ulps (value − entry).
typedef struct {
  int limbs;
  /// Level l = 1, 2, … rotates by multiples of 2^(−bits·l).
  int bits, levels;
  /// Entries are numbered from 1 to count[l−1]; the first level reaches to π/2, others to
  /// 2^(−bits·(l−1)).
  long count[kfp_most_levels];
  /// Cosine, then sine, of j·2^(−bits·l) for j = 1, 2, …
  const mp_limb_t *rotation[kfp_most_levels];
  const mp_limb_t *inverse_pi;
  /// The coefficients of t³, t⁵, … of asin t; none where the series is summed otherwise.
  const mp_limb_t *arcsine;
  long arcsine_count;
} kfp_tables;

/// The tables for n limbs, built if they are not yet; NULL where n is too large or memory ran out.
const kfp_tables *kfp_tables_for(int n);

/// The same, but NULL also where they are not built yet and so many applications more do not bring
/// the number of those wanted so far to where building the tables pays.
const kfp_tables *kfp_tables_worth_building(int n, long applications);

/// The cosine and the sine of entry j of a level, for n limbs.
static inline const mp_limb_t *kfp_cosine(const kfp_tables *tables, int level, long j, int n) {
  return tables->rotation[level] + 2 * (j - 1) * tables->limbs + tables->limbs - n;
}
static inline const mp_limb_t *kfp_sine(const kfp_tables *tables, int level, long j, int n) {
  return kfp_cosine(tables, level, j, n) + tables->limbs;
}

/// The number of terms t, t³, …, after which the rest of asin t is less than a sixth of an ulp
/// (times 1.01) for 0 ≤ t < 2^(−z): coefficients are at most 1/6, and t^(2N+1) ≤ 1 ulp.
static inline long kfp_arcsine_terms(int n, int z) {
  long N = (64L * n / z - 1) / 2;
  while (z * (2 * N + 1) < 64L * n) N++;
  return N < 1 ? 1 : N;
}

#endif

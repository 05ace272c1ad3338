// The arc-cosine kernels κ₀ and κ₁ (Cho & Saul, 2009) of numbers of any precision, by fixed-point
// arithmetic on GMP's limbs:
//   κ₀(x) = (π − acos x)/π,    κ₁(x) = (√(1−x²) + x·(π − acos x))/π.
// Every result is an enclosure whose error bound is derived in the comments of the functions it is
// made of. What the derivation needs of the data (indices within tables, a reduced argument that is
// small, no carry out of the leading limb) is checked while it runs; where a check fails, nothing
// is returned and the caller takes another way.
#ifndef CFIXEDPOINT_H
#define CFIXEDPOINT_H

#include <gmp.h>
#include <mpfr.h>

/// The most limbs that a fraction may have. Results that would need more are not computed.
enum { kfp_most_limbs = 132 };

/// Writes bounds of κ_order applied `iterations` times to x, each rounded outwards to its precision.
/// The distance of the bounds is less than 2^−7 units of the last place of `lower` before that
/// rounding, also near x = −1, where κ vanishes.
///
/// Returns 1, or 0 where nothing was computed (`lower` and `upper` are then not to be used): x is not
/// inside (−1, 1); order is neither 0 nor 1; no iteration, or more than 2²⁰; more than
/// ``kfp_most_limbs`` limbs would be needed; memory ran out; a check failed; or more than 576 bits are
/// needed and so few values have been wanted that tables for them would not pay.
///
/// May be called by several threads at once. Tables are built at their first use, once in a
/// process, and kept: at most ``kfp_table_bytes`` for all precisions together. No other memory is
/// allocated here; the stack grows by less than 64 KB.
int kfp_arc_cosine_kernel(
    mpfr_ptr lower, mpfr_ptr upper, mpfr_srcptr x, int order, long iterations);

/// The bytes of all tables together, were all built.
size_t kfp_table_bytes(void);

/// A bound of the error of one application to a fraction that is taken as exact, in units of the last
/// place of the result's fraction. What is derived in Step.c is 5.4; the rest is reserve.
enum { kfp_step_error = 10 };

/// One application to the fraction ±a of n limbs, least significant first, which is taken as exact:
/// r ← κ_order(±a), a fraction of n limbs that is wrong by at most ``kfp_step_error`` units of its
/// last place. r must not overlap a. Returns 0 where a check failed, n is less than 2 or more than
/// ``kfp_most_limbs``, or order is neither 0 nor 1.
int kfp_step(mp_limb_t *r, const mp_limb_t *a, int n, int negative, int order);

/// The parameters of the tables for n limbs: the angles 2^(−bits·level), level = 1, …, levels, and the
/// number of limbs for which they are made, at least n. Returns 0 where n is too large.
int kfp_parameters(int n, int *limbs, int *bits, int *levels);

/// For tests: what is added to the index of the first table on the calling thread, to see that the
/// checks find it. 0 otherwise.
void kfp_test_index_offset(long offset);

#endif

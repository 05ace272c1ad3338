// Loops of verified linear algebra over MPFR numbers. What they guarantee is a matter of which
// roundings they make: MultiprecisionFactor and MultiprecisionGram of KernelSpectra derive the bounds.
// No function here decides anything, and none starts a thread.
#pragma once

#include <mpfr.h>
#include <stddef.h>

#ifdef __clang__
#pragma clang assume_nonnull begin
#endif

// ---- MPFR -------------------------------------------------------------------------------------

// `count` numbers of `precision` bits, all 0, in one allocation; NULL where there is no memory.
__mpfr_struct *_Nullable kcl_mpfr_new(size_t count, mpfr_prec_t precision);
void kcl_mpfr_free(__mpfr_struct *numbers);

// All rounding to the nearest.
//
// row[j] -= sum over k < j of row[k] * l[k].
void kcl_mpfr_eliminate(__mpfr_struct *row, const __mpfr_struct *l, size_t j);
// l[k] = row[k] / d[k] for k < j.
void kcl_mpfr_ratios(
    __mpfr_struct *l, const __mpfr_struct *row, const __mpfr_struct *d, size_t j);
// result = sum over k < count of x[k] * y[k].
void kcl_mpfr_dot(
    __mpfr_struct *result, const __mpfr_struct *x, const __mpfr_struct *y, size_t count);
// y[k] += factor * x[k] for k < count.
void kcl_mpfr_add(
    __mpfr_struct *y, const __mpfr_struct *factor, const __mpfr_struct *x, size_t count);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

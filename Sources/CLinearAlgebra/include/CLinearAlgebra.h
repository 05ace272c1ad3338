// Loops of verified linear algebra over MPFR numbers and over doubles. What they guarantee is a matter
// of which roundings they make: MultiprecisionFactor, MultiprecisionGram, FloatFactor and FloatGram of
// KernelSpectra derive the bounds. No function here decides anything, and none starts a thread.
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

// ---- Doubles ----------------------------------------------------------------------------------
//
// Rounding is to the nearest. Rows of a matrix are contiguous; `stride` is the distance between two.

// `count` zeros at a multiple of 64 bytes; NULL where there is no memory.
double *_Nullable kcl_doubles_new(size_t count);
void kcl_doubles_free(double *numbers);

// How many products are summed before the sum is taken off: see kcl_subtract_products.
#define KCL_CHUNK 256
// The order of the blocks in which kcl_factor_block and kcl_solve_block work.
#define KCL_BLOCK 48

// c[r][s] -= sum over k < length of a[r][k] * b[s][k], for r < rows, s < columns. The sum is made by
// chunks of KCL_CHUNK products, each taken off by itself; within a chunk a product takes part in at most
// KCL_CHUNK/4 + 4 roundings, its own included.
void kcl_subtract_products(
    double *c, size_t c_stride, const double *a, size_t a_stride, const double *b, size_t b_stride,
    size_t rows, size_t columns, size_t length);
// p[r][s] = sum over k < length of a[r][k] * b[s][k], with at most length/4 + 5 roundings a product.
void kcl_products(
    double *p, size_t p_stride, const double *a, size_t a_stride, const double *b, size_t b_stride,
    size_t rows, size_t columns, size_t length);
// Cholesky's factor of the block a of order n <= KCL_BLOCK in place of its lower triangle: entry by
// entry, products taken off one by one, true divisions and square roots. Returns 0 at a pivot that is
// not positive, and 1 at the end.
int kcl_factor_block(double *a, size_t stride, size_t n);
// Rows of x solve x Lᵀ = a in place of a, L the factor of a block of order n <= KCL_BLOCK: products
// taken off one by one, then one true division.
void kcl_solve_block(
    double *a, size_t a_stride, const double *l, size_t l_stride, size_t rows, size_t n);
// a[i][j] = a[j][i] for i in [first, first + count), j < i.
void kcl_copy_upper_to_lower(double *a, size_t stride, size_t first, size_t count);

// target[r][k] = a[r][k] - number for r < rows, k < count.
void kcl_subtract_number(
    double *target, size_t target_stride, const double *a, size_t a_stride, double number,
    size_t rows, size_t count);

// The sum of x[k] * y[k], in any order.
double kcl_dot(const double *x, const double *y, size_t count);
// y[k] += factor * x[k].
void kcl_axpy(double *y, double factor, const double *x, size_t count);
// sum[0] + sum[1] is the sum of x[k] * y[k] up to (count + 8)²·2^-105 times that of the magnitudes, unless
// something underflows.
void kcl_dot_twice(const double *x, const double *y, size_t count, double *sum);

// Row r of a symmetric matrix, its first r + 1 entries, is updated by -(v wᵀ + w vᵀ), and multiplied with x
// while it is at hand: y[k] += x[r] * row[k] for k < r; the sum over k <= r of row[k] * x[k] is returned.
double kcl_reflect_row(
    double *row, size_t r, const double *v, const double *w, const double *x, double *y);

// How many shifts kcl_sturm_counts takes at once.
#define KCL_SHIFTS 8
// For each shift how many of the pivots p are negative that p_k = (diagonal[k] - shift) - squares[k - 1]/p_{k-1}
// gives, squares[-1] = 0, in that order of operations; a pivot of 0 is replaced by 2^-1000.
void kcl_sturm_counts(
    const double *diagonal, const double *squares, size_t count, const double *shifts,
    size_t *counts);

// Numbers with error bounds: |true - value[k]| <= error[k] for the operands gives the same for the
// result. An error that is not finite says that nothing is known. The result may be an operand.
typedef struct {
  double *value;
  double *error;
} kcl_piece;

void kcl_piece_fill(kcl_piece result, double value, double error, size_t count);
void kcl_piece_add(kcl_piece result, kcl_piece a, kcl_piece b, size_t count);
void kcl_piece_multiply(kcl_piece result, kcl_piece a, kcl_piece b, size_t count);
// result += (value ± error)·a.
void kcl_piece_accumulate(
    kcl_piece result, kcl_piece a, double value, double error, size_t count);
// values = a's, brought into [-1, 1], where the true ones are.
void kcl_piece_clamp(double *values, kcl_piece a, size_t count);
// The errors of kappa_0 or kappa_1 of `a`, `a.value` within [-1, 1], computed with at most `units` * 2^-53 of
// relative error.
void kcl_piece_kappa_0(kcl_piece result, kcl_piece a, double units, size_t count);
void kcl_piece_kappa_1(kcl_piece result, kcl_piece a, double units, size_t count);
// The least of (a + b)/2 - sqrt(((a - b)/2)^2 + c^2) over c = row[k], b = diagonal[k]; its index.
double kcl_least_pair(
    double a, const double *row, const double *diagonal, size_t count, size_t *index);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

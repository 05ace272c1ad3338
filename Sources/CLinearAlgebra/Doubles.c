#include "CLinearAlgebra.h"

#include <stdlib.h>
#include <string.h>

// a*b + c is two roundings unless fma is written.
#pragma STDC FP_CONTRACT OFF

typedef double four __attribute__((vector_size(32)));

// Four numbers at an address of any alignment.
typedef double four_anywhere __attribute__((vector_size(32), aligned(8), may_alias));
#define load_four(address) ((four) * (const four_anywhere *)(address))
#define store_four(address, numbers) (*(four_anywhere *)(address) = (four_anywhere)(numbers))

struct double_loops {
  void (*products)(
      double *, size_t, const double *, size_t, const double *, size_t, size_t, size_t, size_t, int);
  void (*solve_block)(double *, size_t, const double *, size_t, size_t, size_t);
  double (*dot)(const double *, const double *, size_t);
  void (*axpy)(double *, double, const double *, size_t);
  void (*dot_twice)(const double *, const double *, size_t, double *);
  void (*piece_add)(kcl_piece, kcl_piece, kcl_piece, size_t);
  void (*piece_multiply)(kcl_piece, kcl_piece, kcl_piece, size_t);
  void (*piece_accumulate)(kcl_piece, kcl_piece, double, double, size_t);
  void (*piece_clamp)(double *, kcl_piece, size_t);
  void (*piece_kappa_0)(kcl_piece, kcl_piece, double, size_t);
  void (*piece_kappa_1)(kcl_piece, kcl_piece, double, size_t);
  double (*least_pair)(double, const double *, const double *, size_t, size_t *);
  double (*reflect_row)(
      double *, size_t, const double *, const double *, const double *, double *);
  void (*sturm_counts)(const double *, const double *, size_t, const double *, size_t *);
};

#define NAME(f) portable_##f
#define PROCESSOR
#define FUSED(x, y, z) ((x) * (y) + (z))
#include "DoubleLoops.h"

#if defined(__x86_64__)
#define NAME(f) avx2_##f
#define PROCESSOR __attribute__((target("avx2,fma")))
#define FUSED(x, y, z) __builtin_elementwise_fma(x, y, z)
#include "DoubleLoops.h"
#endif

static const struct double_loops *loops(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &avx2_loops;
#endif
  return &portable_loops;
}

double *kcl_doubles_new(size_t count) {
  if (count > ((size_t)-1 - 64) / sizeof(double)) return NULL;
  size_t size = (count * sizeof(double) + 63) / 64 * 64 + 64;
  double *numbers = aligned_alloc(64, size);
  if (numbers != NULL) memset(numbers, 0, size);
  return numbers;
}

void kcl_doubles_free(double *numbers) { free(numbers); }

void kcl_subtract_products(
    double *c, size_t c_stride, const double *a, size_t a_stride, const double *b, size_t b_stride,
    size_t rows, size_t columns, size_t length) {
  for (size_t k = 0; k < length; k += KCL_CHUNK) {
    size_t part = length - k < KCL_CHUNK ? length - k : KCL_CHUNK;
    loops()->products(c, c_stride, a + k, a_stride, b + k, b_stride, rows, columns, part, 1);
  }
}

void kcl_products(
    double *p, size_t p_stride, const double *a, size_t a_stride, const double *b, size_t b_stride,
    size_t rows, size_t columns, size_t length) {
  loops()->products(p, p_stride, a, a_stride, b, b_stride, rows, columns, length, 0);
}

int kcl_factor_block(double *a, size_t stride, size_t n) {
  for (size_t j = 0; j < n; j++) {
    double *pivot_row = a + j * stride;
    for (size_t i = j; i < n; i++) {
      double *row = a + i * stride;
      double s = row[j];
      for (size_t k = 0; k < j; k++) s -= row[k] * pivot_row[k];
      if (i > j) {
        row[j] = s / pivot_row[j];
      } else {
        if (!(s > 0) || s == __builtin_inf()) return 0;
        row[j] = __builtin_sqrt(s);
      }
    }
  }
  return 1;
}

void kcl_solve_block(
    double *a, size_t a_stride, const double *l, size_t l_stride, size_t rows, size_t n) {
  loops()->solve_block(a, a_stride, l, l_stride, rows, n);
}

void kcl_copy_upper_to_lower(double *a, size_t stride, size_t first, size_t count) {
  enum { tile = 32 };
  for (size_t top = first; top < first + count; top += tile) {
    size_t bottom = top + tile < first + count ? top + tile : first + count;
    for (size_t left = 0; left < bottom; left += tile)
      for (size_t i = top; i < bottom; i++)
        for (size_t j = left; j < left + tile && j < i; j++) a[i * stride + j] = a[j * stride + i];
  }
}

void kcl_subtract_number(
    double *target, size_t target_stride, const double *a, size_t a_stride, double number,
    size_t rows, size_t count) {
  for (size_t r = 0; r < rows; r++)
    for (size_t k = 0; k < count; k++)
      target[r * target_stride + k] = a[r * a_stride + k] - number;
}

double kcl_dot(const double *x, const double *y, size_t count) { return loops()->dot(x, y, count); }

void kcl_axpy(double *y, double factor, const double *x, size_t count) {
  loops()->axpy(y, factor, x, count);
}

void kcl_dot_twice(const double *x, const double *y, size_t count, double *sum) {
  loops()->dot_twice(x, y, count, sum);
}

void kcl_piece_fill(kcl_piece result, double value, double error, size_t count) {
  for (size_t k = 0; k < count; k++) {
    result.value[k] = value;
    result.error[k] = error;
  }
}

void kcl_piece_add(kcl_piece result, kcl_piece a, kcl_piece b, size_t count) {
  loops()->piece_add(result, a, b, count);
}

void kcl_piece_multiply(kcl_piece result, kcl_piece a, kcl_piece b, size_t count) {
  loops()->piece_multiply(result, a, b, count);
}

void kcl_piece_accumulate(
    kcl_piece result, kcl_piece a, double value, double error, size_t count) {
  loops()->piece_accumulate(result, a, value, error, count);
}

void kcl_piece_clamp(double *values, kcl_piece a, size_t count) {
  loops()->piece_clamp(values, a, count);
}

void kcl_piece_kappa_0(kcl_piece result, kcl_piece a, double units, size_t count) {
  loops()->piece_kappa_0(result, a, units, count);
}

void kcl_piece_kappa_1(kcl_piece result, kcl_piece a, double units, size_t count) {
  loops()->piece_kappa_1(result, a, units, count);
}

double kcl_least_pair(
    double a, const double *row, const double *diagonal, size_t count, size_t *index) {
  return loops()->least_pair(a, row, diagonal, count, index);
}

double kcl_reflect_row(
    double *row, size_t r, const double *v, const double *w, const double *x, double *y) {
  return loops()->reflect_row(row, r, v, w, x, y);
}

void kcl_sturm_counts(
    const double *diagonal, const double *squares, size_t count, const double *shifts,
    size_t *counts) {
  loops()->sturm_counts(diagonal, squares, count, shifts, counts);
}

// The float64 and float32 arc-cosine kernels of order 0 and 1: loops over arrays, without GMP, MPFR or
// a run-time library of Swift.
//
//   kappa0(r) = (pi - arccos r)/pi
//   kappa1(r) = (sqrt(1 - r^2) + r (pi - arccos r))/pi
//
// for -1 <= r <= 1, subnormal numbers and zeros of either sign included; a NaN for every other
// argument. Never a NaN inside, exactly 0 at -1 and 1 at 1. The error of a float64 result is below
// 0.75 units in the last place; a float32 result is the float64 one, rounded. The rounding mode must
// be to the nearest. Derivation: Sources/FastKernels/FastKernels.docc/ErrorBounds.md.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif

// The C interface. `output` and `input` have `count` elements; they are the same array or do not
// overlap. Results are the same, bit by bit, on every processor.
void kernelcalc_kappa0_f64(const double *input, double *output, size_t count);
void kernelcalc_kappa1_f64(const double *input, double *output, size_t count);
void kernelcalc_kappa0_f32(const float *input, float *output, size_t count);
void kernelcalc_kappa1_f32(const float *input, float *output, size_t count);

// What follows is for the Swift target FastKernels and its tests.

// The code for one kind of processor.
typedef struct {
  const char *name;
  double (*kappa0)(double);
  double (*kappa1)(double);
  void (*kappa0_f64)(const double *input, double *output, size_t count);
  void (*kappa1_f64)(const double *input, double *output, size_t count);
  void (*kappa0_f32)(const float *input, float *output, size_t count);
  void (*kappa1_f32)(const float *input, float *output, size_t count);
  // target[k] = c = factor * factors[k] * source[k], rounded twice; magnitudes between 1 and `limit`,
  // which rounding makes of 1, become 1, and larger ones NaN.
  void (*correlate)(
      double *target, double factor, const double *factors, const double *source, double limit,
      size_t count);
  // target[k] = kappa1(c) with the c of correlate.
  void (*relu)(
      double *target, double factor, const double *factors, const double *source, double limit,
      size_t count);
  // target[k] = factor * factors[k] * source[k], rounded twice.
  void (*scale)(
      double *target, double factor, const double *factors, const double *source, size_t count);
  // target[k] = a[k] * b[k].
  void (*multiply)(double *target, const double *a, const double *b, size_t count);
  // The largest magnitude; 0 where there is none.
  double (*largest)(const double *values, size_t count);
  // target[k] += weight * source[k], rounded once.
  void (*accumulate)(double *target, double weight, const double *source, size_t count);
  // target[k] += factor * factors[k] * source[k], rounded twice.
  void (*accumulate_scaled)(
      double *target, double factor, const double *factors, const double *source, size_t count);
} kernelcalc_code;

// The code that runs everywhere, with the C library's fma where the processor has none.
extern const kernelcalc_code kernelcalc_portable_code;
// The code for this processor; chosen at the first call.
const kernelcalc_code *kernelcalc_best_code(void);

// The coefficients of kernel 0 or 1: the two parts of the constant term, then those of u, u^2, ...
const double *kernelcalc_coefficients(int order, size_t *count);
extern const double kernelcalc_inverse_pi;

#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#ifdef __cplusplus
}
#endif

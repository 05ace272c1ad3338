#include "CFastKernels.h"

#include "Kernels.h"

#define NAME(f) kernelcalc_portable_##f
#define PROCESSOR
#define TITLE "portable"
#include "Loops.h"

#if defined(__x86_64__)
#define NAME(f) kernelcalc_avx2_##f
#define PROCESSOR __attribute__((target("avx2,fma")))
#define TITLE "AVX2 and FMA"
#include "Loops.h"
#endif

const kernelcalc_code *kernelcalc_best_code(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &kernelcalc_avx2_code;
#endif
  return &kernelcalc_portable_code;
}

void kernelcalc_kappa0_f64(const double *input, double *output, size_t count) {
  kernelcalc_best_code()->kappa0_f64(input, output, count);
}

void kernelcalc_kappa1_f64(const double *input, double *output, size_t count) {
  kernelcalc_best_code()->kappa1_f64(input, output, count);
}

void kernelcalc_kappa0_f32(const float *input, float *output, size_t count) {
  kernelcalc_best_code()->kappa0_f32(input, output, count);
}

void kernelcalc_kappa1_f32(const float *input, float *output, size_t count) {
  kernelcalc_best_code()->kappa1_f32(input, output, count);
}

#define VALUE(k, c) c,
const double kernelcalc_kappa0_coefficients[] = {KAPPA0_HIGH, KAPPA0_LOW, KAPPA0_REST(VALUE)};
const size_t kernelcalc_kappa0_coefficient_count = KAPPA0_DEGREE + 2;
const double kernelcalc_kappa1_coefficients[] = {KAPPA1_HIGH, KAPPA1_LOW, KAPPA1_REST(VALUE)};
const size_t kernelcalc_kappa1_coefficient_count = KAPPA1_DEGREE + 2;
const double kernelcalc_inverse_pi = INVERSE_PI;

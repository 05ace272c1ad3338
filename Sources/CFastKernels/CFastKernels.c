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
const double *kernelcalc_coefficients(int order, size_t *count) {
  static const double kappa0[] = {KAPPA0_HIGH, KAPPA0_LOW, KAPPA0_REST(VALUE)};
  static const double kappa1[] = {KAPPA1_HIGH, KAPPA1_LOW, KAPPA1_REST(VALUE)};
  *count = order == 0 ? sizeof kappa0 / sizeof *kappa0 : sizeof kappa1 / sizeof *kappa1;
  return order == 0 ? kappa0 : kappa1;
}

const double kernelcalc_inverse_pi = INVERSE_PI;

// The loops of one kind of processor. Included once for each kind, with
//   NAME(f)    the name of function f
//   PROCESSOR  the attribute that lets the compiler use the processor's instructions
//   TITLE      what to call it

// Where arrays overlap at all they are the same, so that no element depends on another.
#define EACH(k, count) \
  _Pragma("clang loop vectorize(assume_safety) interleave_count(4)") \
  for (size_t k = 0; k < (count); k++)

PROCESSOR static double NAME(kappa0)(double r) { return arccosine_kernel_0(r); }

PROCESSOR static double NAME(kappa1)(double r) { return arccosine_kernel_1(r); }

PROCESSOR static void NAME(kappa0_f64)(const double *input, double *output, size_t count) {
  EACH(k, count) output[k] = arccosine_kernel_0(input[k]);
}

PROCESSOR static void NAME(kappa1_f64)(const double *input, double *output, size_t count) {
  EACH(k, count) output[k] = arccosine_kernel_1(input[k]);
}

PROCESSOR static void NAME(kappa0_f32)(const float *input, float *output, size_t count) {
  EACH(k, count) output[k] = (float)arccosine_kernel_0(input[k]);
}

PROCESSOR static void NAME(kappa1_f32)(const float *input, float *output, size_t count) {
  EACH(k, count) output[k] = (float)arccosine_kernel_1(input[k]);
}

PROCESSOR static void NAME(correlate)(
    double *target, double factor, const double *factors, const double *source, double limit,
    size_t count) {
  EACH(k, count) {
    double c = factor * factors[k] * source[k];
    double size = __builtin_fabs(c);
    double end = size <= limit ? __builtin_copysign(1, c) : __builtin_nan("");
    target[k] = size > 1 ? end : c;
  }
}

PROCESSOR static void NAME(relu)(
    double *target, double factor, const double *factors, const double *source, double limit,
    size_t count) {
  EACH(k, count) {
    double c = factor * factors[k] * source[k];
    double size = __builtin_fabs(c);
    double end = size <= limit ? __builtin_copysign(1, c) : __builtin_nan("");
    target[k] = arccosine_kernel_1(size > 1 ? end : c);
  }
}

PROCESSOR static void NAME(scale)(
    double *target, double factor, const double *factors, const double *source, size_t count) {
  EACH(k, count) target[k] = factor * factors[k] * source[k];
}

PROCESSOR static void NAME(multiply)(
    double *target, const double *a, const double *b, size_t count) {
  EACH(k, count) target[k] = a[k] * b[k];
}

PROCESSOR static double NAME(largest)(const double *values, size_t count) {
  double result = 0;
  for (size_t k = 0; k < count; k++) {
    double size = __builtin_fabs(values[k]);
    result = size > result ? size : result;
  }
  return result;
}

PROCESSOR static void NAME(accumulate)(
    double *target, double weight, const double *source, size_t count) {
  EACH(k, count) target[k] = fused(weight, source[k], target[k]);
}

PROCESSOR static void NAME(accumulate_scaled)(
    double *target, double factor, const double *factors, const double *source, size_t count) {
  EACH(k, count) target[k] = fused(factor * factors[k], source[k], target[k]);
}

const kernelcalc_code NAME(code) = {
    .name = TITLE,
    .kappa0 = NAME(kappa0),
    .kappa1 = NAME(kappa1),
    .kappa0_f64 = NAME(kappa0_f64),
    .kappa1_f64 = NAME(kappa1_f64),
    .kappa0_f32 = NAME(kappa0_f32),
    .kappa1_f32 = NAME(kappa1_f32),
    .correlate = NAME(correlate),
    .relu = NAME(relu),
    .scale = NAME(scale),
    .multiply = NAME(multiply),
    .largest = NAME(largest),
    .accumulate = NAME(accumulate),
    .accumulate_scaled = NAME(accumulate_scaled),
};

#undef EACH
#undef NAME
#undef PROCESSOR
#undef TITLE

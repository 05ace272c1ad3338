// The arithmetic of kappa0 and kappa1, one value at a time; the compiler makes vectors of it. Each line
// below is one rounding, and the proof of the error bound goes through them one by one
// (Sources/FastKernels/FastKernels.docc/ErrorBounds.md).
#pragma once

#include "Coefficients.h"

// a*b + c is two roundings unless fma is written.
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

// x*y + z, rounded once.
INLINE double fused(double x, double y, double z) { return __builtin_elementwise_fma(x, y, z); }

// A positive number below every square root that occurs, for a quotient whose numerator is then 0.
#define BELOW_EVERY_ROOT 0x1p-30

INLINE double arccosine_kernel_0(double r) {
  double a = __builtin_fabs(r);
  double u = 1 - a;
  double d = (1 - u) - a;           // u + d = 1 - a
  double s = __builtin_elementwise_sqrt(u);
  double v = fused(-s, s, u);       // u - s*s
  double q = 0;
#define TERM(k, c) [k] = c,
  const double rest[] = {KAPPA0_REST(TERM)};
#pragma clang loop unroll(full)
  for (int k = KAPPA0_DEGREE; k >= 1; k--) q = k == KAPPA0_DEGREE ? rest[k] : fused(u, q, rest[k]);
  double t = fused(u, q, KAPPA0_LOW);
  double p = KAPPA0_HIGH + t;
  double p_low = t - (p - KAPPA0_HIGH);  // p + p_low = KAPPA0_HIGH + t
  double f = s * p;
  double e = fused(s, p, -f);       // s*p - f
  e = fused(s, p_low, e);
  double c = (0.5 * v) / (s > BELOW_EVERY_ROOT ? s : BELOW_EVERY_ROOT);  // sqrt(u) - s
  e = fused(c, p, e);
  double slope = fused(a * a, 0.197, INVERSE_PI);
  e = fused(d, slope, e);           // f + e = arccos(a)/pi
  double z = 1 - f;
  double z_low = (1 - z) - f;       // z + z_low = 1 - f
  return r < 0 ? f + e : z + (z_low - e);
}

INLINE double arccosine_kernel_1(double r) {
  double a = __builtin_fabs(r);
  double u = 1 - a;
  double d = (1 - u) - a;           // u + d = 1 - a
  double s = __builtin_elementwise_sqrt(u);
  double v = fused(-s, s, u);       // u - s*s
  double q = 0;
  const double rest[] = {KAPPA1_REST(TERM)};
#pragma clang loop unroll(full)
  for (int k = KAPPA1_DEGREE; k >= 1; k--) q = k == KAPPA1_DEGREE ? rest[k] : fused(u, q, rest[k]);
  double t = fused(u, q, KAPPA1_LOW);
  double p = KAPPA1_HIGH + t;
  double p_low = t - (p - KAPPA1_HIGH);  // p + p_low = KAPPA1_HIGH + t
  double m = u * s;
  double m_low = fused(u, s, -m);   // u*s - m
  double w = fused(0.5 * s, v, m_low);   // u^(3/2) - m
  double f = m * p;
  double e = fused(m, p, -f);       // m*p - f
  e = fused(w, p, e);
  e = fused(m, p_low, e);
  double slope = fused(a, -0.333, 0.5);
  e = fused(d, slope, e);           // f + e = kappa1(-a)
  double b = r > 0 ? r : 0;
  double z = b + f;
  double g = z - b;
  double z_low = (b - (z - g)) + (f - g);  // z + z_low = b + f
  return z + (z_low + e);
}
#undef TERM

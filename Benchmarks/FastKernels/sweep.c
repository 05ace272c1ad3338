// Measures the errors of the fast kernels over many arguments, beside a truth of its own: the power
// series of arccos at 1, in double-double arithmetic. See README.md for the command.
//
//   sweep float64 COUNT [SEED]   the worst errors over COUNT random arguments by region, and whether
//                                neighbours are in order
//   sweep float32                every float from -1 to 1: the arguments whose float64 result lies
//                                within two units of the middle of two floats; all others are rounded
//                                correctly because the float64 error is below one unit
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CFastKernels.h"

#pragma STDC FP_CONTRACT OFF

enum { TERMS = 72, BLOCK = 1024 };

typedef struct {
  double high, low;
} pair;

#define INLINE static inline __attribute__((always_inline))

INLINE pair ordered(double x, double y) {
  double s = x + y;
  return (pair){s, y - (s - x)};
}

INLINE pair sum(pair x, pair y) {
  double s = x.high + y.high, v = s - x.high;
  double e = (x.high - (s - v)) + (y.high - v);
  return ordered(s, e + (x.low + y.low));
}

INLINE pair product(pair x, pair y) {
  double p = x.high * y.high;
  double e = __builtin_elementwise_fma(x.high, y.high, -p);
  return ordered(p, e + (x.high * y.low + x.low * y.high));
}

static pair quotient(pair x, double y) {
  double q = x.high / y;
  double r = __builtin_elementwise_fma(-q, y, x.high);
  return ordered(q, (r + x.low) / y);
}

INLINE pair root(pair x) {
  double s = __builtin_elementwise_sqrt(x.high);
  double r = __builtin_elementwise_fma(-s, s, x.high) + x.low;
  return ordered(s, s > 0 ? r / (2 * s) : 0);
}

static pair series[2][TERMS];

static void prepare(void) {
  pair pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
  pair two = root((pair){2, 0});
  // sqrt(2)/pi by one Newton step on the quotient.
  double q = two.high / pi.high;
  pair back = product((pair){-q, 0}, pi);
  pair scale = ordered(q, sum(two, back).high / pi.high);
  pair b = scale;
  for (int k = 0; k < TERMS; k++) {
    series[0][k] = b;
    series[1][k] = quotient((pair){2 * b.high, 2 * b.low}, 2 * k + 3);
    double above = (double)(2 * k + 1) * (2 * k + 1);
    b = quotient(product(b, (pair){above, 0}), 4.0 * (k + 1) * (2 * k + 3));
  }
}

// The error of y[i] as the value of the kernel at r[i], in units in the last place of the truth.
static void errors(int order, const double *r, const double *y, double *error) {
  static double uh[BLOCK], ul[BLOCK], vh[BLOCK], vl[BLOCK];
  for (int i = 0; i < BLOCK; i++) {
    pair u = ordered(1, -fabs(r[i]));
    uh[i] = u.high, ul[i] = u.low;
    vh[i] = series[order][TERMS - 1].high, vl[i] = series[order][TERMS - 1].low;
  }
  for (int k = TERMS - 2; k >= 0; k--) {
    pair c = series[order][k];
    for (int i = 0; i < BLOCK; i++) {
      pair v = sum(c, product((pair){uh[i], ul[i]}, (pair){vh[i], vl[i]}));
      vh[i] = v.high, vl[i] = v.low;
    }
  }
  for (int i = 0; i < BLOCK; i++) {
    pair u = {uh[i], ul[i]}, v = {vh[i], vl[i]};
    v = product(v, root(u));
    if (order == 1) v = product(v, u);
    if (r[i] > 0) v = order == 1 ? sum((pair){r[i], 0}, v) : sum((pair){1, 0}, (pair){-v.high, -v.low});
    int exponent;
    double fraction = frexp(v.high, &exponent);
    // A power of two that the truth does not quite reach has the smaller unit.
    if (fraction == 0.5 && v.low < 0) exponent--;
    error[i] = v.high == 0 ? fabs(y[i]) : fabs((y[i] - v.high) - v.low) / ldexp(1, exponent - 53);
    if (y[i] != y[i]) error[i] = INFINITY;
  }
}

static uint64_t state;

static uint64_t next(void) {
  state += 0x9E3779B97F4A7C15;
  uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

static double uniform(void) { return (double)(next() >> 11) * 0x1p-53; }

static const char *regions[] = {"[-1,1] uniform", "near -1", "near 1", "near 0", "floats near -1"};
enum { REGIONS = 5 };

static double argument(int region) {
  double x = uniform();
  switch (region) {
    case 0: return 2 * x - 1;
    case 1: return -1 + ldexp(x, -(int)(next() % 54));
    case 2: return 1 - ldexp(x, -(int)(next() % 54));
    case 3: return ldexp(2 * x - 1, -(int)(next() % 60));
    default: return (float)(-1 + ldexp(x, -(int)(next() % 25)));
  }
}

static int float64(long count) {
  int status = 0;
  for (int order = 1; order >= 0; order--) {
    for (int region = 0; region < REGIONS; region++) {
      static double r[BLOCK], y[BLOCK], after[BLOCK], more[BLOCK], e[BLOCK];
      double worst = -1, where = 0, total = 0;
      long done = 0, disordered = 0;
      for (; done < count / REGIONS; done += BLOCK) {
        for (int i = 0; i < BLOCK; i++) r[i] = argument(region), after[i] = nextafter(r[i], 1);
        (order ? kernelcalc_kappa1_f64 : kernelcalc_kappa0_f64)(r, y, BLOCK);
        (order ? kernelcalc_kappa1_f64 : kernelcalc_kappa0_f64)(after, more, BLOCK);
        errors(order, r, y, e);
        for (int i = 0; i < BLOCK; i++) {
          disordered += !(more[i] >= y[i]);
          total += e[i];
          if (e[i] > worst) worst = e[i], where = r[i];
        }
      }
      status |= !(worst <= 1);
      printf("kappa%d  %-15s  %9ld arguments  mean %.3f  worst %.4f ULP at %a  %ld decreases\n",
             order, regions[region], done, total / done, worst, where, disordered);
      fflush(stdout);
    }
  }
  return status;
}

static int float32(void) {
  for (int order = 1; order >= 0; order--) {
    long count = 0, close = 0;
    static double r[BLOCK], y[BLOCK];
    const uint32_t one = 0x3F800000;
    for (uint32_t sign = 0; sign < 2; sign++) {
      for (uint32_t first = 0; first <= one; first += BLOCK) {
        int length = one - first + 1 < BLOCK ? (int)(one - first + 1) : BLOCK;
        for (int i = 0; i < length; i++) {
          uint32_t bits = (first + (uint32_t)i) | sign << 31;
          float x;
          memcpy(&x, &bits, sizeof x);
          r[i] = x;
        }
        (order ? kernelcalc_kappa1_f64 : kernelcalc_kappa0_f64)(r, y, (size_t)length);
        count += length;
        for (int i = 0; i < length; i++) {
          uint64_t bits;
          memcpy(&bits, &y[i], sizeof bits);
          // The 29 bits that a float does not have; exact values need no decision.
          int64_t rest = (int64_t)(bits & 0x1FFFFFFF) - 0x10000000;
          if (rest >= -2 && rest <= 2) {
            close++;
            // All tiny arguments share one result.
            printf("kappa%d %a\n", order, r[i]);
          }
        }
      }
    }
    printf("# kappa%d: %ld floats, %ld within two units of a middle\n", order, count, close);
  }
  return 0;
}

int main(int argc, char **argv) {
  prepare();
  if (argc == 2 && strcmp(argv[1], "float32") == 0) return float32();
  if ((argc == 3 || argc == 4) && strcmp(argv[1], "float64") == 0) {
    state = argc == 4 ? strtoull(argv[3], NULL, 10) : 1;
    return float64(strtol(argv[2], NULL, 10));
  }
  fprintf(stderr, "usage: sweep float64 COUNT [SEED] | sweep float32\n");
  return 2;
}

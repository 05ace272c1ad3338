// The peer: values of kernels at rational points by Arb, each to `digits` significant digits, as an
// expert would write it. With κ₁(r) = (s + r·(π − acos r))/π, s = √(1−r²), π − acos r = atan2(s, −r):
// iterates go by the midpoint's value and the radius, which κ₁ does not increase (it is 1-Lipschitz).
//
//   arb TASK BITS COUNT [time]
//
// TASK is f64, kappa0, kappa2, kappa3, printed or exact (K_12 of 2_21_112 by the paper's rule and by the exact
// one), or ntk (its tangent kernel by the paper's rule). COUNT points −999/1000, …, 999/1000, one value a line; with `time` the nanoseconds of processor
// time for a point instead, the output not counted.
#include <arb.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static arb_t pi;

// acos(−r), s = √(1−r²).
static void angle(arb_t theta, arb_t s, const arb_t r, slong p) {
  arb_t m;
  arb_init(m);
  arb_mul(s, r, r, p);
  arb_sub_ui(s, s, 1, p);
  arb_neg(s, s);
  arb_sqrt(s, s, p);
  arb_neg(m, r);
  arb_atan2(theta, s, m, p);
  arb_clear(m);
}

// y ← κ₁(x): the midpoint's value, and the radius.
static void kappa1(arb_t y, const arb_t x, slong p) {
  arb_t middle, theta, s;
  mag_t radius;
  arb_init(middle);
  arb_init(theta);
  arb_init(s);
  mag_init(radius);
  arb_get_mid_arb(middle, x);
  mag_set(radius, arb_radref(x));
  angle(theta, s, middle, p);
  arb_mul(theta, theta, middle, p);
  arb_add(theta, theta, s, p);
  arb_div(y, theta, pi, p);
  mag_add(arb_radref(y), arb_radref(y), radius);
  arb_clear(middle);
  arb_clear(theta);
  arb_clear(s);
  mag_clear(radius);
}

// κ₀(x) = acos(−x)/π.
static void kappa0(arb_t y, const arb_t x, slong p) {
  arb_t s;
  arb_init(s);
  angle(y, s, x, p);
  arb_div(y, y, pi, p);
  arb_clear(s);
}

// κ₂(x) = J₂/(3π) = (3xs + acos(−x)·(2x² + 1))/(3π); y is not x.
static void kappa2(arb_t y, const arb_t x, slong p) {
  arb_t s, part;
  arb_init(s);
  arb_init(part);
  angle(y, s, x, p);
  arb_mul(part, x, x, p);
  arb_mul_2exp_si(part, part, 1);
  arb_add_ui(part, part, 1, p);
  arb_mul(y, y, part, p);
  arb_mul(s, s, x, p);
  arb_mul_ui(s, s, 3, p);
  arb_add(y, y, s, p);
  arb_div(y, y, pi, p);
  arb_div_ui(y, y, 3, p);
  arb_clear(s);
  arb_clear(part);
}

// κ₃(x) = J₃/(15π) = (s·(11x² + 4) + acos(−x)·(6x³ + 9x))/(15π); y is not x.
static void kappa3(arb_t y, const arb_t x, slong p) {
  arb_t s, square, part;
  arb_init(s);
  arb_init(square);
  arb_init(part);
  angle(y, s, x, p);
  arb_mul(square, x, x, p);
  arb_mul_ui(part, square, 6, p);
  arb_add_ui(part, part, 9, p);
  arb_mul(part, part, x, p);
  arb_mul(y, y, part, p);
  arb_mul_ui(part, square, 11, p);
  arb_add_ui(part, part, 4, p);
  arb_addmul(y, s, part, p);
  arb_div(y, y, pi, p);
  arb_div_ui(y, y, 15, p);
  arb_clear(s);
  arb_clear(square);
  arb_clear(part);
}

// x + f(x) + 2·f(f(x)); by the exact rule, with m = 2/π, x + f(x) + (2 + m)·f((2f(x) + m)/(2 + m)) +
// m·√(2 + m). y is not x.
static void network(arb_t y, const arb_t x, int is_exact, slong p) {
  arb_t first, mean, diagonal, root;
  arb_init(first);
  arb_init(mean);
  arb_init(diagonal);
  arb_init(root);
  if (is_exact) arb_ui_div(mean, 2, pi, p);
  arb_add_ui(diagonal, mean, 2, p);
  kappa1(first, x, p);
  arb_mul_2exp_si(y, first, 1);
  arb_add(y, y, mean, p);
  arb_div(y, y, diagonal, p);
  kappa1(y, y, p);
  arb_mul(y, y, diagonal, p);
  arb_add(y, y, first, p);
  arb_add(y, y, x, p);
  arb_sqrt(root, diagonal, p);
  arb_addmul(y, mean, root, p);
  arb_clear(first);
  arb_clear(mean);
  arb_clear(diagonal);
  arb_clear(root);
}

// x + T + 2·f(f(x)) + 2·T·κ₀(f(x)) with T = f(x) + x·κ₀(x); y is not x.
static void tangent_kernel(arb_t y, const arb_t x, slong p) {
  arb_t first, tangent, part;
  arb_init(first);
  arb_init(tangent);
  arb_init(part);
  kappa1(first, x, p);
  kappa0(tangent, x, p);
  arb_mul(tangent, tangent, x, p);
  arb_add(tangent, tangent, first, p);
  arb_add(y, x, tangent, p);
  kappa0(part, first, p);
  arb_mul(part, part, tangent, p);
  kappa1(first, first, p);
  arb_add(part, part, first, p);
  arb_mul_2exp_si(part, part, 1);
  arb_add(y, y, part, p);
  arb_clear(first);
  arb_clear(tangent);
  arb_clear(part);
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  const char *task = argv[1];
  const slong bits = atol(argv[2]), count = atol(argv[3]), p = bits + 12;
  const slong digits = (slong)(bits * 0.30103);
  arb_init(pi);
  arb_const_pi(pi, p);
  arb_t x, y;
  arb_init(x);
  arb_init(y);
  clock_t spent = 0;
  for (slong k = 0; k < count; k++) {
    const clock_t start = clock();
    arb_set_si(x, 1998 * k - 999 * (count - 1));
    arb_div_si(x, x, 1000 * (count - 1), p);
    if (strcmp(task, "f64") == 0)
      for (int i = 0; i < 64; i++) kappa1(y, i == 0 ? x : y, p);
    else if (strcmp(task, "kappa0") == 0) kappa0(y, x, p);
    else if (strcmp(task, "kappa2") == 0) kappa2(y, x, p);
    else if (strcmp(task, "kappa3") == 0) kappa3(y, x, p);
    else if (strcmp(task, "printed") == 0) network(y, x, 0, p);
    else if (strcmp(task, "exact") == 0) network(y, x, 1, p);
    else if (strcmp(task, "ntk") == 0) tangent_kernel(y, x, p);
    else return 2;
    spent += clock() - start;
    if (argc > 4) continue;
    arb_printn(y, digits, 0);
    printf("\n");
  }
  if (argc > 4) printf("%.1f\n", 1e9 * spent / CLOCKS_PER_SEC / count);
  arb_clear(x);
  arb_clear(y);
  arb_clear(pi);
  flint_cleanup();
  return 0;
}

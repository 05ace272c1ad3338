#include "Tables.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// Below this many limbs the coefficients of the arcsine are kept and Horner's rule is used.
enum { horner_limbs = 12 };

// The parameters by the number of limbs. Larger tables make the series shorter, as long as they
// stay in the processor's cache. Building them costs as much as some `due` applications of κ₁ by MPFR:
// they are built when that many have been wanted.
static const struct {
  int limbs, bits, levels;
  long due;
} classes[] = {{3, 9, 2, 0},   {5, 10, 2, 0},  {9, 10, 2, 0},  {17, 11, 2, 64},
               {33, 9, 3, 48}, {65, 9, 3, 48}, {132, 9, 3, 96}};
enum { class_count = sizeof classes / sizeof classes[0] };

static kfp_tables tables[class_count];
static atomic_int is_built[class_count];
static atomic_long wanted[class_count];
static pthread_once_t once[class_count] = {
    PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT,
    PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT};
_Static_assert(class_count == 7, "one initialiser and one function for each class");

static long entry_count(int bits, int level) {
  // 1.5707 < π/2.
  return level == 1 ? (long)(1.5707963 * (1L << bits)) : 1L << bits;
}

static long arcsine_count(int limbs, int bits, int levels) {
  return limbs < horner_limbs ? kfp_arcsine_terms(limbs, bits * levels) - 1 : 0;
}

static size_t limbs_of_class(int k) {
  long entries = 1 + arcsine_count(classes[k].limbs, classes[k].bits, classes[k].levels);
  for (int level = 1; level <= classes[k].levels; level++)
    entries += 2 * entry_count(classes[k].bits, level);
  return (size_t)entries * classes[k].limbs;
}

size_t kfp_table_bytes(void) {
  size_t sum = 0;
  for (int k = 0; k < class_count; k++) sum += limbs_of_class(k) * sizeof(mp_limb_t);
  return sum;
}

// r ← x as a fraction of n limbs, rounded down. x is in (0, 1); it is changed.
static void set_fraction(mp_limb_t *r, int n, mpfr_ptr x) {
  mpz_t z;
  mpz_init(z);
  mpfr_mul_2si(x, x, 64L * n, MPFR_RNDZ);
  mpfr_get_z(z, x, MPFR_RNDZ);
  memset(r, 0, n * sizeof *r);
  memcpy(r, mpz_limbs_read(z), mpz_size(z) * sizeof *r);
  mpz_clear(z);
}

// The values v_j of cos or sin at j·a for j = 1, 2, …, into every other entry: v_(j+1) = 2·cos a·v_j − v_(j−1).
// After cos a, a fraction of n = limbs + 2 limbs, come v_0 and v_1 with one limb before the point, and then space.
//
// In ulps of that longer fraction: v_0 is exact, v_1 and cos a are wrong by less than 1, and a step adds
// at most 2 for cos a and 2 for the product rounded down. An error e of one step has grown to at most
// k·e after k steps (Chebyshev polynomials of the second kind are at most k in absolute value), so that v_j is
// wrong by less than j + 2j² < 2²⁶ for j < 2¹²: 2⁻¹⁰² ulps of the entry; leaving out limbs adds [0, 1).
static void fill_multiples(mp_limb_t *entries, long count, int limbs, mp_limb_t *cosine) {
  const int n = limbs + 2;
  mp_limb_t *v = cosine + n, *product = v + 2 * (n + 1);
  for (long j = 1; j <= count; j++, entries += 2 * limbs) {
    mp_limb_t *value = v + j % 2 * (n + 1), *other = v + (j + 1) % 2 * (n + 1);
    memcpy(entries, value + 2, limbs * sizeof *entries);
    mpn_mul_n(product, cosine, value, n);
    product[2 * n] = mpn_lshift(product + n, product + n, n, 1);
    mpn_sub_n(other, product + n, other, n + 1);
  }
}

// Fills a level: the cosine and the sine of each multiple of its smallest angle, up to π/2.
static void fill_rotations(
    mp_limb_t *entries, long count, int limbs, int exponent, mp_limb_t *cosine) {
  const int n = limbs + 2;
  mp_limb_t *v = cosine + n;
  mpfr_t x, y;
  mpfr_inits2(64L * n, x, y, (mpfr_ptr)0);
  mpfr_set_ui_2exp(x, 1, -exponent, MPFR_RNDN);
  mpfr_sin_cos(y, x, x, MPFR_RNDZ);
  set_fraction(cosine, n, x);
  memset(v, 0, 2 * (n + 1) * sizeof *v);
  v[n] = 1;
  memcpy(v + n + 1, cosine, n * sizeof *v);
  fill_multiples(entries, count, limbs, cosine);
  memset(v, 0, 2 * (n + 1) * sizeof *v);
  set_fraction(v + n + 1, n, y);
  fill_multiples(entries + limbs, count, limbs, cosine);
  mpfr_clears(x, y, (mpfr_ptr)0);
}

// The coefficients c_k of t^(2k+1): c_0 = 1, c_k = c_(k−1)·(2k−1)²/(2k(2k+1)). In ulps of a fraction
// with one limb more than the entries: each step rounds down once, so that c_k is wrong by at most k.
static void fill_arcsine(mp_limb_t *entries, long count, int limbs, mp_limb_t *c) {
  int n = limbs + 1;
  memset(c, 0, n * sizeof *c);
  c[n] = 1;
  for (long k = 1; k <= count; k++) {
    mpn_mul_1(c, c, n + 1, (mp_limb_t)(2 * k - 1) * (2 * k - 1));
    mpn_divrem_1(c, 0, c, n + 1, (mp_limb_t)(2 * k) * (2 * k + 1));
    memcpy(entries, c + 1, limbs * sizeof *entries);
    entries += limbs;
  }
}

static void build(int k) {
  int limbs = classes[k].limbs;
  mp_limb_t *next = malloc(limbs_of_class(k) * sizeof *next);
  mp_limb_t *space = malloc((5 * (size_t)limbs + 16) * sizeof *space);
  if (next == NULL || space == NULL) {
    free(next);
    free(space);
    return;
  }
  kfp_tables *t = &tables[k];
  t->limbs = limbs;
  t->bits = classes[k].bits;
  t->levels = classes[k].levels;
  for (int level = 1; level <= t->levels; level++) {
    long count = entry_count(t->bits, level);
    fill_rotations(next, count, limbs, t->bits * level, space);
    t->rotation[level - 1] = next;
    t->count[level - 1] = count;
    next += 2 * count * limbs;
  }
  t->arcsine = next;
  t->arcsine_count = arcsine_count(limbs, t->bits, t->levels);
  fill_arcsine(next, t->arcsine_count, limbs, space);
  next += t->arcsine_count * limbs;
  mpfr_t x;
  // 64 bits more than are kept: both roundings together are far less than an ulp.
  mpfr_init2(x, 64L * limbs + 64);
  mpfr_const_pi(x, MPFR_RNDU);
  mpfr_ui_div(x, 1, x, MPFR_RNDD);
  set_fraction(next, limbs, x);
  mpfr_clear(x);
  t->inverse_pi = next;
  free(space);
  is_built[k] = 1;
}

#define BUILDER(k) static void build_##k(void) { build(k); }
BUILDER(0) BUILDER(1) BUILDER(2) BUILDER(3) BUILDER(4) BUILDER(5) BUILDER(6)
static void (*const builders[class_count])(void) = {
    build_0, build_1, build_2, build_3, build_4, build_5, build_6};

// The first class with so many limbs; class_count where there is none.
static int class_for(int n) {
  int k = 0;
  while (k < class_count && classes[k].limbs < n) k++;
  return k;
}

const kfp_tables *kfp_tables_for(int n) {
  const int k = class_for(n);
  if (k == class_count) return NULL;
  pthread_once(&once[k], builders[k]);
  return is_built[k] ? &tables[k] : NULL;
}

const kfp_tables *kfp_tables_worth_building(int n, long applications) {
  const int k = class_for(n);
  if (k == class_count) return NULL;
  if (is_built[k]) return &tables[k];
  return atomic_fetch_add(&wanted[k], applications) + applications >= classes[k].due
      ? kfp_tables_for(n) : NULL;
}

int kfp_parameters(int n, int *limbs, int *bits, int *levels) {
  const int k = class_for(n);
  if (k == class_count) return 0;
  *limbs = classes[k].limbs;
  *bits = classes[k].bits;
  *levels = classes[k].levels;
  return 1;
}

// The long run behind the tests of CFixedPoint: enclosures of κ₀ and κ₁ against MPFR at a precision at
// which nothing is lost, and the largest error of one step.
//
//   containment SEED BLOCKS [JOURNAL]
//
// Blocks 0 to 6 are the tables': for the number of limbs for which each is made the cosines of the angles
// between two entries (where the index changes) and of the entries themselves, at each level and each index;
// up to 17 limbs also with fewer limbs, and with their neighbours one unit of the last place away. Block 7 is
// 1 − 2^(−k), 2^(−k) and their neighbours, k to 8,192. Blocks 8, 9, … are 65,536 random points each. A block
// depends on the seed and its number alone. The journal has a line for each block that is done; a run that is
// started again continues after its last line.
//
// A point a gives four checks: κ₀(±a) and κ₁(±a). Precisions are 53 to 8,192 bits, 63 of 64 at most 256.
// Every check is decided: where MPFR's error does not decide it, more bits are taken. Exit code 1 where an
// enclosure does not contain the value or a step is wrong by more than half of what is allowed for.
// "Without": more limbs would be needed than there are.
#include "CFixedPoint.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_bits = 8192, block_points = 1 << 16 };

// SplitMix64.
static uint64_t state;
static uint64_t next(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
static long below(long bound) { return (long)(next() % (uint64_t)bound); }

static struct {
  unsigned long checks, missed, without, steps;
  double worst[2];
} total;

// ±a's value of order 0 or 1 at w bits and e with |error| < 2^e, for 0 ≤ a < 1, from θ = acos a, s = √(1−a²)
// and π, each correct to 2^(2−w) of itself: g = s − aθ ≥ 0 is wrong by 2^(3−w)·(s + aθ) ≤ 2^(4−w)·s, as aθ ≤ s.
typedef struct {
  mpfr_t theta, sine, pi, g, complement;
} truth;

static void prepare(truth *t, mpfr_srcptr a, mpfr_prec_t w) {
  mpfr_inits2(w, t->theta, t->sine, t->pi, t->g, t->complement, (mpfr_ptr)0);
  mpfr_const_pi(t->pi, MPFR_RNDN);
  mpfr_acos(t->theta, a, MPFR_RNDN);
  mpfr_ui_sub(t->sine, 1, a, MPFR_RNDN);
  mpfr_add_ui(t->g, a, 1, MPFR_RNDN);
  mpfr_mul(t->sine, t->sine, t->g, MPFR_RNDN);
  mpfr_sqrt(t->sine, t->sine, MPFR_RNDN);
  mpfr_mul(t->g, t->theta, a, MPFR_RNDN);
  mpfr_sub(t->g, t->sine, t->g, MPFR_RNDN);
  mpfr_sub(t->complement, t->pi, t->theta, MPFR_RNDN);
}
static void forget(truth *t) {
  mpfr_clears(t->theta, t->sine, t->pi, t->g, t->complement, (mpfr_ptr)0);
}

static mpfr_exp_t value(mpfr_ptr r, const truth *t, mpfr_srcptr a, int order, int is_negative) {
  const mpfr_prec_t w = mpfr_get_prec(r);
  mpfr_div(r, order == 1 ? t->g : is_negative ? t->theta : t->complement, t->pi, MPFR_RNDN);
  // The values are at most 1: κ₀ is right to 2^(3−w), of itself where it is θ/π.
  if (order == 0) return 4 - w + (is_negative ? mpfr_get_exp(r) : 1);
  const mpfr_exp_t error = 4 - w + mpfr_get_exp(t->sine);
  if (is_negative) return error;
  mpfr_add(r, r, a, MPFR_RNDN);
  return (error > 1 - w ? error : 1 - w) + 1;
}

// 1 where the value is inside, −1 where it is outside, 0 where it is not decided.
static int position(mpfr_srcptr lower, mpfr_srcptr upper, mpfr_srcptr r, mpfr_exp_t e) {
  mpfr_t d;
  mpfr_init2(d, mpfr_get_prec(r));
  // One bit more for the rounding of the difference.
  mpfr_sub(d, r, lower, MPFR_RNDN);
  const int over = mpfr_cmp_si_2exp(d, 1, e + 1), far_below = mpfr_cmp_si_2exp(d, -1, e + 1);
  mpfr_sub(d, upper, r, MPFR_RNDN);
  const int under = mpfr_cmp_si_2exp(d, 1, e + 1), far_above = mpfr_cmp_si_2exp(d, -1, e + 1);
  mpfr_clear(d);
  if (over > 0 && under > 0) return 1;
  return far_below < 0 || far_above < 0 ? -1 : 0;
}

// a·2^(64n), where it is an integer.
static int limbs_of(mp_limb_t *limbs, int n, mpfr_srcptr a) {
  mpfr_t x;
  mpz_t z;
  memset(limbs, 0, n * sizeof *limbs);
  if (mpfr_zero_p(a)) return 1;
  mpfr_init2(x, mpfr_get_prec(a));
  mpfr_mul_2si(x, a, 64L * n, MPFR_RNDN);
  const int is_integer = mpfr_integer_p(x);
  if (is_integer) {
    mpz_init(z);
    mpfr_get_z(z, x, MPFR_RNDN);
    memcpy(limbs, mpz_limbs_read(z), mpz_size(z) * sizeof *limbs);
    mpz_clear(z);
  }
  mpfr_clear(x);
  return is_integer;
}

// The four checks at 0 ≤ a < 1 with p bits, and the errors of a step with n limbs where a is a fraction of them.
static void check(mpfr_srcptr a, mpfr_prec_t p, int n) {
  mpfr_t x, lower, upper, r;
  truth t;
  mpfr_init2(x, mpfr_get_prec(a));
  mpfr_inits2(p, lower, upper, (mpfr_ptr)0);
  mpfr_prec_t w = p > 64L * n ? p : 64L * n;
  // What 1 − a loses, three halves of it in κ₁(−a) itself.
  mpfr_ui_sub(x, 1, a, MPFR_RNDN);
  w += 64 - 3 * (mpfr_get_exp(x) < 0 ? mpfr_get_exp(x) : 0) / 2;
  if (!mpfr_zero_p(a) && mpfr_get_exp(a) < 0 && -mpfr_get_exp(a) < p) w -= mpfr_get_exp(a);
  prepare(&t, a, w);
  mpfr_init2(r, w);
  mp_limb_t limbs[kfp_most_limbs], result[kfp_most_limbs];
  const int is_fraction = limbs_of(limbs, n, a);
  for (int order = 0; order < 2; order++) {
    for (int is_negative = 0; is_negative < 2; is_negative++) {
      mpfr_setsign(x, a, is_negative, MPFR_RNDN);
      mpfr_exp_t e = value(r, &t, a, order, is_negative);
      total.checks++;
      if (!kfp_arc_cosine_kernel(lower, upper, x, order, 1)) {
        total.without++;
      } else {
        int where = position(lower, upper, r, e);
        for (mpfr_prec_t more = 2 * w; where == 0 && more < 100L * most_bits; more *= 2) {
          truth finer;
          mpfr_t s;
          prepare(&finer, a, more);
          mpfr_init2(s, more);
          const mpfr_exp_t f = value(s, &finer, a, order, is_negative);
          where = position(lower, upper, s, f);
          mpfr_clear(s);
          forget(&finer);
        }
        if (where != 1) {
          total.missed++;
          mpfr_printf("κ_%d(%Ra) at %ld bits: [%Ra, %Ra]\n", order, x, (long)p, lower, upper);
          fflush(stdout);
        }
      }
      if (!is_fraction) continue;
      total.steps++;
      double error = INFINITY;
      if (kfp_step(result, limbs, n, is_negative, order)) {
        mpz_t view;
        mpfr_mul_2si(r, r, 64L * n, MPFR_RNDN);
        mpfr_sub_z(r, r, mpz_roinit_n(view, result, n), MPFR_RNDA);
        error = fabs(mpfr_get_d(r, MPFR_RNDA));
      }
      if (error > total.worst[order]) total.worst[order] = error;
    }
  }
  mpfr_clears(x, lower, upper, r, (mpfr_ptr)0);
  forget(&t);
}

// A random number in [0, 1) with the precision of x.
static void set_random(mpfr_ptr x) {
  const long p = mpfr_get_prec(x);
  mp_limb_t limbs[3 * most_bits / 64 + 3];
  const long n = (p + 63) / 64;
  for (long k = 0; k < n; k++) limbs[k] = next();
  limbs[n - 1] >>= 64 * n - p;
  mpz_t z;
  mpfr_set_z_2exp(x, mpz_roinit_n(z, limbs, n), -p, MPFR_RNDZ);
}

// Any number, 1 − 2^(−k)·u, u·2^(−k), or the cosine of an angle at or between two entries of a table.
static void choose(mpfr_ptr x) {
  const long p = mpfr_get_prec(x);
  set_random(x);
  switch (below(8)) {
    case 0:
    case 1:
      mpfr_mul_2si(x, x, -below(below(2) ? p : p < 40 ? p : 40), MPFR_RNDZ);
      mpfr_ui_sub(x, 1, x, MPFR_RNDZ);
      break;
    case 2: mpfr_mul_2si(x, x, -below(2 * p), MPFR_RNDZ); break;
    case 3: {
      const long bits = 9 + below(3), j = below((long)(1.57 * (1 << bits)));
      mpfr_set_ui_2exp(x, 2 * j + below(2), -bits - 1, MPFR_RNDN);
      mpfr_cos(x, x, MPFR_RNDZ);
      // The angle may have been rounded up beyond π/2.
      mpfr_abs(x, x, MPFR_RNDZ);
    }
  }
  if (mpfr_cmp_ui(x, 1) >= 0) mpfr_set_d(x, 0.5, MPFR_RNDN);
}

// 53 to 256, or with probability 1/64 up to 8,192: each doubling a third as often as the one before.
static long choose_precision(void) {
  if (below(64) != 0) return 53 + below(204);
  long most = 512;
  while (most < most_bits && below(3) == 0) most *= 2;
  return most / 2 + 1 + below(most / 2);
}

static int least(int x, int y) { return x < y ? x : y; }

static void random_block(void) {
  for (long i = 0; i < block_points; i++) {
    const long p = choose_precision();
    const int n = p + 14 <= 128 ? 2 : (int)((p + 14 + 63) / 64);
    const long kind = below(4), own = kind == 0 ? 2 + below(2 * p) : kind == 1 ? p : 64 * n;
    mpfr_t x;
    mpfr_init2(x, own);
    choose(x);
    check(x, p, least(n, kfp_most_limbs));
    mpfr_clear(x);
  }
}

// x and its neighbours.
static void check_about(mpfr_ptr x, long p, int n) {
  mpfr_nextbelow(x);
  for (int k = 0; k < 3; k++) {
    if (mpfr_sgn(x) >= 0 && mpfr_cmp_ui(x, 1) < 0) check(x, p, n);
    mpfr_nextabove(x);
  }
}

static void check_tables(int n, int bits, int levels) {
  const long p = 64 * n - 14 < most_bits ? 64 * n - 14 : most_bits;
  mpfr_t x;
  mpfr_init2(x, 64 * n);
  for (int level = 1; level <= levels; level++) {
    const long entries = level == 1 ? (long)(1.5707963 * (1 << bits)) + 1 : 1L << bits;
    for (long j = 0; j < 2 * entries; j++) {
      // A half of the level's unit j times, on top of some multiple of the levels before.
      mpfr_set_ui_2exp(x, level == 1 ? 0 : below((long)(1.57 * (1L << bits * (level - 1)))), bits, MPFR_RNDN);
      mpfr_mul_2si(x, x, 1, MPFR_RNDN);
      mpfr_add_ui(x, x, j, MPFR_RNDN);
      mpfr_div_2ui(x, x, bits * level + 1, MPFR_RNDN);
      mpfr_cos(x, x, MPFR_RNDN);
      if (mpfr_sgn(x) < 0) continue;
      if (n <= 17) check_about(x, p, n);
      else if (mpfr_cmp_ui(x, 1) < 0) check(x, p, n);
    }
  }
  mpfr_clear(x);
}

static void table_block(long block) {
  int limbs = 1, bits, levels, fewest = 2;
  for (long k = 0; k <= block; k++) {
    fewest = limbs + 1;
    kfp_parameters(fewest, &limbs, &bits, &levels);
  }
  check_tables(limbs, bits, levels);
  if (limbs > 17) return;
  if (fewest < limbs) check_tables(fewest, bits, levels);
  if (fewest + 1 < limbs) check_tables((fewest + limbs) / 2, bits, levels);
}

// 1 − 2^(−k) and 2^(−k), as numbers of k + 2 bits and of 64 bits.
static void end_block(void) {
  for (long k = 1; k <= most_bits; k += k < 1100 ? 1 : 1 + k / 64) {
    for (int kind = 0; kind < 4; kind++) {
      const int is_small = kind & 1, is_short = kind & 2;
      mpfr_t x;
      mpfr_init2(x, is_short ? 64 : k + 2);
      mpfr_set_ui_2exp(x, 1, -k, MPFR_RNDN);
      if (!is_small) mpfr_ui_sub(x, 1, x, MPFR_RNDN);
      const long p = is_short || k < 53 ? 53 + below(204) : k;
      check_about(x, p, least((int)((p + 14 + 127) / 64), kfp_most_limbs));
      mpfr_clear(x);
    }
  }
}

static void print_total(FILE *file, long block) {
  fprintf(file, "%ld blocks: %lu checks, %lu missed, %lu without; %lu steps wrong by at most %.3f (κ₀), %.3f (κ₁)\n",
      block, total.checks, total.missed, total.without, total.steps, total.worst[0], total.worst[1]);
  fflush(file);
}

int main(int argc, char **argv) {
  if (argc < 3 || argc > 4) return 2;
  const uint64_t seed = strtoull(argv[1], NULL, 10);
  const long blocks = atol(argv[2]);
  FILE *journal = argc == 4 ? fopen(argv[3], "a+") : stdout;
  if (journal == NULL) return 2;
  long block = 0;
  if (argc == 4) {
    rewind(journal);
    char line[512];
    while (fgets(line, sizeof line, journal) != NULL)
      if (sscanf(line, "%ld blocks: %lu checks, %lu missed, %lu without; %lu steps wrong by at most %lf (κ₀), %lf",
              &block, &total.checks, &total.missed, &total.without, &total.steps, &total.worst[0],
              &total.worst[1]) != 7)
        return 2;
  }
  // Builds all tables: none is waited for until it pays.
  for (int n = 2; n <= kfp_most_limbs; n++) {
    mp_limb_t from[kfp_most_limbs] = {1}, to[kfp_most_limbs];
    kfp_step(to, from, n, 0, 1);
  }
  for (; block < blocks; block++) {
    state = (seed * 0x9e3779b97f4a7c15u) ^ ((uint64_t)block * 0xd1342543de82ef95u);
    if (block < 7) table_block(block);
    else if (block == 7) end_block();
    else random_block();
    print_total(journal, block + 1);
  }
  print_total(stdout, block);
  const double half = kfp_step_error / 2.0;
  return total.missed != 0 || total.worst[0] > half || total.worst[1] > half;
}

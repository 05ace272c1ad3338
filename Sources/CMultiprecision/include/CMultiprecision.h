// The C face of GMP and MPFR as Swift needs it: Swift sees neither function-like macros nor
// variadic functions, and refuses an argument passed twice by reference. Everything else
// (`__gmpz_*`, most of `mpfr_*`) is imported as it is. No logic belongs here.
#ifndef CMULTIPRECISION_H
#define CMULTIPRECISION_H

#include <gmp.h>
#include <mpfr.h>
#include <stdint.h>

// GMP macros.
static inline int kc_mpz_sgn(const __mpz_struct *z) { return mpz_sgn(z); }
static inline int kc_mpz_odd_p(const __mpz_struct *z) { return mpz_odd_p(z); }

/// Sets `z` to a 64-bit value (`long` is 64 bits wide on every supported platform).
static inline void kc_mpz_init_set_int(__mpz_struct *z, int64_t value) {
  mpz_init_set_si(z, (long)value);
}

// MPFR macros and results rounded from exact numbers.
static inline int kc_mpfr_set_quotient(
    __mpfr_struct *r, const __mpz_struct *n, const __mpz_struct *d, mpfr_rnd_t rnd) {
  // {n, d} read as an mpq_t that shares the limbs: nothing is copied, nothing is freed.
  __mpq_struct q = {*n, *d};
  return mpfr_set_q(r, &q, rnd);
}
static inline int kc_mpfr_add_quotient(
    __mpfr_struct *r, const __mpfr_struct *x, const __mpz_struct *n, const __mpz_struct *d,
    mpfr_rnd_t rnd) {
  __mpq_struct q = {*n, *d};
  return mpfr_add_q(r, x, &q, rnd);
}
static inline int kc_mpfr_mul_quotient(
    __mpfr_struct *r, const __mpfr_struct *x, const __mpz_struct *n, const __mpz_struct *d,
    mpfr_rnd_t rnd) {
  __mpq_struct q = {*n, *d};
  return mpfr_mul_q(r, x, &q, rnd);
}
static inline int kc_mpfr_cmp_quotient(
    const __mpfr_struct *x, const __mpz_struct *n, const __mpz_struct *d) {
  __mpq_struct q = {*n, *d};
  return mpfr_cmp_q(x, &q);
}
static inline long kc_mpfr_prec_max(void) { return MPFR_PREC_MAX; }
static inline int kc_mpfr_nan_p(const __mpfr_struct *x) { return mpfr_nan_p(x); }
static inline int kc_mpfr_inf_p(const __mpfr_struct *x) { return mpfr_inf_p(x); }
static inline int kc_mpfr_zero_p(const __mpfr_struct *x) { return mpfr_zero_p(x); }
static inline int kc_mpfr_sgn(const __mpfr_struct *x) { return mpfr_sgn(x); }
static inline int kc_mpfr_signbit(const __mpfr_struct *x) { return mpfr_signbit(x); }
static inline mpfr_exp_t kc_mpfr_get_exp(const __mpfr_struct *x) { return mpfr_get_exp(x); }
static inline size_t kc_mpfr_custom_limbs(mpfr_prec_t precision) {
  return mpfr_custom_get_size(precision) / sizeof(mp_limb_t);
}

/// Makes `x` a NaN of the given precision whose significand lives in `limbs`.
static inline void kc_mpfr_custom_init(
    __mpfr_struct *x, mpfr_prec_t precision, mp_limb_t *limbs) {
  mpfr_custom_init(limbs, precision);
  mpfr_custom_init_set(x, MPFR_NAN_KIND, 0, precision, limbs);
}

/// `mpfr_get_str` into memory that the caller releases with `mpfr_free_str`.
static inline char *kc_mpfr_get_str(
    mpfr_exp_t *exponent, int base, size_t digits, const __mpfr_struct *x, mpfr_rnd_t rnd) {
  return mpfr_get_str(NULL, exponent, base, digits, x, rnd);
}

static inline const char *kc_gmp_version(void) { return gmp_version; }

#endif

#include "CLinearAlgebra.h"

#include <stdlib.h>

__mpfr_struct *kcl_mpfr_new(size_t count, mpfr_prec_t precision) {
  size_t limbs = mpfr_custom_get_size(precision) / sizeof(mp_limb_t);
  size_t each = sizeof(__mpfr_struct) + limbs * sizeof(mp_limb_t);
  if (count != 0 && each > (size_t)-1 / count) return NULL;
  __mpfr_struct *numbers = malloc(count == 0 ? 1 : count * each);
  if (numbers == NULL) return NULL;
  mp_limb_t *significands = (mp_limb_t *)(numbers + count);
  for (size_t k = 0; k < count; k++) {
    mp_limb_t *own = significands + k * limbs;
    mpfr_custom_init(own, precision);
    mpfr_custom_init_set(numbers + k, MPFR_ZERO_KIND, 0, precision, own);
  }
  return numbers;
}

void kcl_mpfr_free(__mpfr_struct *numbers) { free(numbers); }

// Runs `body` with a number `product` for intermediate results.
#define WITH_PRODUCT(precision, body) \
  do { \
    mpfr_t product; \
    mpfr_init2(product, precision); \
    body; \
    mpfr_clear(product); \
  } while (0)

void kcl_mpfr_eliminate(__mpfr_struct *row, const __mpfr_struct *l, size_t j) {
  __mpfr_struct *target = row + j;
  WITH_PRODUCT(mpfr_get_prec(target), {
    for (size_t k = 0; k < j; k++) {
      mpfr_mul(product, row + k, l + k, MPFR_RNDN);
      mpfr_sub(target, target, product, MPFR_RNDN);
    }
  });
}

void kcl_mpfr_ratios(
    __mpfr_struct *l, const __mpfr_struct *row, const __mpfr_struct *d, size_t j) {
  for (size_t k = 0; k < j; k++) mpfr_div(l + k, row + k, d + k, MPFR_RNDN);
}

void kcl_mpfr_dot(
    __mpfr_struct *result, const __mpfr_struct *x, const __mpfr_struct *y, size_t count) {
  mpfr_set_zero(result, 1);
  WITH_PRODUCT(mpfr_get_prec(result), {
    for (size_t k = 0; k < count; k++) {
      mpfr_mul(product, x + k, y + k, MPFR_RNDN);
      mpfr_add(result, result, product, MPFR_RNDN);
    }
  });
}

void kcl_mpfr_add(
    __mpfr_struct *y, const __mpfr_struct *factor, const __mpfr_struct *x, size_t count) {
  if (count == 0) return;
  WITH_PRODUCT(mpfr_get_prec(y), {
    for (size_t k = 0; k < count; k++) {
      mpfr_mul(product, factor, x + k, MPFR_RNDN);
      mpfr_add(y + k, y + k, product, MPFR_RNDN);
    }
  });
}

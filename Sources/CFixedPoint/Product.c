#include "Limbs.h"

// Below the first number of limbs GMP's whole product is faster; from the second on the split is.
enum { row_limbs = 11, split_limbs = 33 };

// The pairs of limbs i, j with i + j ≥ n − 2, a row for each limb of y; n ≥ 3.
static void add_rows(mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n) {
  mp_limb_t *q = p + n - 2;
  q[2] = mpn_mul_1(q, x + n - 2, 2, y[0]);
  for (int j = 1; j < n - 1; j++) q[j + 2] = mpn_addmul_1(q, x + n - 2 - j, j + 2, y[j]);
  q[n + 1] = mpn_addmul_1(q + 1, x, n, y[n - 1]);
}

// p[n−2], …, p[2n−1] ← the sum of x_i·y_j·B^(i+j) over all pairs with i + j ≥ n − 2 and some others, without
// its limbs below n − 2. `space` has 2n limbs.
//
// With l low and k = n − l > l high limbs: the pairs of two high limbs are a product of k limbs, all of it; of
// a high limb k + a and a low limb b those with a + b ≥ l − 2 are this function for l limbs; what is missing
// are the pairs of the limbs k − 1 and l − 1. Two low limbs have i + j ≤ 2l − 2 < n − 2.
static void high_product(
    mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n, mp_limb_t *space) {
  if (n < row_limbs) {
    mpn_mul_n(p, x, y, n);
    return;
  }
  if (n < split_limbs) {
    add_rows(p, x, y, n);
    return;
  }
  const int l = 3 * n / 10, k = n - l;
  mpn_mul_n(p + 2 * l, x + l, y + l, k);
  for (int side = 0; side < 2; side++) {
    const mp_limb_t *high = side == 0 ? x : y, *low = side == 0 ? y : x;
    high_product(space, high + k, low, l, space + 2 * l);
    const unsigned __int128 pair = (unsigned __int128)high[k - 1] * low[l - 1];
    const mp_limb_t limbs[2] = {(mp_limb_t)pair, (mp_limb_t)(pair >> 64)};
    mp_limb_t carry = mpn_add_n(p + n - 2, p + n - 2, space + l - 2, l + 2);
    mpn_add_1(p + n + l, p + n + l, k, carry);
    carry = mpn_add_n(p + n - 2, p + n - 2, limbs, 2);
    mpn_add_1(p + n, p + n, n, carry);
  }
}

void kfp_high_product(mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n) {
  mp_limb_t space[2 * kfp_most_limbs];
  high_product(p, x, y, n, space);
}

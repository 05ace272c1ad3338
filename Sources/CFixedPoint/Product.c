#include "Limbs.h"

// Below the first number of limbs GMP's whole product is faster; from the second on the split is.
enum { row_limbs = 11, split_limbs = 33 };

// p[n−2], …, p[2n−1] ← the sum of x_i·y_j·B^(i+j) over all pairs with i + j ≥ n − 2 and some others, without
// its limbs below n − 2; by rows, one for each limb of y, or split.
//
// With l low and k = n − l > l high limbs: the pairs of two high limbs are a product of k limbs, all of it; of
// a high limb k + a and a low limb b those with a + b ≥ l − 2 are this function for l limbs; what is missing
// are the pairs of the limbs k − 1 and l − 1. Two low limbs have i + j ≤ 2l − 2 < n − 2.
void kfp_high_product(mp_limb_t *p, const mp_limb_t *x, const mp_limb_t *y, int n) {
  mp_limb_t *q = p + n - 2;
  if (n < row_limbs) {
    mpn_mul_n(p, x, y, n);
  } else if (n < split_limbs) {
    q[2] = mpn_mul_1(q, x + n - 2, 2, y[0]);
    for (int j = 1; j < n - 1; j++) q[j + 2] = mpn_addmul_1(q, x + n - 2 - j, j + 2, y[j]);
    q[n + 1] = mpn_addmul_1(q + 1, x, n, y[n - 1]);
  } else {
    const int l = 3 * n / 10, k = n - l;
    mp_limb_t part[2 * kfp_most_limbs];
    mpn_mul_n(p + 2 * l, x + l, y + l, k);
    for (int side = 0; side < 2; side++) {
      const mp_limb_t *high = side == 0 ? x : y, *low = side == 0 ? y : x;
      kfp_high_product(part, high + k, low, l);
      mpn_add(q, q, n + 2, part + l - 2, l + 2);
      const unsigned __int128 pair = (unsigned __int128)high[k - 1] * low[l - 1];
      mpn_add(q, q, n + 2, (mp_limb_t[]){(mp_limb_t)pair, (mp_limb_t)(pair >> 64)}, 2);
    }
  }
}

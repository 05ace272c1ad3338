#ifndef KFP_ARCSINE_H
#define KFP_ARCSINE_H

#include "Tables.h"

/// r ← asin t for a fraction t < 2^(−z) of n limbs, z = bits·levels ≥ 18, t taken as exact: the error is
/// less than 1.4 ulps in magnitude. Returns 0 where a check failed: t is too large, a carry.
int kfp_arcsine(mp_limb_t *r, const mp_limb_t *t, int n, const kfp_tables *tables);

#endif

#ifndef KFP_ANGLE_H
#define KFP_ANGLE_H

#include "Tables.h"

/// The angle θ = acos a in (0, π/2] and the sine s = √(1−a²) of a fraction a ≠ 0 of n limbs, taken as
/// exact: θ ← n limbs of fraction and, in θ[n], an integer part; s ← n limbs. s is rounded down, its error
/// is in [0, 1) ulp; θ is wrong by less than 8.5 ulps in magnitude. Returns 0 where a check failed.
int kfp_angle(mp_limb_t *theta, mp_limb_t *s, const mp_limb_t *a, int n, const kfp_tables *tables);

#endif

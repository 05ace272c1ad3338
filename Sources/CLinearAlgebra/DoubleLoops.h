// The loops over doubles for one kind of processor. Included once for each kind, with
//   NAME(f)    the name of function f
//   PROCESSOR  the attribute that lets the compiler use the processor's instructions
//   FUSED      x*y + z, with one rounding or two

#define EACH(k, count) \
  _Pragma("clang loop vectorize(assume_safety)") for (size_t k = 0; k < (count); k++)

// Sums of the products of ROWS rows of a with COLUMNS rows of b, four partial sums each.
#define BLOCK(ROWS, COLUMNS) \
  PROCESSOR static void NAME(block_##ROWS##_##COLUMNS)( \
      double *sums, const double *a, size_t a_stride, const double *b, size_t b_stride, \
      size_t length) { \
    four part[ROWS][COLUMNS]; \
    for (int r = 0; r < ROWS; r++) \
      for (int s = 0; s < COLUMNS; s++) part[r][s] = (four){0, 0, 0, 0}; \
    size_t whole = length / 4 * 4; \
    for (size_t k = 0; k < whole; k += 4) { \
      four y[COLUMNS]; \
      for (int s = 0; s < COLUMNS; s++) y[s] = load_four(b + s * b_stride + k); \
      for (int r = 0; r < ROWS; r++) { \
        four x = load_four(a + r * a_stride + k); \
        for (int s = 0; s < COLUMNS; s++) part[r][s] = FUSED(x, y[s], part[r][s]); \
      } \
    } \
    for (int r = 0; r < ROWS; r++) \
      for (int s = 0; s < COLUMNS; s++) { \
        four p = part[r][s]; \
        double sum = (p[0] + p[1]) + (p[2] + p[3]); \
        double rest = 0; \
        for (size_t k = whole; k < length; k++) \
          rest += a[r * a_stride + k] * b[s * b_stride + k]; \
        sums[r * COLUMNS + s] = sum + rest; \
      } \
  }
BLOCK(4, 3)
BLOCK(1, 3)
BLOCK(4, 1)
BLOCK(1, 1)
#undef BLOCK

PROCESSOR static void NAME(products)(
    double *c, size_t c_stride, const double *a, size_t a_stride, const double *b, size_t b_stride,
    size_t rows, size_t columns, size_t length, int subtracts) {
  for (size_t r = 0; r < rows;) {
    size_t height = rows - r >= 4 ? 4 : 1;
    for (size_t s = 0; s < columns;) {
      size_t width = columns - s >= 3 ? 3 : 1;
      const double *x = a + r * a_stride, *y = b + s * b_stride;
      double sums[12];
      if (height == 4 && width == 3)
        NAME(block_4_3)(sums, x, a_stride, y, b_stride, length);
      else if (width == 3)
        NAME(block_1_3)(sums, x, a_stride, y, b_stride, length);
      else if (height == 4)
        NAME(block_4_1)(sums, x, a_stride, y, b_stride, length);
      else
        NAME(block_1_1)(sums, x, a_stride, y, b_stride, length);
      for (size_t i = 0; i < height; i++)
        for (size_t j = 0; j < width; j++) {
          double *target = c + (r + i) * c_stride + s + j;
          *target = subtracts ? *target - sums[i * width + j] : sums[i * width + j];
        }
      s += width;
    }
    r += height;
  }
}

PROCESSOR static void NAME(solve_block)(
    double *a, size_t a_stride, const double *l, size_t l_stride, size_t rows, size_t n) {
  // By columns, so that neighbouring numbers belong to different rows.
  double columns[KCL_BLOCK][KCL_BLOCK];
  for (size_t first = 0; first < rows; first += KCL_BLOCK) {
    size_t height = rows - first < KCL_BLOCK ? rows - first : KCL_BLOCK;
    double *block = a + first * a_stride;
    for (size_t k = 0; k < n; k++)
      for (size_t r = 0; r < KCL_BLOCK; r++) columns[k][r] = r < height ? block[r * a_stride + k] : 0;
    for (size_t k = 0; k < n; k++) {
      double *x = columns[k];
      for (size_t m = 0; m < k; m++) {
        double factor = -l[k * l_stride + m];
        EACH(r, KCL_BLOCK) x[r] = FUSED(factor, columns[m][r], x[r]);
      }
      double pivot = l[k * l_stride + k];
      EACH(r, KCL_BLOCK) x[r] = x[r] / pivot;
    }
    for (size_t k = 0; k < n; k++)
      for (size_t r = 0; r < height; r++) block[r * a_stride + k] = columns[k][r];
  }
}

PROCESSOR static double NAME(dot)(const double *x, const double *y, size_t count) {
  four sums[4] = {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};
  size_t k = 0;
  for (; k + 16 <= count; k += 16)
    for (int lane = 0; lane < 4; lane++)
      sums[lane] = FUSED(load_four(x + k + 4 * lane), load_four(y + k + 4 * lane), sums[lane]);
  four all = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  double sum = (all[0] + all[1]) + (all[2] + all[3]);
  for (; k < count; k++) sum += x[k] * y[k];
  return sum;
}

PROCESSOR static void NAME(axpy)(double *y, double factor, const double *x, size_t count) {
  EACH(k, count) y[k] = FUSED(factor, x[k], y[k]);
}

PROCESSOR static double NAME(reflect_row)(
    double *row, size_t r, const double *v, const double *w, const double *x, double *y) {
  double v_r = v[r], w_r = w[r], x_r = x[r];
  const four zero = {0, 0, 0, 0};
  four minus_v = zero - v_r, minus_w = zero - w_r, own_x = zero + x_r;
  four sums[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
  size_t k = 0;
  for (; k + 8 <= r; k += 8)
    for (int lane = 0; lane < 2; lane++) {
      size_t at = k + 4 * lane;
      four a = load_four(row + at);
      a = FUSED(minus_v, load_four(w + at), a);
      a = FUSED(minus_w, load_four(v + at), a);
      store_four(row + at, a);
      sums[lane] = FUSED(a, load_four(x + at), sums[lane]);
      store_four(y + at, FUSED(own_x, a, load_four(y + at)));
    }
  four all = sums[0] + sums[1];
  double sum = (all[0] + all[1]) + (all[2] + all[3]);
  for (; k < r; k++) {
    row[k] -= v_r * w[k] + w_r * v[k];
    sum += row[k] * x[k];
    y[k] += x_r * row[k];
  }
  row[r] -= 2 * (v_r * w_r);
  return sum + row[r] * x_r;
}

PROCESSOR static void NAME(sturm_counts)(
    const double *diagonal, const double *squares, size_t count, const double *shifts,
    size_t *counts) {
  enum { half = KCL_SHIFTS / 4 };
  typedef long long four_flags __attribute__((vector_size(32)));
  four shift[half], pivot[half];
  four_flags negative[half];
  for (int h = 0; h < half; h++) {
    shift[h] = load_four(shifts + 4 * h);
    pivot[h] = (four){1, 1, 1, 1};
    negative[h] = (four_flags){0, 0, 0, 0};
  }
  for (size_t k = 0; k < count; k++) {
    double a = diagonal[k], b = k == 0 ? 0 : squares[k - 1];
    for (int h = 0; h < half; h++) {
      four p = (a - shift[h]) - b / pivot[h];
      // A pivot of 0 becomes the least that cannot be told from it.
      four_flags is_zero = p == 0;
      p = (four)(((four_flags)p & ~is_zero) | ((four_flags)((four){0} + 0x1p-1000) & is_zero));
      negative[h] -= p < 0;
      pivot[h] = p;
    }
  }
  for (int h = 0; h < half; h++)
    for (int lane = 0; lane < 4; lane++) counts[4 * h + lane] = (size_t)negative[h][lane];
}

PROCESSOR static void NAME(dot_twice)(
    const double *x, const double *y, size_t count, double *sum) {
  four high = {0, 0, 0, 0}, low = {0, 0, 0, 0};
  for (size_t k = 0; k < count; k += 4) {
    four a, b;
    if (k + 4 <= count) {
      a = load_four(x + k);
      b = load_four(y + k);
    } else {
      a = b = (four){0, 0, 0, 0};
      for (size_t lane = 0; k + lane < count; lane++) {
        a[lane] = x[k + lane];
        b[lane] = y[k + lane];
      }
    }
    // Dot2 of Ogita, Rump and Oishi: products and sums with their exact errors.
    four p = a * b;
    four p_low = __builtin_elementwise_fma(a, b, -p);
    four s = high + p;
    four z = s - high;
    four s_low = (high - (s - z)) + (p - z);
    high = s;
    low += p_low + s_low;
  }
  double total = 0, rest = 0;
  for (int lane = 0; lane < 4; lane++) {
    double s = total + high[lane];
    double z = s - total;
    rest += (total - (s - z)) + (high[lane] - z);
    rest += low[lane];
    total = s;
  }
  sum[0] = total;
  sum[1] = rest;
}

// What a few roundings of an error bound may lose.
#define OUTWARDS(e) ((e) * (1 + 0x1p-48) + 0x1p-1000)

PROCESSOR static void NAME(piece_add)(kcl_piece result, kcl_piece a, kcl_piece b, size_t count) {
  EACH(k, count) {
    double v = a.value[k] + b.value[k];
    result.error[k] = OUTWARDS(a.error[k] + b.error[k] + 0x1p-53 * __builtin_fabs(v));
    result.value[k] = v;
  }
}

PROCESSOR static void NAME(piece_multiply)(
    kcl_piece result, kcl_piece a, kcl_piece b, size_t count) {
  EACH(k, count) {
    double v = a.value[k] * b.value[k];
    double e = __builtin_fabs(a.value[k]) * b.error[k]
        + (__builtin_fabs(b.value[k]) + b.error[k]) * a.error[k];
    result.error[k] = OUTWARDS(e + 0x1p-53 * __builtin_fabs(v));
    result.value[k] = v;
  }
}

PROCESSOR static void NAME(piece_accumulate)(
    kcl_piece result, kcl_piece a, double value, double error, size_t count) {
  double size = __builtin_fabs(value) + error;
  EACH(k, count) {
    double p = value * a.value[k];
    double v = result.value[k] + p;
    double e = size * a.error[k] + error * __builtin_fabs(a.value[k]) + result.error[k];
    result.error[k] = OUTWARDS(e + 0x1p-53 * (__builtin_fabs(p) + __builtin_fabs(v)));
    result.value[k] = v;
  }
}

PROCESSOR static void NAME(piece_clamp)(double *values, kcl_piece a, size_t count) {
  EACH(k, count) {
    double v = a.value[k];
    double below = v > 1 ? 1 : v;
    values[k] = below < -1 ? -1 : below;
  }
}

PROCESSOR static void NAME(piece_kappa_1)(
    kcl_piece result, kcl_piece a, double units, size_t count) {
  EACH(k, count) {
    result.error[k] = OUTWARDS(a.error[k] + units * 0x1p-53 * __builtin_fabs(result.value[k]));
  }
}

PROCESSOR static void NAME(piece_kappa_0)(
    kcl_piece result, kcl_piece a, double units, size_t count) {
  EACH(k, count) {
    double e = a.error[k];
    double c = __builtin_fabs(a.value[k]);
    // 1 - |C| is exact or rounded once; below, a lower bound of the distance to the end.
    double w = ((1 - (c < 1 ? c : 1)) - e) * (1 - 0x1p-48);
    double everywhere = __builtin_elementwise_sqrt(0.5 * e);
    double inside = 0.3183098861837907
        * (e / __builtin_elementwise_sqrt(w > 0 ? w * (2 - w) : 0x1p-1000));
    double slope = w > 0 && inside < everywhere ? inside : everywhere;
    result.error[k] = OUTWARDS(slope + units * 0x1p-53 * __builtin_fabs(result.value[k]));
  }
}

PROCESSOR static double NAME(least_pair)(
    double a, const double *row, const double *diagonal, size_t count, size_t *index) {
  double least = __builtin_inf();
  size_t place = 0;
  double values[64];
  for (size_t first = 0; first < count; first += 64) {
    size_t length = count - first < 64 ? count - first : 64;
    EACH(k, length) {
      double half = 0.5 * (a - diagonal[first + k]);
      double c = row[first + k];
      values[k] = 0.5 * (a + diagonal[first + k]) - __builtin_elementwise_sqrt(half * half + c * c);
    }
    for (size_t k = 0; k < length; k++)
      if (values[k] < least) {
        least = values[k];
        place = first + k;
      }
  }
  *index = place;
  return least;
}

static const struct double_loops NAME(loops) = {
    NAME(products), NAME(solve_block), NAME(dot), NAME(axpy), NAME(dot_twice), NAME(piece_add),
    NAME(piece_multiply), NAME(piece_accumulate), NAME(piece_clamp), NAME(piece_kappa_0),
    NAME(piece_kappa_1), NAME(least_pair), NAME(reflect_row), NAME(sturm_counts),
};

#undef EACH
#undef OUTWARDS
#undef NAME
#undef PROCESSOR
#undef FUSED

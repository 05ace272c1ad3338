#ifndef CMPFR_H
#define CMPFR_H
#include <gmp.h>
#include <mpfr.h>
#endif

#include "CMultiprecision.h"

/* The C interface of KernelCalculator: the command kernelcalc as a function. */
#ifndef KERNELCALC_H
#define KERNELCALC_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Runs the command inside this process and returns its exit code: 0 done, proved or passed; 1 refuted,
 * failed or invalid; 2 bad input; 3 undecided.
 *
 * arguments: count strings in UTF-8, as on the command line without the command's own name. input:
 * stands for standard input; may be null. *output and *error: what would have been printed, with a NUL
 * byte after it; to be freed with kernelcalc_free; null where memory was short. May be called from
 * several threads at once. */
int32_t kernelcalc_run(intptr_t count, const char *const *arguments, const uint8_t *input,
                       intptr_t input_length, uint8_t **output, intptr_t *output_length,
                       uint8_t **error, intptr_t *error_length);

/* Interrupts, from another thread, the running call of kernelcalc_run that was given this `output`, as
 * Ctrl-C would: a search for a proof ends undecided, a table is not made. Gives 1, or 0 where no such call
 * is under way. A command that cannot be interrupted goes on to its end. */
int32_t kernelcalc_interrupt(uint8_t **output);

/* Runs the command on this process's own streams, with signals and progress as on the command line, and
 * ends the process with its exit code. */
void kernelcalc_main(intptr_t count, const char *const *arguments);

/* Frees what kernelcalc_run allocated; null is allowed. */
void kernelcalc_free(void *memory);

/* The version of this interface: 2. */
int32_t kernelcalc_abi_version(void);

#ifdef __cplusplus
}
#endif
#endif

#ifndef STANDIN_LANES_H
#define STANDIN_LANES_H

#include <windows.h>

/* Threads of our own, on which callbacks run: never the caller's. A lane runs one thing at a time, in order. */
typedef enum Lane { LANE_EVENTS, LANE_COMPLETIONS, LANE_LATE, LANE_COUNT } Lane;

/* Runs `run(argument)` on the lane after `delayMs`; what is due later does not hold up what comes behind it. */
void lane_post(Lane lane, void (*run)(void *argument), void *argument, DWORD delayMs);

#endif

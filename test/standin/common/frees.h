#ifndef STANDIN_FREES_H
#define STANDIN_FREES_H

#include <stdbool.h>
#include <windows.h>

/*
 * Sees LocalFree and CoTaskMemFree of the whole process. `take` says whether the block was this DLL's (then it has dealt
 * with it); any other block goes on to whoever looked before, at last to Windows.
 */
typedef bool (*FreeTaker)(void *block, bool byLocalFree);
void frees_watch(FreeTaker take);
/* Whether both entries could be changed: false makes every string look leaked, so the report says so. */
bool frees_are_seen(void);

#endif

/*
 * vmcompute.dll's layer functions. No public header has them; the shapes are those of github.com/microsoft/hcsshim
 * internal/wclayer (zsyscall of vmcompute) and of github.com/microsoft/windows-container's own notes on wclayer.
 */
#ifndef STANDIN_VMCOMPUTE_H
#define STANDIN_VMCOMPUTE_H
#include <stdint.h>
#include <windows.h>

typedef struct {
  int32_t Flavour;
  PCWSTR HomeDir;
} WC_DRIVER_INFO;

typedef struct {
  GUID LayerId;
  uint32_t Flags;
  PCWSTR Path;
} WC_LAYER_DESCRIPTOR;

_Static_assert(sizeof(WC_DRIVER_INFO) == 16 && sizeof(WC_LAYER_DESCRIPTOR) == 32, "the layouts of 64-bit Windows");
#endif

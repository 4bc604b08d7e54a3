#include "schema.h"

/* What the functions of computestorage.dll take. */
const SchemaType storageTypes[] = {
    {"LayerData", REFERENCE, "SchemaVersion:Version! Layers:Layer[] FilterType:LayerFilter@29"},
    {"ExportLayerOptions", REFERENCE, "IsWritableLayer:bool"},
    {"OsLayerOptions", REFERENCE, "Type:OsLayerType DisableCiCacheOptimization:bool SkipUpdateBcdForBoot:bool@25"},
    {"OsLayerType", REFERENCE, "| Container Vm"},
    {0}};

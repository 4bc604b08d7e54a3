import { rowsOf } from './row.ts';
import type { Guid, Out, Text, WcDriverInfo, WcLayerDescriptor } from './types.ts';

/**
 * vmcompute.dll: the layer functions that Windows containers use in production on every build, and HNSCall. No header
 * of Microsoft's or mingw-w64's has them: the rows are from two public sources, and unproved until a Windows machine
 * has run them. `id` is the full path of the layer folder, with `info` {1, ''}. Layers: immediate parent first, base last.
 */
const row = rowsOf({
  dll: 'vmcompute',
  failure: 'hresult',
  minimumBuild: 14393,
  doc: (name) => [
    `https://github.com/microsoft/hcsshim/blob/main/internal/wclayer/wclayer.go (${name}, Go)`,
    `https://github.com/microsoft/dotnet-computevirtualization/blob/master/src/Microsoft.Windows.ComputeVirtualization/ContainerStorage.cs (${name}, C#)`,
  ],
});

type OneLayer = [info: WcDriverInfo, id: string];
type WithParents = [info: WcDriverInfo, id: string, layers: readonly WcLayerDescriptor[], count: number];
type WithFolder = [info: WcDriverInfo, id: string, folder: string, layers: readonly WcLayerDescriptor[], count: number];

/** Makes an empty read-only layer folder. */
export const CreateLayer = row<[info: WcDriverInfo, id: string, parent: string], number>(
  'int32_t CreateLayer(const WC_DRIVER_INFO *info, str16 id, str16 parent)',
);
/** Makes sandbox.vhdx in the folder. */
export const CreateSandboxLayer = row<
  [info: WcDriverInfo, id: string, parent: null, layers: readonly WcLayerDescriptor[], count: number],
  number
>(
  'int32_t CreateSandboxLayer(const WC_DRIVER_INFO *info, str16 id, str16 parent, const WC_LAYER_DESCRIPTOR *layers, uint32_t count)',
);
export const ExpandSandboxSize = row<[info: WcDriverInfo, id: string, bytes: number | bigint], number>(
  'int32_t ExpandSandboxSize(const WC_DRIVER_INFO *info, str16 id, uint64_t bytes)',
);
/** Attaches sandbox.vhdx. */
export const ActivateLayer = row<OneLayer, number>('int32_t ActivateLayer(const WC_DRIVER_INFO *info, str16 id)');
/** Attaches the filter. One at a time on the whole machine. */
export const PrepareLayer = row<WithParents, number>(
  'int32_t PrepareLayer(const WC_DRIVER_INFO *info, str16 id, const WC_LAYER_DESCRIPTOR *layers, uint32_t count)',
);
export const UnprepareLayer = row<OneLayer, number>('int32_t UnprepareLayer(const WC_DRIVER_INFO *info, str16 id)');
export const DeactivateLayer = row<OneLayer, number>('int32_t DeactivateLayer(const WC_DRIVER_INFO *info, str16 id)');
/** Twice: with a null buffer for the length in UTF-16 units, the ending zero included; then with the buffer. */
export const GetLayerMountPath = row<
  [info: WcDriverInfo, id: string, length: [number | bigint], buffer: Buffer | null],
  number
>('int32_t GetLayerMountPath(const WC_DRIVER_INFO *info, str16 id, _Inout_ size_t *length, void *buffer)');
export const ImportLayer = row<WithFolder, number>(
  'int32_t ImportLayer(const WC_DRIVER_INFO *info, str16 id, str16 folder, const WC_LAYER_DESCRIPTOR *layers, uint32_t count)',
);
export const ExportLayer = row<WithFolder, number>(
  'int32_t ExportLayer(const WC_DRIVER_INFO *info, str16 id, str16 folder, const WC_LAYER_DESCRIPTOR *layers, uint32_t count)',
);
/** Deletes the folder with backup rights: check the path first. */
export const DestroyLayer = row<OneLayer, number>('int32_t DestroyLayer(const WC_DRIVER_INFO *info, str16 id)');
/** The id that the filter knows a layer by, from the last part of its path. */
export const NameToGuid = row<[name: string, guid: Out<Guid>], number>(
  'int32_t NameToGuid(str16 name, _Out_ GUID *guid)',
  {
    doc: [
      'https://github.com/microsoft/hcsshim/blob/main/internal/wclayer/wclayer.go (NameToGuid, Go)',
      'https://github.com/akashche/hostcompute_nspawn/blob/master/src/vmcompute.hpp (NameToGuid, C++)',
    ],
  },
);
export const ProcessBaseImage = row<[path: string], number>('int32_t ProcessBaseImage(str16 path)');
export const ProcessUtilityImage = row<[path: string], number>('int32_t ProcessUtilityImage(str16 path)');
/** The network service's first interface: `GET`, `/globals/version`, ''. */
export const HNSCall = row<[method: string, path: string, request: Text, response: Out<string>], number>(
  'int32_t HNSCall(str16 method, str16 path, str16 request, _Out_ PWSTR_COTASK *response)',
  {
    doc: [
      'https://github.com/microsoft/hcsshim/blob/main/internal/hns/hns.go (_hnsCall, Go)',
      'https://github.com/microsoft/dotnet-computevirtualization/blob/master/src/Microsoft.Windows.ComputeVirtualization/Hns.cs (HNSCall, C#)',
    ],
  },
);

import type { KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';
import type { Out, Text } from './types.ts';

/** computestorage.dll: layers by JSON. Strings it gives are freed with LocalFree. */
const row = rowsOf({
  dll: 'computestorage',
  failure: 'hresult',
  minimumBuild: 17763,
  doc: (name) => `https://learn.microsoft.com/virtualization/api/hcs/reference/${name.toLowerCase()}`,
});

export const HcsImportLayer = row<[layerPath: string, sourceFolderPath: string, layerData: string], number>(
  'int32_t HcsImportLayer(str16 layerPath, str16 sourceFolderPath, str16 layerData)',
);
/** The export folder must exist. */
export const HcsExportLayer = row<
  [layerPath: string, exportFolderPath: string, layerData: string, options: string],
  number
>('int32_t HcsExportLayer(str16 layerPath, str16 exportFolderPath, str16 layerData, str16 options)');
/** Deletes the folder with backup rights: check the path first. */
export const HcsDestroyLayer = row<[layerPath: string], number>('int32_t HcsDestroyLayer(str16 layerPath)');
/** Containers: no handle. Virtual machines: of the attached SystemTemplateBase.vhdx. */
export const HcsSetupBaseOSLayer = row<[layerPath: string, vhdHandle: KernelHandle | null, options: string], number>(
  'int32_t HcsSetupBaseOSLayer(str16 layerPath, HANDLE vhdHandle, str16 options)',
);
export const HcsSetupBaseOSVolume = row<[layerPath: string, volumePath: string, options: string], number>(
  'int32_t HcsSetupBaseOSVolume(str16 layerPath, str16 volumePath, str16 options)',
  { minimumBuild: 20348 },
);
export const HcsInitializeWritableLayer = row<[writableLayerPath: string, layerData: string, options: Text], number>(
  'int32_t HcsInitializeWritableLayer(str16 writableLayerPath, str16 layerData, str16 options)',
);
export const HcsAttachLayerStorageFilter = row<[layerPath: string, layerData: string], number>(
  'int32_t HcsAttachLayerStorageFilter(str16 layerPath, str16 layerData)',
);
export const HcsDetachLayerStorageFilter = row<[layerPath: string], number>(
  'int32_t HcsDetachLayerStorageFilter(str16 layerPath)',
);
/** Build 17763: a CreateFileW handle of the file; later builds: one of OpenVirtualDisk. */
export const HcsFormatWritableLayerVhd = row<[vhdHandle: KernelHandle], number>(
  'int32_t HcsFormatWritableLayerVhd(HANDLE vhdHandle)',
);
export const HcsGetLayerVhdMountPath = row<[vhdHandle: KernelHandle, mountPath: Out<string>], number>(
  'int32_t HcsGetLayerVhdMountPath(HANDLE vhdHandle, _Out_ PWSTR_LOCAL *mountPath)',
);

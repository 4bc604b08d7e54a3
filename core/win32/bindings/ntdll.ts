import { rowsOf } from './row.ts';

const row = rowsOf({
  dll: 'ntdll',
  failure: 'ntstatus',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/search/?terms=${name}`,
});

export const RtlNtStatusToDosError = row<[status: number], number>('uint32_t RtlNtStatusToDosError(int32_t status)', {
  failure: 'none',
});

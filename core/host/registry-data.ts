import type { RegistryData } from './scratch-change.ts';

/** By their numbers: REG_NONE, REG_SZ... */
const TYPES = [
  'None',
  'String',
  'ExpandString',
  'Binary',
  'DWord',
  'DWordBigEndian',
  'Link',
  'MultiString',
  'ResourceList',
  'FullResourceDescriptor',
  'ResourceRequirementsList',
  'QWord',
];

/** A value as people read it. A number of the wrong length, and text that is cut, are bytes. */
export function registryData(type: number, bytes: Uint8Array): RegistryData {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = TYPES[type] ?? `0x${type.toString(16)}`;
  if (name === 'DWord' && buffer.length === 4) return { type: name, text: String(buffer.readUInt32LE(0)) };
  if (name === 'QWord' && buffer.length === 8) return { type: name, text: String(buffer.readBigUInt64LE(0)) };
  const isText = ['String', 'ExpandString', 'MultiString', 'Link'].includes(name) && buffer.length % 2 === 0;
  if (!isText) return { type: name, text: buffer.toString('hex').replace(/..(?=.)/g, '$& ') };
  const text = buffer.toString('utf16le').replace(/\0+$/, '');
  return { type: name, text: name === 'MultiString' ? text.split('\0').join('\n') : text };
}

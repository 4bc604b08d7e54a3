import type { ExtendedAttribute } from '../../spec/layer-entry.ts';
import { encodeExtendedAttributes } from './extended-attributes.ts';
import { encodeReparsePoint, type LinkTarget } from './reparse-point.ts';
import { encodeStreamHeader, STREAM_ID, toStreamName } from './stream-header.ts';

/** What of a file goes before its content. */
export interface StreamStart {
  /** A self-relative SECURITY_DESCRIPTOR. */
  securityDescriptor?: Uint8Array;
  extendedAttributes?: readonly ExtendedAttribute[];
  /** A link has no content. */
  link?: LinkTarget;
  /** A file's content follows; a folder has none. Bytes. */
  dataBytes?: number;
}

/**
 * The streams that begin a file, in the order in which BackupWrite takes them: security, extended attributes, link or
 * the header of the content. The content itself comes right after, exactly `dataBytes` of it.
 */
export function encodeStreamStart(start: StreamStart): Buffer {
  const parts: Uint8Array[] = [];
  const add = (id: number, bytes: Uint8Array): void => {
    parts.push(encodeStreamHeader({ id, attributes: 0, sizeBytes: bytes.length, name: '' }), bytes);
  };
  if (start.securityDescriptor !== undefined) add(STREAM_ID.security, start.securityDescriptor);
  if (start.extendedAttributes !== undefined && start.extendedAttributes.length > 0)
    add(STREAM_ID.extendedAttributes, encodeExtendedAttributes(start.extendedAttributes));
  if (start.link !== undefined) add(STREAM_ID.reparse, encodeReparsePoint(start.link));
  else if (start.dataBytes !== undefined)
    parts.push(encodeStreamHeader({ id: STREAM_ID.data, attributes: 0, sizeBytes: start.dataBytes, name: '' }));
  return Buffer.concat(parts);
}

/** The header of an alternate stream; its content comes right after. `name` as in `file.txt:name`. */
export function encodeAlternateStart(name: string, sizeBytes: number): Buffer {
  return encodeStreamHeader({ id: STREAM_ID.alternateData, attributes: 0, sizeBytes, name: toStreamName(name) });
}

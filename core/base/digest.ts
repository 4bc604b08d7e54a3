import { createHash } from 'node:crypto';
import { fault } from './fault.ts';

/** What a stream was, once it has flowed by. */
export interface StreamDigest {
  /** `sha256:<64 hex>`. */
  digest: string;
  sizeBytes: number;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether a text is a digest that we know: sha256, lower-case hex. Safe as a file name then. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** The hex part. @throws {RuntimeFault} `InvalidArgument` for another algorithm or no digest at all. */
export function digestHex(digest: string): string {
  if (!isDigest(digest))
    throw fault('InvalidArgument', `'${digest.slice(0, 100)}' is no sha256 digest.`, { target: digest.slice(0, 100) });
  return digest.slice('sha256:'.length);
}

export function sha256(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The first hex digits of a text's sha256: a mark that tells what belongs to it from the rest of its kind. */
export function shortHash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** Passes a stream through, hashing it; `done` has the result once the stream has ended. */
export function digestStream(source: AsyncIterable<Uint8Array>): {
  stream: AsyncGenerator<Uint8Array, void, void>;
  done: () => StreamDigest;
} {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let result: StreamDigest | undefined;
  async function* pass(): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of source) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
    result = { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
  }
  return {
    stream: pass(),
    done: () => {
      if (result === undefined) throw fault('Internal', 'a digest was asked for before its stream ended');
      return result;
    },
  };
}

export interface ExpectedStream {
  digest: string;
  /** Undefined where only the digest is known. */
  sizeBytes?: number;
  /** What the stream is, for the message: `the blob`, `the layer`. */
  what: string;
}

/**
 * Passes a stream through and fails at its end, or as soon as it is too long, when it is not what was expected. A reader
 * that stops early has verified nothing.
 *
 * @throws {RuntimeFault} `Corrupt`, naming the digest.
 */
export async function* verifiedStream(
  source: AsyncIterable<Uint8Array>,
  expected: ExpectedStream,
): AsyncGenerator<Uint8Array, void, void> {
  const { digest, sizeBytes, what } = expected;
  const hash = createHash('sha256');
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    if (sizeBytes !== undefined && seen > sizeBytes)
      throw damaged(what, digest, `it has more than its ${sizeBytes} bytes`);
    hash.update(chunk);
    yield chunk;
  }
  if (sizeBytes !== undefined && seen !== sizeBytes)
    throw damaged(what, digest, `it has ${seen} bytes, not ${sizeBytes}`);
  const found = `sha256:${hash.digest('hex')}`;
  if (found !== digest) throw damaged(what, digest, `its content is ${found}`);
}

function damaged(what: string, digest: string, why: string): Error {
  return fault('Corrupt', `${what} ${digest} is damaged: ${why}.`, {
    target: digest,
    hint: 'Remove-ContainerImage, then Import-ContainerImage or New-ContainerImage again',
  });
}

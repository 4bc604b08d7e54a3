import { isDigest } from '../base/digest.ts';
import { fault } from '../base/fault.ts';
import type {
  OciConfig,
  OciDescriptor,
  OciHealthcheck,
  OciHistory,
  OciIndex,
  OciManifest,
  OciPlatform,
} from '../spec/oci-image.ts';

/** Over this a manifest, index or config is refused before it is read. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;
/** Windows images have at most 127 layers; Linux ones as many. */
const MAX_LAYERS = 1000;
const MAX_MANIFESTS = 10_000;

/**
 * Parses an index. `what` names the document in messages: `index.json of ...`, a digest.
 * @throws {RuntimeFault} `Corrupt` here and in the functions below.
 */
export function parseIndex(bytes: Uint8Array, what: string): OciIndex {
  const value = parseObject(bytes, what);
  const manifests = arrayOf(value['manifests'], MAX_MANIFESTS, `${what}: manifests`).map((item, at) =>
    descriptor(item, `${what}: manifest ${at}`),
  );
  return { ...value, schemaVersion: 2, manifests } as OciIndex; // the other members are passed on as they are
}

export function parseManifest(bytes: Uint8Array, what: string): OciManifest {
  const value = parseObject(bytes, what);
  if (value['schemaVersion'] !== 2 || value['config'] === undefined)
    throw bad(what, 'it is no image manifest of version 2');
  const manifest: OciManifest = {
    schemaVersion: 2,
    config: descriptor(value['config'], `${what}: config`),
    layers: arrayOf(value['layers'], MAX_LAYERS, `${what}: layers`).map((item, at) =>
      descriptor(item, `${what}: layer ${at}`),
    ),
  };
  if (typeof value['mediaType'] === 'string') manifest.mediaType = value['mediaType'];
  const annotations = textMap(value['annotations'], `${what}: annotations`);
  if (annotations !== undefined) manifest.annotations = annotations;
  return manifest;
}

export function parseConfig(bytes: Uint8Array, what: string): OciConfig {
  const value = parseObject(bytes, what);
  const rootfs = objectOf(value['rootfs'], `${what}: rootfs`);
  const diffIds = arrayOf(rootfs['diff_ids'], MAX_LAYERS, `${what}: diff_ids`).map((item, at) =>
    digestOf(item, `${what}: diff_ids ${at}`),
  );
  const config: OciConfig = {
    architecture: textOf(value['architecture'], `${what}: architecture`),
    os: textOf(value['os'], `${what}: os`),
    rootfs: { type: 'layers', diff_ids: diffIds },
  };
  if (value['created'] !== undefined) config.created = dateOf(value['created'], `${what}: created`);
  if (value['os.version'] !== undefined) config['os.version'] = textOf(value['os.version'], `${what}: os.version`);
  if (value['os.features'] !== undefined)
    config['os.features'] = textArray(value['os.features'], `${what}: os.features`);
  if (value['config'] !== undefined && value['config'] !== null)
    config.config = runConfig(objectOf(value['config'], `${what}: config`), what);
  // History is for people; it is carried on, not judged.
  if (Array.isArray(value['history']))
    config.history = value['history'].filter((item): item is OciHistory => typeof item === 'object' && item !== null);
  return config;
}

function runConfig(value: Record<string, unknown>, what: string): NonNullable<OciConfig['config']> {
  const run: NonNullable<OciConfig['config']> = {};
  for (const key of ['Cmd', 'Entrypoint', 'Env'] as const) {
    const list = value[key];
    if (list !== undefined && list !== null) run[key] = textArray(list, `${what}: config.${key}`);
  }
  if (typeof value['WorkingDir'] === 'string' && value['WorkingDir'] !== '') run.WorkingDir = value['WorkingDir'];
  if (typeof value['User'] === 'string' && value['User'] !== '') run.User = value['User'];
  if (value['ArgsEscaped'] === true) run.ArgsEscaped = true;
  // Beyond the specification: what is not as Docker writes it is as if it were not there.
  if (isTexts(value['Shell']) && value['Shell'].length > 0) run.Shell = value['Shell'];
  const check = healthcheck(value['Healthcheck']);
  if (check !== undefined) run.Healthcheck = check;
  return run;
}

function healthcheck(value: unknown): OciHealthcheck | undefined {
  if (typeof value !== 'object' || value === null || !('Test' in value) || !isTexts(value.Test)) return undefined;
  const found: OciHealthcheck = { Test: value.Test };
  for (const key of ['Interval', 'Timeout', 'StartPeriod', 'Retries'] as const) {
    const number: unknown = Reflect.get(value, key);
    if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) found[key] = number;
  }
  return found;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && !item.includes('\0'));
}

function descriptor(value: unknown, what: string): OciDescriptor {
  const object = objectOf(value, what);
  const size = object['size'];
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw bad(what, 'its size is no number of bytes');
  const found: OciDescriptor = {
    mediaType: textOf(object['mediaType'], `${what}: mediaType`),
    digest: digestOf(object['digest'], what),
    size,
  };
  const annotations = textMap(object['annotations'], `${what}: annotations`);
  if (annotations !== undefined) found.annotations = annotations;
  if (object['platform'] !== undefined)
    found.platform = platform(objectOf(object['platform'], `${what}: platform`), what);
  return found;
}

function platform(value: Record<string, unknown>, what: string): OciPlatform {
  const found: OciPlatform = {
    architecture: textOf(value['architecture'], `${what}: architecture`),
    os: textOf(value['os'], `${what}: os`),
  };
  if (typeof value['os.version'] === 'string') found['os.version'] = value['os.version'];
  if (value['os.features'] !== undefined)
    found['os.features'] = textArray(value['os.features'], `${what}: os.features`);
  return found;
}

function parseObject(bytes: Uint8Array, what: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw bad(what, `it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  return objectOf(value, what);
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(what, 'it is no object');
  return value as Record<string, unknown>; // checked: a plain object, its members still unknown
}

function arrayOf(value: unknown, max: number, what: string): unknown[] {
  if (!Array.isArray(value)) throw bad(what, 'it is no list');
  if (value.length > max) throw bad(what, `it has ${value.length} items, over ${max}`);
  return value;
}

function textArray(value: unknown, what: string): string[] {
  return arrayOf(value, 10_000, what).map((item) => textOf(item, what));
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length > 65_536) throw bad(what, 'it is no text');
  return value;
}

function textMap(value: unknown, what: string): Record<string, string> | undefined {
  if (value === undefined || value === null) return undefined;
  const found: Record<string, string> = {};
  for (const [key, text] of Object.entries(objectOf(value, what))) found[key] = textOf(text, what);
  return found;
}

function digestOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || !isDigest(value)) throw bad(what, 'its digest is no sha256 digest');
  return value;
}

function dateOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw bad(what, 'it is no time');
  return value;
}

function bad(what: string, why: string): Error {
  return fault('Corrupt', `The image document ${what} is damaged: ${why}.`, { target: what });
}

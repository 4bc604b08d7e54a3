import type { Check } from './preflight.ts';

export interface TestFailure {
  title: string;
  message: string;
}

/** One part of the run. */
export interface PartResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  failures: TestFailure[];
  /** `title: reason`. */
  skips: string[];
}

/** What is sent back. No names, no addresses: see `withoutNames`. */
export interface Report {
  schemaVersion: 1;
  product: { version: string; build: string };
  startedAt: string;
  seconds: number;
  machine: {
    osVersion: string | undefined;
    architecture: string;
    isolations: readonly string[];
    processors: number;
    memoryMB: number;
    node: string;
    /** `powershell 5.1.20348.1`. */
    shells: readonly string[];
  };
  preflight: readonly Check[];
  parts: readonly PartResult[];
  inventory: { before: Record<string, number> | undefined; differences: readonly string[] };
  outcome: 'passed' | 'failed' | 'not run';
}

/** Who must not be told of. */
export interface Names {
  hostName: string;
  userName: string;
  domain: string | undefined;
}

/** The same report with machine, user and domain names and every network address taken out of all its texts. */
export function withoutNames<Value>(value: Value, names: Names): Value {
  if (typeof value === 'string') return hideNames(value, names) as Value & string; // a text stays a text
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNames(item, names)) as Value & unknown[]; // the same items
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [hideNames(key, names), withoutNames(item, names)]);
  return Object.fromEntries(entries) as Value; // the same fields
}

/** Builds of Windows have more digits in a part than addresses have. */
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const IPV6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}){1,4}(?![\w:])|(?<![\w:])fe80::[0-9a-f:]+/gi;
const MAC = /(?<![\w-])(?:[0-9a-f]{2}[-:]){5}[0-9a-f]{2}(?![\w-])/gi;
function hideNames(text: string, { hostName, userName, domain }: Names): string {
  let shown = text.replace(MAC, '<mac>').replace(IPV4, (found) => (isEverywhere(found) ? found : '<address>'));
  shown = shown.replace(IPV6, '<address>');
  for (const [name, label] of [
    [hostName, '<machine>'],
    [userName, '<user>'],
    [domain ?? '', '<domain>'],
  ] as const) {
    // A name of one or two letters would hide half of every text; it says nothing either.
    if (name.length > 2) shown = shown.replaceAll(new RegExp(`(?<!\\w)${escapeForRegExp(name)}(?!\\w)`, 'gi'), label);
  }
  return shown;
}

/** Addresses that every machine has. */
function isEverywhere(address: string): boolean {
  return address.startsWith('127.') || address === '0.0.0.0';
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** All parts together; a difference of the inventory is one failure more, an equal one a test more that passed. */
export function countAll(parts: readonly PartResult[], differences: readonly string[]): Counts {
  const sum = (of: (part: PartResult) => number) => parts.reduce((total, part) => total + of(part), 0);
  const isEqual = differences.length === 0;
  return {
    passed: sum(({ passed }) => passed) + (isEqual ? 1 : 0),
    failed: sum(({ failed }) => failed) + (isEqual ? 0 : 1),
    skipped: sum(({ skipped }) => skipped),
  };
}

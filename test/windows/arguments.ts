/** The parts of a run, in the order in which they run. */
export const PARTS = ['contract', 'walk', 'module'] as const;
export type Part = (typeof PARTS)[number];

export interface RunOptions {
  /** An OCI archive or the folder of an OCI image layout: a base image that fits this machine. */
  baseImage: string | undefined;
  /** All that the run makes is below it, but for its report. Default: `HcsContainers-test` in %ProgramData%. */
  workFolder: string | undefined;
  /** Where the report goes. Default: in the current folder, with the time in its name. */
  report: string | undefined;
  /** First removes what an earlier run left. */
  clean: boolean;
  /** Looks only: preflight and inventory. */
  checkOnly: boolean;
  parts: readonly Part[];
  /** Only contract cases with these words in their titles. */
  grep: string | undefined;
}

export const USAGE = `npm run test:windows -- --base-image <OCI archive or layout folder> [options]

  --work <folder>     where containers are made: a folder on a local NTFS volume; default %ProgramData%\\HcsContainers-test
  --report <file>     where the report goes; default: here, with the time in its name
  --part <name>       only contract, walk or module; may be given several times
  --grep <words>      only contract cases with these words in their titles
  --clean             first removes what an earlier run left
  --check             looks whether the tests could run, and changes nothing

The base image: save it from the registry that you use, for the build of this machine, with
  skopeo copy docker://<registry>/<repository>:<tag> oci-archive:base.tar:base
`;

/** @throws {Error} a sentence for the user, for what is no such option. */
export function readArguments(words: readonly string[]): RunOptions {
  const given = new Map<string, string>();
  const parts: Part[] = [];
  const switches = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--clean' || word === '--check') {
      switches.add(word);
      continue;
    }
    if (!['--base-image', '--work', '--report', '--part', '--grep'].includes(word))
      throw new Error(`There is no option '${word}'.`);
    const value = words[++at];
    if (value === undefined || value === '' || value.startsWith('--')) throw new Error(`${word} needs a value.`);
    if (word === '--part') parts.push(partOf(value));
    else if (given.has(word)) throw new Error(`${word} was given twice.`);
    else given.set(word, value);
  }
  return {
    baseImage: given.get('--base-image'),
    workFolder: given.get('--work'),
    report: given.get('--report'),
    clean: switches.has('--clean'),
    checkOnly: switches.has('--check'),
    parts: parts.length === 0 ? PARTS : PARTS.filter((part) => parts.includes(part)),
    grep: given.get('--grep'),
  };
}

function partOf(value: string): Part {
  const found = PARTS.find((part) => part === value);
  if (found === undefined) throw new Error(`--part is one of ${PARTS.join(', ')}, not '${value}'.`);
  return found;
}

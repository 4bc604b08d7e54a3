import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const COMPILER = 'x86_64-w64-mingw32-gcc';

/** Whether mingw-w64's compiler is here. */
export async function hasCompiler(): Promise<boolean> {
  return (await run(['--version'])).code === 0;
}

/** The names in the failed assertions and of undeclared functions, in order; `other` is every other error. */
export async function failedAssertions(source: string): Promise<{ failed: string[]; other: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'prototypes-'));
  try {
    const file = join(folder, 'check.c');
    await writeFile(file, source);
    const drivers = source.includes('<ddk/') ? ['-I', await driverFolder(file)] : [];
    const { code, stderr } = await run(['-std=gnu11', '-fsyntax-only', '-fmax-errors=0', ...drivers, file]);
    const errors = stderr.split('\n').filter((line) => /\berror:/.test(line));
    const failed = new Set<string>();
    const other: string[] = [];
    for (const error of errors) {
      const name = /static assertion failed: "([^"]+)"/.exec(error)?.[1] ?? /'(\w+)' undeclared/.exec(error)?.[1];
      if (name === undefined) other.push(error);
      else failed.add(name);
    }
    if (code !== 0 && errors.length === 0) other.push(stderr);
    return { failed: [...failed], other };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where the drivers' headers are: they include each other without the folder's name. */
async function driverFolder(file: string): Promise<string> {
  const { stdout } = await run(['-M', '-MG', file]);
  const header = stdout.split(/[\s\\]+/).find((path) => /\/ddk\/\w+\.h$/.test(path));
  return dirname(header ?? '');
}

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(COMPILER, args, { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, stdout, stderr }),
    );
  });
}

import { OTHER_WAYS, WAYS } from './ways.ts';

/** `docs/isolation.md`, whole. Written by `node test/isolation/write-table.ts`. */
export function isolationTable(): string {
  const sections = Object.entries({ ...WAYS, ...OTHER_WAYS });
  const count = sections.reduce((sum, [, ways]) => sum + Object.keys(ways).length, 0);
  const tables = sections.map(([title, ways]) => {
    const rows = Object.entries(ways).map(([name, what]) => `| \`${name}\` | ${what} |`);
    return [`## ${title}`, '', '| Way | What is tried |', '|---|---|', ...rows].join('\n');
  });
  const head = `# Ways out that are tried, and refused

Each of these ${count} ways is a test of \`test/isolation/\`, tried inside a sandbox of the embedded host: by a Windows program under
Wine, by a native program, or from both sides. [How far the isolation goes](embedded-host.md#how-far-this-holds), and where it
does not, is told there. This page is made of the tests' own table (\`test/isolation/ways.ts\`); a test keeps the two alike.

Known and open: nothing limits the disk that C: uses; there is no system call filter, and the kernel's virtual sockets
(\`AF_VSOCK\`, between a virtual machine and its hypervisor) know no namespaces.
`;
  return `${[head, ...tables].join('\n\n').replaceAll('\n\n\n', '\n\n')}\n`;
}

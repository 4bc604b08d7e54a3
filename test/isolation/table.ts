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

## Known and open

- Nothing limits the disk that C:, the logs and the files of requests use.
- There is no system call filter. The kernel's virtual sockets (\`AF_VSOCK\`, between a virtual machine and its hypervisor) know
  no namespaces. A program that asks for a kind of socket may have the kernel load its module.
- What the kernel counts by user, or for the whole machine, and lets nobody divide, a program can use up as long as its
  container runs; others who ask for more are refused. Of the same user, which is root where the service is root's: files
  that epoll watches (\`fs.epoll.max_user_watches\`) and room for keys (\`kernel.keys.root_maxbytes\`). Of all: asynchronous
  input and output (\`fs.aio-max-nr\`), which databases and virtual machines use. A limit of memory bounds the first only.
- Where something is mounted below \`/usr\`, and in a kernel whose overlays take no \`/usr\` of this machine, its files are shown
  by plain binds: then a program can hold back whoever opens one that nobody has open, by a lease, 45 seconds at a time.
- Without own user namespaces for root's sandboxes (a machine that forbids them even to root) watches are not divided. Under
  an ordinary user the sandboxes share one, and get half of them together. There, and where root lacks \`CAP_SYS_RESOURCE\`,
  a program can give up its place before others when memory is short.
- Without control groups for processes nothing keeps a program from taking all process ids.
- Who connects to a published port and goes leaves a connection of the keeper as long as the program inside keeps its end.
`;
  return `${[head, ...tables].join('\n\n').replaceAll('\n\n\n', '\n\n')}\n`;
}

// A web server for Windows: answers with the computer's name and a value from the Windows registry, read anew each time.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { hostname, version } from 'node:os';

const KEY = 'HKLM\\Software\\Demo';

function greeting() {
  try {
    const text = execFileSync('reg', ['query', KEY, '/v', 'Greeting'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /REG_SZ\s+(.*\S)/.exec(text)?.[1] ?? null;
  } catch {
    return null; // no such value yet
  }
}

const server = createServer((request, response) => {
  const answer = { computerName: hostname(), greeting: greeting(), platform: process.platform, windows: version() };
  response.setHeader('content-type', 'application/json').end(`${JSON.stringify(answer)}\n`);
});
server.listen(80, () => console.log('listening on port 80'));

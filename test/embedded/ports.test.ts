import { connect } from 'node:net';
import { expect } from 'chai';
import { isRerun, passesAsNobody } from './as-ordinary-user.ts';
import { EmbeddedBed, needSandbox, type Sandbox } from './bed.ts';

describe('published ports of the embedded host', function () {
  this.timeout(60_000);
  this.slow(5000);
  let bed: EmbeddedBed;

  before(async function () {
    this.timeout(120_000);
    await needSandbox(this);
    bed = await EmbeddedBed.open();
    await bed.base();
  });
  after(async () => bed?.dispose());

  it('are taken on the machine, also after connections were carried into other sandboxes', async () => {
    const sandboxes: Sandbox[] = [];
    try {
      for (let count = 0; count < 3; count++) {
        sandboxes.push(await bed.running({ ports: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] }));
        for (const sandbox of sandboxes) expect(await isTaken(await bed.hostPort(sandbox))).to.equal(true);
      }
    } finally {
      for (const sandbox of sandboxes) await bed.remove(sandbox);
    }
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.equal(1);
    });
  }
});

/** Whether a connection is taken; waits until the other side, where nobody serves, has closed it. */
async function isTaken(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  // The other side may close before it has read what we said (ECONNRESET): `close` follows. `once` of node:events would
  // reject for it.
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  socket.resume();
  let isConnected = false;
  socket.once('connect', () => {
    isConnected = true;
    socket.end('anybody?\n');
  });
  await closed;
  return isConnected;
}

/** A network helper for tests: `query` answers with the id; ids say what else it does. Its replies count the process. */
import { encodeFrame, FrameDecoder } from '../../core/base/frames.ts';
import type { HcnMessage } from '../../core/win32/network/hcn-protocol.ts';

const decoder = new FrameDecoder();
process.stdin.on('data', (chunk: Buffer) => {
  for (const message of decoder.push(chunk)) serve(message as HcnMessage);
});
process.stdin.on('end', () => process.exit(0));

function serve({ number, request }: HcnMessage): void {
  const id = 'id' in request ? request.id : request.op;
  if (id === 'hang') return;
  if (id === 'die') process.exit(3);
  if (id === 'babble') {
    process.stdout.write('what?\r\n\r\n');
    return;
  }
  const send = (reply: object): void => {
    process.stdout.write(encodeFrame({ number, ...reply }));
  };
  if (id === 'fail') {
    send({ ok: false, kind: 'NotFound', message: 'It is not there.', details: { hresult: 0x803b0002, hint: 'Look' } });
    return;
  }
  send({ ok: true, result: { id, processId: process.pid, dlls: process.argv[2] } });
}

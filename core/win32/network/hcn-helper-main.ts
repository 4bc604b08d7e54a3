/**
 * The network helper's main file: `node hcn-helper.mjs <files behind the DLL names, as JSON>`. Requests come on
 * standard input, answers go to standard output, in frames. It keeps nothing: it may be killed at any moment.
 */
import { toFault } from '../../base/fault.ts';
import { encodeFrame, FrameDecoder } from '../../base/frames.ts';
import { openNative } from '../native.ts';
import { runRequest } from './hcn-calls.ts';
import { describeRequest, type HcnMessage, type HcnReply } from './hcn-protocol.ts';

const native = openNative({ dlls: JSON.parse(process.argv[2] ?? '{}') }); // our own parent wrote it
const decoder = new FrameDecoder();
let underWay = 0;

process.stdin.on('data', (chunk: Buffer) => {
  for (const message of decoder.push(chunk)) void serve(message as HcnMessage); // the same
});
process.stdin.on('end', () => {
  // A call that hangs holds a thread that a proper exit would wait for.
  if (underWay > 0) process.kill(process.pid, 'SIGKILL');
  process.exit(0);
});

async function serve({ number, request }: HcnMessage): Promise<void> {
  underWay++;
  const reply = await answer(number, request);
  underWay--;
  process.stdout.write(encodeFrame(reply));
}

async function answer(number: number, request: HcnMessage['request']): Promise<HcnReply> {
  try {
    return { number, ok: true, result: await runRequest(native, request) };
  } catch (error) {
    const { op, target } = describeRequest(request);
    const { kind, message, hint, hresult } = toFault(error, op, target);
    const details = { ...(hint === undefined ? {} : { hint }), ...(hresult === undefined ? {} : { hresult }) };
    return { number, ok: false, kind, message, details };
  }
}

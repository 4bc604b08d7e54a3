import { Failure } from './failure.ts';
import type { Json } from './request.ts';

interface Line {
  op: string;
  times: number;
  /** So many calls go well first. */
  skip: number;
  hr?: number;
  delayMs?: number;
  drop?: boolean;
}

/** What `fault.set` asked for: the next calls of an operation fail, are late, or get no answer until `fault.clear`. */
export class FaultScript {
  private lines: Line[] = [];
  private held: (() => void)[] = [];

  set(request: Json): void {
    const { target, times, skip, hr, delayMs, drop } = request;
    this.lines.push({
      op: String(target),
      times: typeof times === 'number' ? times : 1,
      skip: typeof skip === 'number' ? skip : 0,
      ...(typeof hr === 'number' ? { hr } : {}),
      ...(typeof delayMs === 'number' ? { delayMs } : {}),
      ...(drop === true ? { drop } : {}),
    });
  }

  /** `fault.left`: how many calls are still to meet one. */
  left(): number {
    return this.lines.reduce((sum, { times }) => sum + times, 0);
  }

  /** `fault.clear`: there are none any more, and what was held back goes on. */
  clear(): void {
    const { held } = this;
    [this.lines, this.held] = [[], []];
    for (const goOn of held) goOn();
  }

  /** Resolves when the call may go on. */
  async before(op: string): Promise<void> {
    const index = this.lines.findIndex((line) => line.op === op && line.times > 0);
    const line = this.lines[index];
    if (line === undefined) return;
    if (line.skip > 0) {
      line.skip--;
      return;
    }
    line.times--;
    if (line.times === 0) this.lines.splice(index, 1);
    if (line.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, line.delayMs));
    if (line.hr !== undefined) throw new Failure(line.hr, `Scripted failure of ${op}.`);
    if (line.drop === true) await new Promise<void>((resolve) => this.held.push(resolve));
  }
}

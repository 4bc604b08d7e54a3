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

/** What `fault.set` asked for: the next calls of an operation fail, are late, or are never answered. */
export class FaultScript {
  private readonly lines: Line[] = [];

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

  /** @returns false when the call is never to be answered. */
  async before(op: string): Promise<boolean> {
    const index = this.lines.findIndex((line) => line.op === op && line.times > 0);
    const line = this.lines[index];
    if (line === undefined) return true;
    if (line.skip > 0) {
      line.skip--;
      return true;
    }
    line.times--;
    if (line.times === 0) this.lines.splice(index, 1);
    if (line.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, line.delayMs));
    if (line.hr !== undefined) throw new Failure(line.hr, `Scripted failure of ${op}.`);
    return line.drop !== true;
  }
}

import { fault } from '../../base/fault.ts';

/**
 * Keeps us from hammering a service that hangs: after some calls in a row that ran out of time, calls fail at once for
 * a while; then one is let through to see.
 */
export class Circuit {
  private readonly limit: number;
  private readonly restMs: number;
  private readonly now: () => Date;
  private timeouts = 0;
  private openUntilMs = 0;

  /** @param options.limit Timeouts in a row that open it. @param options.restMs How long it stays open then. */
  constructor(options: { limit: number; restMs: number; now: () => Date }) {
    this.limit = options.limit;
    this.restMs = options.restMs;
    this.now = options.now;
  }

  /** @throws {RuntimeFault} `Timeout` while calls must not be made. */
  check(what: string): void {
    const nowMs = this.now().getTime();
    if (nowMs >= this.openUntilMs || this.timeouts < this.limit) return;
    const seconds = Math.ceil((this.openUntilMs - nowMs) / 1000);
    throw fault(
      'Timeout',
      `Cannot ${what}: the network service (hns) did not answer ${this.timeouts} times in a row.`,
      {
        op: what,
        hint: `${HNS_HINT} It is asked again in ${seconds} s`,
      },
    );
  }

  answered(): void {
    this.timeouts = 0;
  }

  timedOut(): void {
    this.timeouts++;
    if (this.timeouts >= this.limit) this.openUntilMs = this.now().getTime() + this.restMs;
  }
}

/** We never restart the service: that cuts the network of every running container. */
export const HNS_HINT =
  'Get-Service hns; Get-WinEvent Microsoft-Windows-Host-Network-Service-Admin -MaxEvents 20. Restart-Service hns helps, and cuts the network of running containers.';

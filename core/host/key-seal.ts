/** What a host seals a key of ours with, so that a copy of its file is of no use on another machine. */
export interface KeySeal {
  /** What it is called: `DPAPI`. */
  readonly name: string;
  /** At most 4,096 bytes. */
  seal(key: Uint8Array): Promise<Buffer>;
  /** @throws Corrupt for what was not sealed on this machine, or was changed since. */
  open(sealed: Uint8Array): Promise<Buffer>;
}

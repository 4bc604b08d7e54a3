import { fault } from '../../base/fault.ts';
import type { HelperSession } from '../helper/helper-pool.ts';
import { keptCopyOf } from './kept-boot-files.ts';
import type { LayerSink, NewLayerFile } from './layer-writer.ts';

/** A boot configuration has 64 KB. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

/** A base layer, made by a helper file by file. */
export class BaseSink implements LayerSink {
  readonly #session: HelperSession;
  /** FILE_BASIC_INFO by path, in the order in which they were made. */
  readonly #folders = new Map<string, string>();
  #kept: { file: NewLayerFile; name: string; pieces: Buffer[]; sizeBytes: number } | undefined;
  #hasUtilityVm = false;

  constructor(session: HelperSession) {
    this.#session = session;
  }

  async begin(file: NewLayerFile): Promise<void> {
    await this.#keep();
    if (file.path.toUpperCase() === 'UTILITYVM\\FILES') this.#hasUtilityVm = true;
    const name = file.kind === 'file' ? keptCopyOf(file.path) : undefined;
    if (name !== undefined) this.#kept = { file, name, pieces: [], sizeBytes: 0 };
    await this.#create(file.path, file);
  }

  async #create(path: string, file: NewLayerFile, more: { withoutSecurity?: true } = {}): Promise<void> {
    const info = file.info.toString('base64');
    const isThere = this.#folders.has(path) ? { isThere: true as const } : {};
    if (file.kind === 'folder' && !file.isLink) this.#folders.set(path, info);
    await this.#send({ step: 'create', path, kind: file.kind, info, ...isThere, ...more });
  }

  async write(bytes: Buffer): Promise<void> {
    this.#keepPiece(bytes);
    await this.#session.helper.sendData(bytes);
    this.#check();
  }

  #keepPiece(bytes: Buffer): void {
    const kept = this.#kept;
    if (kept === undefined) return;
    kept.sizeBytes += bytes.length;
    if (kept.sizeBytes > MAX_KEPT_BYTES) {
      throw fault('InvalidArgument', `'${kept.file.path}' is too large for a boot configuration.`, {
        target: kept.file.path,
      });
    }
    kept.pieces.push(Buffer.from(bytes));
  }

  async hardLink(path: string, target: string): Promise<void> {
    await this.#send({ step: 'hardlink', path, target });
  }

  async remove(path: string): Promise<void> {
    await this.#send({ step: 'remove', path });
  }

  async finish(): Promise<void> {
    await this.#keep();
    // What was written into a folder has changed its time.
    for (const [path, info] of [...this.#folders].reverse()) await this.#send({ step: 'info', path, info });
    await this.#send({ step: 'process', baseImage: true, utilityVm: this.#hasUtilityVm });
  }

  /** Writes the second copy of a file that Windows will change. */
  async #keep(): Promise<void> {
    const kept = this.#kept;
    if (kept === undefined) return;
    this.#kept = undefined;
    await this.#create(kept.name, kept.file, { withoutSecurity: true });
    for (const piece of kept.pieces) await this.#session.helper.sendData(piece);
  }

  async #send(step: Parameters<HelperSession['helper']['send']>[0]): Promise<void> {
    await this.#session.helper.send(step);
    this.#check();
  }

  /** A helper that failed would pass over all that follows. */
  #check(): void {
    const error = this.#session.failed();
    if (error !== undefined) throw error;
  }
}

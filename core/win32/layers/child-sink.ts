import { badName } from '../../formats/layer-tar/layer-name.ts';
import type { HelperStep } from '../helper/helper-tasks.ts';
import type { LayerSink, NewLayerFile } from './layer-writer.ts';
import type { TransportSink } from './transport-sink.ts';
import type { UtilityVmSink } from './utility-vm-sink.ts';

/** A layer above others: its files and registry for ImportLayer, its utility VM beside them. */
export class ChildSink implements LayerSink {
  readonly #transport: TransportSink;
  readonly #utilityVm: UtilityVmSink;
  #current: LayerSink;

  constructor(transport: TransportSink, utilityVm: UtilityVmSink) {
    this.#transport = transport;
    this.#utilityVm = utilityVm;
    this.#current = transport;
  }

  /** What is to be done after ImportLayer, in this order. @param parent The layer below that has a utility VM. */
  async steps(parent: () => Promise<string>): Promise<HelperStep[]> {
    const { steps } = this.#transport;
    return this.#utilityVm.isUsed ? [...steps, ...this.#utilityVm.steps(await parent())] : [...steps];
  }

  begin(file: NewLayerFile): Promise<void> {
    this.#current = this.#sinkOf(file.path);
    return this.#current.begin(file);
  }

  write(bytes: Buffer): Promise<void> {
    return this.#current.write(bytes);
  }

  async hardLink(path: string, target: string): Promise<void> {
    const sink = this.#sinkOf(path);
    if (sink !== this.#sinkOf(target))
      throw badName(path.replaceAll('\\', '/'), 'it links between the utility VM and the rest');
    await sink.hardLink(path, target);
  }

  remove(path: string): Promise<void> {
    return this.#sinkOf(path).remove(path);
  }

  async finish(): Promise<void> {
    await this.#utilityVm.finish();
    await this.#transport.finish();
  }

  close(): void {
    this.#utilityVm.close();
    this.#transport.close();
  }

  #sinkOf(path: string): LayerSink {
    return /^UtilityVM(?:\\|$)/i.test(path) ? this.#utilityVm : this.#transport;
  }
}

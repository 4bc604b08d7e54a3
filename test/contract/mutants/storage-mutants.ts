import { mkdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fault, isFault } from '../../../core/base/fault.ts';
import type { NetworkNamespace, PortMapping } from '../../../core/host/port.ts';
import type { ScratchChange } from '../../../core/host/scratch-change.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { breakLayers, breakNetwork, type Mutant, mapEntries, reorder, swallow } from './break.ts';

type Change = (entry: LayerEntry) => LayerEntry | undefined;

function imports(name: string, cases: string[], change: Change): Mutant {
  return {
    name,
    cases,
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: (folder, parents, entries, options) =>
          layers.importLayer(folder, parents, mapEntries(entries, change), options),
      })),
  };
}

function exports(name: string, cases: string[], change: Change): Mutant {
  return {
    name,
    cases,
    break: (host) =>
      breakLayers(host, (layers) => ({
        exportScratch: (...args) => mapEntries(layers.exportScratch(...args), change),
      })),
  };
}

/** A file with one byte cut off its end. */
function shortened(entry: LayerEntry): LayerEntry {
  if (entry.kind !== 'file' || entry.sizeBytes === 0) return entry;
  const open = () => {
    let left = entry.sizeBytes - 1;
    return Readable.from(
      (async function* () {
        for await (const chunk of entry.open()) {
          yield chunk.subarray(0, left);
          left -= Math.min(left, chunk.length);
        }
      })(),
    );
  };
  return { ...entry, sizeBytes: entry.sizeBytes - 1, open };
}

const importing: Mutant[] = [
  {
    name: 'hostile names are accepted',
    cases: ['import refuses the name "../escape"', 'import refuses the name "Files/../../escape"'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: (...args) => swallow('InvalidArgument', () => layers.importLayer(...args), undefined),
      })),
  },
  imports('absolute names are made relative', ['import refuses the name "/etc/escape"'], (entry) => ({
    ...entry,
    name: entry.name.startsWith('/') ? `Files${entry.name}` : entry.name,
  })),
  imports(
    'hostile links are skipped in silence',
    ['import refuses a relative link that leaves the layer, naming the entry'],
    (entry) => (entry.kind === 'symlink' && entry.target.includes('..') ? undefined : entry),
  ),
  imports(
    'what lies below a link is skipped in silence',
    ['import refuses a file below a link, naming the entry'],
    (entry) => (entry.name.startsWith('Files/l/') ? undefined : entry),
  ),
  {
    name: 'the last of two names in different case wins',
    cases: ['import refuses a name twice in different case, naming the entry'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: (folder, parents, entries, options) =>
          layers.importLayer(
            folder,
            parents,
            reorder(entries, (all) => [...new Map(all.map((entry) => [entry.name.toLowerCase(), entry])).values()]),
            options,
          ),
      })),
  },
  {
    name: 'a whiteout in a base layer is dropped',
    cases: ['import refuses a whiteout in a base layer'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: (folder, parents, entries, options) =>
          layers.importLayer(
            folder,
            parents,
            parents.length > 0
              ? entries
              : mapEntries(entries, (entry) => (entry.kind === 'whiteout' ? undefined : entry)),
            options,
          ),
      })),
  },
  {
    name: 'a failed import leaves its folder',
    cases: ['an import whose entries fail leaves nothing and tells the failure'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: async (folder, ...rest) => {
          try {
            await layers.importLayer(folder, ...rest);
          } catch (error) {
            await mkdir(`${folder}.tmp`, { recursive: true });
            throw error;
          }
        },
      })),
  },
  {
    name: 'a layer shows before it is whole',
    cases: ['nothing is there until the import is whole'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: async (folder, parents, entries, options) => {
          const { rm } = await import('node:fs/promises');
          async function* early(): AsyncIterable<LayerEntry> {
            await mkdir(folder, { recursive: true });
            yield* entries;
            await rm(folder, { recursive: true });
          }
          await layers.importLayer(folder, parents, early(), options);
        },
      })),
  },
  {
    name: 'import into a folder that exists is accepted',
    cases: ['import refuses a folder that exists, and leaves it'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: (...args) => swallow('AlreadyExists', () => layers.importLayer(...args), undefined),
      })),
  },
  {
    name: 'import ignores its signal',
    cases: ['an import that is cancelled leaves nothing'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        importLayer: (folder, parents, entries) => layers.importLayer(folder, parents, entries),
      })),
  },
  imports('whiteouts are lost on import', ['a whiteout hides the parent’s file and folder'], (entry) =>
    entry.kind === 'whiteout' ? undefined : entry,
  ),
  imports('times are lost on import', ['readFiles gives the layer’s times and sizes'], (entry) =>
    'modifiedMs' in entry ? { ...entry, modifiedMs: entry.modifiedMs + 1000 } : entry,
  ),
  imports(
    'the last byte of each file is lost on import',
    ['a file of the layer is in the container, byte for byte'],
    (entry) => (entry.name.endsWith('.exe') ? entry : shortened(entry)),
  ),
  {
    name: 'destroyLayer takes a layer in use',
    cases: ['destroyLayer is Busy while an attached scratch has it as parent'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        destroyLayer: (folder) => swallow('Busy', () => layers.destroyLayer(folder), undefined),
      })),
  },
  {
    name: 'destroyLayer removes nothing',
    cases: ['destroyLayer removes the layer, and the name can be used again'],
    break: (host) => breakLayers(host, () => ({ destroyLayer: async () => {} })),
  },
];

const COPIED =
  'copyScratch holds what the source holds: files, deletions and registry; then neither knows of the other';
const COPY_REFUSED =
  'copyScratch onto a folder that exists, of one that is not there, and of an attached one is refused, and leaves nothing';

const FILES_TOLD = 'compareScratch tells each file that was added, changed or deleted, and what it is';
const REGISTRY_TOLD =
  'compareScratch tells registry keys and values with both values, or says which hives it cannot read';

function compares(name: string, cases: string[], change: (one: ScratchChange) => ScratchChange | undefined): Mutant {
  return {
    name,
    cases,
    break: (host) =>
      breakLayers(host, (layers) => ({
        async *compareScratch(...args) {
          for await (const one of layers.compareScratch(...args)) {
            const changed = change(one);
            if (changed !== undefined) yield changed;
          }
        },
      })),
  };
}

const comparisons: Mutant[] = [
  compares('a changed file is told as added', [FILES_TOLD], (one) =>
    one.kind === 'file' && one.action === 'Changed' ? { ...one, action: 'Added' } : one,
  ),
  compares('what was deleted is not told', [FILES_TOLD], (one) =>
    one.kind === 'file' && one.action === 'Deleted' ? undefined : one,
  ),
  compares('the old value is told as the new one', [REGISTRY_TOLD], (one) =>
    one.kind === 'value' && one.before !== undefined && one.after !== undefined ? { ...one, after: one.before } : one,
  ),
];

const SIZED = 'createScratch with a size makes one that serves a system, or is NotSupported where the host gives none';

const scratches: Mutant[] = [
  {
    name: 'createScratch over an old one is accepted',
    cases: ['createScratch refuses a folder that exists and leaves it'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        createScratch: (...args) => swallow('AlreadyExists', () => layers.createScratch(...args), undefined),
      })),
  },
  {
    name: 'a missing parent is not noticed',
    cases: ['createScratch on a parent that is not there is NotFound and leaves nothing'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        createScratch: (...args) => swallow('NotFound', () => layers.createScratch(...args), undefined),
      })),
  },
  {
    name: 'a failed createScratch leaves its folder',
    cases: ['createScratch on a parent that is not there is NotFound and leaves nothing'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        createScratch: async (folder, parents) => {
          try {
            await layers.createScratch(folder, parents);
          } catch (error) {
            await mkdir(folder, { recursive: true });
            throw error;
          }
        },
      })),
  },
  {
    name: 'a size that cannot be given is passed over',
    cases: [SIZED, 'createScratch of -1 bytes is InvalidArgument and leaves nothing'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        createScratch: (folder, parents) => layers.createScratch(folder, parents),
      })),
  },
  {
    name: 'a copied scratch is empty',
    cases: [COPIED],
    break: (host) =>
      breakLayers(host, (layers) => ({
        copyScratch: (_source, folder, parents) => layers.createScratch(folder, parents),
      })),
  },
  {
    name: 'an attached scratch is copied',
    cases: [COPY_REFUSED],
    break: (host) =>
      breakLayers(host, (layers) => ({
        copyScratch: (...args) => swallow('Busy', () => layers.copyScratch(...args), undefined),
      })),
  },
  {
    name: 'a scratch can be attached twice',
    cases: ['attachScratch of an attached scratch is Busy'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        attachScratch: (...args) => swallow('Busy', () => layers.attachScratch(...args), 'again'),
      })),
  },
  {
    name: 'detach while a system runs is accepted',
    cases: ['detachScratch is Busy while a system runs on it, and the system is not disturbed'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        detachScratch: (folder) => swallow('Busy', () => layers.detachScratch(folder), undefined),
      })),
  },
  {
    name: 'detach is silently not done',
    cases: ['detachScratch can be repeated, and then it can be attached again'],
    break: (host) => breakLayers(host, () => ({ detachScratch: async () => {} })),
  },
  {
    name: 'a second detach fails',
    cases: ['detachScratch of one that was never attached succeeds'],
    break: (host) =>
      breakLayers(host, () => ({
        detachScratch: async () => {
          throw fault('InvalidState', 'The scratch is not attached.');
        },
      })),
  },
  {
    name: 'a destroyed scratch is leaked',
    cases: ['destroyScratch removes it with all it holds; one that is not there succeeds'],
    break: (host) => breakLayers(host, () => ({ destroyScratch: async () => {} })),
  },
  {
    name: 'an attached scratch is destroyed',
    cases: ['destroyScratch of an attached scratch is Busy and removes nothing'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        destroyScratch: (folder) => swallow('Busy', () => layers.destroyScratch(folder), undefined),
      })),
  },
  {
    name: 'attachments are forgotten with the host',
    cases: ['an attachment is known to the next instance'],
    break: (host) => {
      const mine = new Set<string>();
      return breakLayers(host, (layers) => ({
        attachScratch: async (folder, parents) => {
          if (!mine.has(folder)) await layers.detachScratch(folder);
          const path = await layers.attachScratch(folder, parents);
          mine.add(folder);
          return path;
        },
      }));
    },
  },
];

const TIMES = 'times are whole seconds, and sizes those of the content';
const SORTED =
  'entries are in layer order: a folder before what it holds, siblings by their UTF-8 bytes, no name twice';

const exporting: Mutant[] = [
  {
    name: 'an attached scratch is exported',
    cases: ['export is Busy while the scratch is attached'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        async *exportScratch(...args) {
          try {
            yield* layers.exportScratch(...args);
          } catch (error) {
            if (!isFault(error, 'Busy')) throw error;
          }
        },
      })),
  },
  {
    name: 'export is in plain string order',
    cases: [SORTED],
    break: (host) =>
      breakLayers(host, (layers) => ({
        exportScratch: (...args) =>
          reorder(layers.exportScratch(...args), (all) => all.sort((a, b) => (a.name < b.name ? -1 : 1))),
      })),
  },
  {
    name: 'export gives folders after what they hold',
    cases: [SORTED],
    break: (host) =>
      breakLayers(host, (layers) => ({
        exportScratch: (...args) => reorder(layers.exportScratch(...args), (all) => all.reverse()),
      })),
  },
  {
    name: 'export gives a name twice',
    cases: [SORTED],
    break: (host) =>
      breakLayers(host, (layers) => ({
        exportScratch: (...args) =>
          reorder(layers.exportScratch(...args), (all) => all.flatMap((entry) => [entry, entry])),
      })),
  },
  exports(
    'export loses whiteouts',
    ['deleted files and folders are whiteouts, once, without what was below'],
    (entry) => (entry.kind === 'whiteout' ? undefined : entry),
  ),
  exports('export does not cut times', [TIMES], (entry) =>
    'modifiedMs' in entry ? { ...entry, modifiedMs: entry.modifiedMs + 0.5 } : entry,
  ),
  exports('export gives the time of the export', ['the same scratch gives the same entries again'], (entry) =>
    'modifiedMs' in entry ? { ...entry, modifiedMs: Date.now() } : entry,
  ),
  exports('export loses empty folders', ['added folders are folders, also empty ones'], (entry) =>
    entry.name.endsWith('made-empty') ? undefined : entry,
  ),
  exports('export loses the last byte of each file', ['added, changed and renamed files are files'], shortened),
  exports('export uses backslashes', ['names are relative, with /, below Files or Hives, in NFC'], (entry) => ({
    ...entry,
    name: entry.name.replaceAll('/', '\\'),
  })),
  exports('export gives names in NFD', ['names are relative, with /, below Files or Hives, in NFC'], (entry) => ({
    ...entry,
    name: entry.name.normalize('NFD'),
  })),
  {
    name: 'export gives what did not change',
    cases: ['what did not change is not there'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        async *exportScratch(...args) {
          for await (const entry of layers.exportScratch(...args)) {
            if (entry.name === 'Files/e/to-file')
              yield {
                kind: 'file',
                name: 'Files/e/same.txt',
                modifiedMs: 0,
                sizeBytes: 0,
                open: () => Readable.from([]),
              };
            yield entry;
          }
        },
      })),
  },
  exports(
    'export loses the registry',
    ['registry values added, changed and deleted are so in the container from the export'],
    (entry) => (entry.name.startsWith('Hives/') ? undefined : entry),
  ),
];

const files: Mutant[] = [
  {
    name: 'paths are found only in their own case',
    cases: ['what the program writes is read at once, at a path of any case'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        async *readFiles(folder, parents, path) {
          const last = path.slice(path.lastIndexOf('\\') + 1);
          for await (const entry of layers.readFiles(folder, parents, path)) {
            if (entry.name.split('/')[0] !== last) throw fault('NotFound', `There is no '${path}'.`);
            yield entry;
          }
        },
      })),
  },
  {
    name: 'names read begin at the folder itself',
    cases: ['a folder is given before what it holds, sorted, with names from its parent on'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        readFiles: (...args) =>
          mapEntries(layers.readFiles(...args), (entry) => ({
            ...entry,
            name: entry.name.split('/').slice(1).join('/'),
          })),
      })),
  },
  {
    name: 'links are followed on reading',
    cases: ['a link is given as a link, with its target'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        readFiles: (...args) =>
          mapEntries(layers.readFiles(...args), (entry) =>
            entry.kind === 'symlink' ? { kind: 'folder', name: entry.name, modifiedMs: entry.modifiedMs } : entry,
          ),
      })),
  },
  {
    name: 'writeFiles does not replace',
    cases: ['a file written is seen at once, and replaces the one before'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        writeFiles: async (folder, parents, path, entries) => {
          const there = new Set<string>();
          try {
            for await (const entry of layers.readFiles(folder, parents, path)) {
              there.add(entry.name.split('/').slice(1).join('/').toLowerCase());
              if (entry.kind === 'file') entry.open().destroy();
            }
          } catch (error) {
            if (!isFault(error, 'NotFound')) throw error;
          }
          const fresh = mapEntries(entries, (entry) => (there.has(entry.name.toLowerCase()) ? undefined : entry));
          await layers.writeFiles(folder, parents, path, fresh);
        },
      })),
  },
  {
    name: 'a write that fails leaves half a file',
    cases: ['a write that fails leaves the file before whole, and nothing of itself'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        writeFiles: async (folder, parents, path, entries) => {
          try {
            await layers.writeFiles(folder, parents, path, entries);
          } catch (error) {
            const half: LayerEntry = {
              kind: 'file',
              name: 'a.txt',
              modifiedMs: 0,
              sizeBytes: 3,
              open: () => Readable.from([Buffer.from('the')]),
            };
            if (isFault(error, 'Corrupt')) await layers.writeFiles(folder, parents, path, Readable.from([half]));
            throw error;
          }
        },
      })),
  },
  {
    name: 'hostile names are written',
    cases: ['writing the name "../x" is refused, and nothing is written'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        writeFiles: (...args) => swallow('InvalidArgument', () => layers.writeFiles(...args), undefined),
      })),
  },
  {
    name: 'hostile names are written beside',
    cases: ['writing the name "../x" is refused, and nothing is written'],
    break: (host) =>
      breakLayers(host, (layers) => ({
        writeFiles: (folder, parents, path, entries) =>
          layers.writeFiles(
            folder,
            parents,
            path,
            mapEntries(entries, (entry) => ({ ...entry, name: entry.name.replace('../', '') })),
          ),
      })),
  },
];

const PORT = 'a port that another namespace has is AlreadyExists, naming it, and nothing is left';

const network: Mutant[] = [
  {
    name: 'a port conflict is ignored',
    cases: [PORT, 'a port that a program of this machine has is AlreadyExists, naming it'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: (id, options) =>
          swallow<NetworkNamespace>('AlreadyExists', () => net.createNamespace(id, options), {
            id,
            owner: options.owner,
            portMappings: [...options.portMappings],
          }),
      })),
  },
  {
    name: 'a port conflict does not name the port',
    cases: [PORT],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: async (id, options) => {
          try {
            return await net.createNamespace(id, options);
          } catch (error) {
            throw isFault(error, 'AlreadyExists') ? fault('AlreadyExists', 'A port is in use.') : error;
          }
        },
      })),
  },
  {
    name: 'a failed namespace keeps its other ports',
    cases: [PORT],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: async (id, options) => {
          try {
            return await net.createNamespace(id, options);
          } catch (error) {
            const [first] = options.portMappings;
            if (first !== undefined && options.portMappings.length > 1)
              await net.createNamespace(id, { ...options, portMappings: [first] });
            throw error;
          }
        },
      })),
  },
  {
    name: 'ports are taken only when needed',
    cases: ['a port once taken is nobody else’s before a system runs, and does not answer'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: async (id, options) => ({
          ...(await net.createNamespace(id, { ...options, portMappings: [] })),
          portMappings: [...options.portMappings],
        }),
      })),
  },
  {
    name: 'a chosen port is not told',
    cases: ['port 0 asks the host to choose: a free port, told and held'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: async (id, options) => ({
          ...(await net.createNamespace(id, options)),
          portMappings: [...options.portMappings],
        }),
      })),
  },
  {
    name: 'only the first port is mapped',
    cases: ['port 0 asks the host to choose: a free port, told and held'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: (id, options) =>
          net.createNamespace(id, { ...options, portMappings: options.portMappings.slice(0, 1) }),
      })),
  },
  {
    name: 'a deleted namespace keeps its port',
    cases: ['deleteNamespace frees the port'],
    break: (host) => breakNetwork(host, () => ({ deleteNamespace: async () => {} })),
  },
  {
    name: 'deleting a missing namespace fails',
    cases: ['deleteNamespace forgets it; one that is not there succeeds'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        deleteNamespace: async (id) => {
          if (!(await net.listNamespaces()).some((one) => one.id === id))
            throw fault('NotFound', `There is no namespace '${id}'.`);
          await net.deleteNamespace(id);
        },
      })),
  },
  {
    name: 'a namespace in use can be deleted',
    cases: ['deleteNamespace is Busy while a running system has it, and the port goes on'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        deleteNamespace: (id) => swallow('Busy', () => net.deleteNamespace(id), undefined),
      })),
  },
  {
    name: 'namespaces are forgotten with the host',
    cases: ['a namespace is listed with its owner and ports, also by the next instance'],
    break: (host) => {
      const mine = new Set<string>();
      return breakNetwork(host, (net) => ({
        createNamespace: async (id, options) => {
          mine.add(id);
          return net.createNamespace(id, options);
        },
        listNamespaces: async (filter) => (await net.listNamespaces(filter)).filter((one) => mine.has(one.id)),
      }));
    },
  },
  {
    name: 'the owner filter of namespaces is ignored',
    cases: ['listNamespaces with an owner gives that owner’s and no others'],
    break: (host) => breakNetwork(host, (net) => ({ listNamespaces: () => net.listNamespaces() })),
  },
  {
    name: 'a namespace id can be used twice',
    cases: ['createNamespace with a known id is AlreadyExists and leaves the first'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: (id, options) =>
          swallow<NetworkNamespace>('AlreadyExists', () => net.createNamespace(id, options), {
            id,
            owner: options.owner,
            portMappings: [],
          }),
      })),
  },
  {
    name: 'ports out of range wrap around',
    cases: ['the mapping 65536:80 is InvalidArgument', 'the mapping 8080:65536 is InvalidArgument'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: (id, options) =>
          net.createNamespace(id, { ...options, portMappings: options.portMappings.map(wrapped) }),
      })),
  },
];

function wrapped(mapping: PortMapping): PortMapping {
  return { ...mapping, hostPort: mapping.hostPort % 65536, containerPort: mapping.containerPort % 65536 || 80 };
}

export const STORAGE_MUTANTS: readonly Mutant[] = [
  {
    name: 'no source of a base image is refused beforehand',
    cases: ['checkBase refuses what openBase refuses of a source'],
    break: (host) => breakLayers(host, () => ({ checkBase: async () => undefined })),
  },
  ...importing,
  ...scratches,
  ...comparisons,
  ...exporting,
  ...files,
  ...network,
];

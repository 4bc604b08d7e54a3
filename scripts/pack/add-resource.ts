/**
 * Puts a resource into a Windows program (PE32+), in a new section at its end. What is there stays where it is: the new
 * resource directory names the old resources at their old addresses.
 *
 * Source: Microsoft's "PE Format", its sections on headers, the section table and the .rsrc section.
 */
const MACHINE_HEADER = 24;
const SECTION_HEADER = 40;
const PE32_PLUS = 0x20b;
/** Indices of data directories. */
const RESOURCES = 2;
const SECURITY = 4;
/** Initialised data, readable. */
const CHARACTERISTICS = 0x4000_0040;
const HIGH_BIT = 0x8000_0000;
const DIRECTORY_BYTES = 16;
const ENTRY_BYTES = 8;
const DATA_BYTES = 16;

interface Leaf {
  /** Relative to the image; undefined for the new one, whose place is known later. */
  address: number | undefined;
  size: number;
  codePage: number;
}

interface Tree {
  key: string | number;
  children: Tree[];
  leaf: Leaf | undefined;
}

export interface NewResource {
  /** `RT_RCDATA` is 10. */
  type: number;
  /** Upper case, as Windows looks it up. */
  name: string;
  data: Uint8Array;
}

/**
 * @param program Is not changed.
 * @returns a program without signature: the old one would be wrong. The same input gives the same bytes.
 * @throws Error when this is no PE32+ program, or has no room for one more section header.
 */
export function addResource(program: Uint8Array, resource: NewResource): Buffer {
  const image = withoutSignature(Buffer.from(program));
  const { optional, sections, count, fileAlignment, sectionAlignment } = layoutOf(image);
  const header = sections + count * SECTION_HEADER;
  if (header + SECTION_HEADER > image.readUInt32LE(optional + 60)) throw new Error('no room for a section header');
  const last = sections + (count - 1) * SECTION_HEADER;
  const address = roundUp(image.readUInt32LE(last + 12) + image.readUInt32LE(last + 8), sectionAlignment);
  const roots = [...readResources(image)];
  place(roots, resource);
  const body = writeResources(roots, address, resource.data);
  const start = roundUp(image.length, fileAlignment);
  const result = Buffer.alloc(start + roundUp(body.length, fileAlignment));
  image.copy(result);
  body.copy(result, start);

  result.write('.hcs', header, 'latin1');
  result.writeUInt32LE(body.length, header + 8);
  result.writeUInt32LE(address, header + 12);
  result.writeUInt32LE(roundUp(body.length, fileAlignment), header + 16);
  result.writeUInt32LE(start, header + 20);
  result.writeUInt32LE(CHARACTERISTICS, header + 36);
  result.writeUInt16LE(count + 1, optional - MACHINE_HEADER + 6);
  result.writeUInt32LE(roundUp(address + body.length, sectionAlignment), optional + 56);
  result.writeUInt32LE(0, optional + 64); // the checksum: Windows asks for drivers' only
  setDirectory(result, RESOURCES, address, body.length - resource.data.length);
  return result;
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

interface Layout {
  /** Where the optional header begins. */
  optional: number;
  /** Where the section headers begin. */
  sections: number;
  count: number;
  sectionAlignment: number;
  fileAlignment: number;
}

function layoutOf(image: Buffer): Layout {
  const start = image.length < 0x40 || image.toString('latin1', 0, 2) !== 'MZ' ? -1 : image.readUInt32LE(0x3c);
  if (start < 0 || start + 0x108 > image.length || image.toString('latin1', start, start + 4) !== 'PE\0\0')
    throw new Error('this is no Windows program');
  const optional = start + MACHINE_HEADER;
  if (image.readUInt16LE(optional) !== PE32_PLUS) throw new Error('this is no 64-bit Windows program');
  return {
    optional,
    sections: optional + image.readUInt16LE(start + 20),
    count: image.readUInt16LE(start + 6),
    sectionAlignment: image.readUInt32LE(optional + 32),
    fileAlignment: image.readUInt32LE(optional + 36),
  };
}

function directory(image: Buffer, index: number): { at: number; address: number; size: number } {
  const at = layoutOf(image).optional + 112 + index * 8;
  return { at, address: image.readUInt32LE(at), size: image.readUInt32LE(at + 4) };
}

function setDirectory(image: Buffer, index: number, address: number, size: number): void {
  const { at } = directory(image, index);
  image.writeUInt32LE(address, at);
  image.writeUInt32LE(size, at + 4);
}

/** The signature lies behind all sections; its address is an offset in the file. */
function withoutSignature(image: Buffer): Buffer {
  const { address, size } = directory(image, SECURITY);
  if (address === 0) return image;
  if (address + size < image.length - 8) throw new Error('something lies behind the signature');
  setDirectory(image, SECURITY, 0, 0);
  return image.subarray(0, address);
}

function readResources(image: Buffer): Tree[] {
  const { address } = directory(image, RESOURCES);
  if (address === 0) return [];
  const { sections, count } = layoutOf(image);
  for (let index = 0; index < count; index++) {
    const header = sections + index * SECTION_HEADER;
    const start = image.readUInt32LE(header + 12);
    if (address < start || address >= start + image.readUInt32LE(header + 16)) continue;
    return readDirectory(image, image.readUInt32LE(header + 20) + address - start, 0, 0);
  }
  throw new Error('the resources are in no section');
}

function readDirectory(image: Buffer, base: number, offset: number, depth: number): Tree[] {
  if (depth > 3) throw new Error('the resources are nested too deep');
  const at = base + offset;
  const count = image.readUInt16LE(at + 12) + image.readUInt16LE(at + 14);
  return Array.from({ length: count }, (_, index) => {
    const entry = at + DIRECTORY_BYTES + index * ENTRY_BYTES;
    const key = image.readUInt32LE(entry);
    const target = image.readUInt32LE(entry + 4);
    const isFolder = target >= HIGH_BIT;
    return {
      key: key >= HIGH_BIT ? readName(image, base + key - HIGH_BIT) : key,
      children: isFolder ? readDirectory(image, base, target - HIGH_BIT, depth + 1) : [],
      leaf: isFolder ? undefined : readLeaf(image, base + target),
    };
  });
}

function readName(image: Buffer, at: number): string {
  return image.toString('utf16le', at + 2, at + 2 + image.readUInt16LE(at) * 2);
}

function readLeaf(image: Buffer, at: number): Leaf {
  return { address: image.readUInt32LE(at), size: image.readUInt32LE(at + 4), codePage: image.readUInt32LE(at + 8) };
}

/** Adds it to the tree, in the place of one that has its type and name. */
function place(roots: Tree[], { type, name, data }: NewResource): void {
  let kind = roots.find(({ key }) => key === type);
  if (kind === undefined) {
    kind = { key: type, children: [], leaf: undefined };
    roots.push(kind);
  }
  const leaf: Leaf = { address: undefined, size: data.length, codePage: 0 };
  kind.children = kind.children.filter(({ key }) => key !== name);
  kind.children.push({ key: name, children: [{ key: 0, children: [], leaf }], leaf: undefined });
}

/** Names first, each in its order: so they are looked up. */
function inOrder(trees: readonly Tree[]): Tree[] {
  const rank = ({ key }: Tree): number => (typeof key === 'string' ? 0 : 1);
  return [...trees].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
}

/** Directories, then names, then the table of data, then the new data, which begins at a multiple of 16. */
function writeResources(roots: readonly Tree[], address: number, data: Uint8Array): Buffer {
  const folders: Tree[][] = [];
  const leaves: Leaf[] = [];
  const names: string[] = [];
  const collect = (children: readonly Tree[]): void => {
    folders.push(inOrder(children));
    for (const child of inOrder(children)) {
      if (typeof child.key === 'string') names.push(child.key);
      if (child.leaf === undefined) collect(child.children);
      else leaves.push(child.leaf);
    }
  };
  collect(roots);

  let at = 0;
  const folderAt = folders.map((entries) => {
    const own = at;
    at += DIRECTORY_BYTES + entries.length * ENTRY_BYTES;
    return own;
  });
  const nameAt = names.map((name) => {
    const own = at;
    at += 2 + name.length * 2;
    return own;
  });
  const leavesAt = roundUp(at, 4);
  const dataAt = roundUp(leavesAt + leaves.length * DATA_BYTES, 16);
  const result = Buffer.alloc(dataAt + data.length);
  result.set(data, dataAt);

  // The same walk as above: so each folder, name and leaf is met in the order of its number.
  let [folder, name, leaf] = [0, 0, 0];
  const write = (): void => {
    const entries = folders[folder] ?? [];
    const own = folderAt[folder++] ?? 0;
    const named = entries.filter(({ key }) => typeof key === 'string').length;
    result.writeUInt16LE(named, own + 12);
    result.writeUInt16LE(entries.length - named, own + 14);
    for (const [index, { key, leaf: data_ }] of entries.entries()) {
      const entry = own + DIRECTORY_BYTES + index * ENTRY_BYTES;
      result.writeUInt32LE(typeof key === 'number' ? key : HIGH_BIT + (nameAt[name++] ?? 0), entry);
      if (data_ !== undefined) result.writeUInt32LE(leavesAt + leaf++ * DATA_BYTES, entry + 4);
      else {
        result.writeUInt32LE(HIGH_BIT + (folderAt[folder] ?? 0), entry + 4);
        write();
      }
    }
  };
  write();
  for (const [index, text] of names.entries()) {
    result.writeUInt16LE(text.length, nameAt[index] ?? 0);
    result.write(text, (nameAt[index] ?? 0) + 2, 'utf16le');
  }
  for (const [index, { address: old, size, codePage }] of leaves.entries()) {
    const own = leavesAt + index * DATA_BYTES;
    result.writeUInt32LE(old ?? address + dataAt, own);
    result.writeUInt32LE(size, own + 4);
    result.writeUInt32LE(codePage, own + 8);
  }
  return result;
}

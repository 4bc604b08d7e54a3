/** An element of a document: its text is that of its own, without its children's. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

/** Bytes that are no XML of the kind that WIM files have. */
export class BadXml extends Error {}

const MAX_DEPTH = 64;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const NAME = '[\\p{L}_:][\\p{L}\\p{N}_:.-]*';
/** One piece: comment, declaration, CDATA, end tag, start tag, or text. */
const PIECE = new RegExp(
  `<!--[\\s\\S]*?-->|<\\?[\\s\\S]*?\\?>|<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|</(${NAME})\\s*>|<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>|[^<]+`,
  'uy',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');

/**
 * Reads a small document: elements, attributes, text, comments, CDATA. No document types, no entities but the five and
 * characters by number.
 *
 * @returns its root.
 * @throws {BadXml}
 */
export function parseXml(text: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  const piece = new RegExp(PIECE);
  for (piece.lastIndex = 0; piece.lastIndex < text.length; ) {
    const at = piece.lastIndex;
    const match = piece.exec(text);
    if (match === null) throw new BadXml(`character ${at} begins nothing`);
    const [whole, cdata, ended, started, attributes = '', selfEnd] = match;
    const current = open.at(-1) ?? top;
    if (cdata !== undefined) current.text += cdata;
    else if (ended !== undefined) {
      if (open.length === 1 || current.name !== ended) throw new BadXml(`</${ended}> ends nothing`);
      open.pop();
    } else if (started !== undefined) {
      const element = { name: started, attributes: parseAttributes(attributes), children: [], text: '' };
      current.children.push(element);
      if (selfEnd === '') open.push(element);
      if (open.length > MAX_DEPTH) throw new BadXml('it is too deep');
    } else if (!whole.startsWith('<')) current.text += decodeText(whole);
  }
  const [root, second] = top.children;
  if (open.length > 1) throw new BadXml(`<${open.at(-1)?.name}> does not end`);
  if (root === undefined || second !== undefined || top.text.trim() !== '') throw new BadXml('it is not one element');
  return root;
}

/** The first child of this name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

function parseAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(found, name)) throw new BadXml(`the attribute ${name} comes twice`);
    Object.defineProperty(found, name, { value: decodeText(double ?? single ?? ''), enumerable: true });
  }
  return found;
}

function decodeText(text: string): string {
  return text.replace(/&([^;&]{0,10};)?/g, (_all, name: string | undefined) => {
    const entity = name?.slice(0, -1) ?? '';
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(entity) ?? [];
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const plain = Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity] : undefined;
    if (plain === undefined) throw new BadXml(`&${entity} stands for nothing`);
    return plain;
  });
}

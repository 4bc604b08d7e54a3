/** What a ResultError document (HCS) or an ErrorRecord (HCN) says, in the order it says it. */
export interface ResultDocument {
  /** The HRESULT that the document names; undefined when it names none. */
  hresult?: number;
  /** The messages, without empty or repeated ones. */
  messages: string[];
  /** The path of the field that was rejected, `$.Container.Storage`, when a message names one. */
  jsonPath?: string;
}

const EMPTY: ResultDocument = { messages: [] };

/**
 * Reads what HCS or HCN says about a failure. Never throws: a document that is not there or not JSON says its own
 * text, or nothing. `ErrorEvents[].Data` is left out: HCS encodes it badly.
 *
 * @example A rejected field
 * const said = readResultDocument('{"Error":-2143878899,"ErrorMessage":"bad $.Container.Foo"}');
 * assert.equal(said.hresult, 0x8037010d);
 * assert.equal(said.jsonPath, '$.Container.Foo');
 * @see https://learn.microsoft.com/virtualization/api/hcs/schemareference#ResultError
 */
export function readResultDocument(text: string | null | undefined): ResultDocument {
  if (text === null || text === undefined || text.trim() === '') return EMPTY;
  const document = parsed(text);
  if (!isRecord(document)) return withPath({ messages: [text.trim()] });
  const code = [document['Error'], document['ErrorCode']].find((value) => typeof value === 'number');
  const found: ResultDocument = { messages: unique(messagesOf(document)) };
  if (typeof code === 'number' && code !== 0) found.hresult = code >>> 0;
  return withPath(found);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messagesOf(document: Record<string, unknown>): string[] {
  const texts: unknown[] = [document['ErrorMessage'], document['Error']];
  for (const event of recordsOf(document['ErrorEvents'])) texts.push(event['Message']);
  for (const record of recordsOf(document['Attribution'])) texts.push(...Object.entries(record).map(attributed));
  return texts.filter((text) => typeof text === 'string');
}

/** `{"OperationFailure":{"Detail":"Construct"}}` as "OperationFailure: Construct". */
function attributed([what, how]: [string, unknown]): string {
  const details = isRecord(how)
    ? Object.values(how).filter((value) => ['string', 'number'].includes(typeof value))
    : [];
  return details.length === 0 ? what : `${what}: ${details.join(', ')}`;
}

function withPath(document: ResultDocument): ResultDocument {
  for (const message of document.messages) {
    const path = /\$(?:\.[A-Za-z0-9_]+|\[\d+\])+/.exec(message)?.[0];
    if (path !== undefined) return { ...document, jsonPath: path };
  }
  return document;
}

function unique(messages: readonly string[]): string[] {
  return [...new Set(messages.map((message) => message.trim()).filter((message) => message !== ''))];
}

function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

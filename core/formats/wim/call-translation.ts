const CALL = 0xe8;
/** The file size that every chunk is translated for. */
const FILE_BYTES = 12_000_000;
/** The last bytes of a chunk are never translated. */
const TAIL = 10;

/**
 * Turns the targets of x86 CALL instructions (E8) back from places in the chunk to distances, which is what the program
 * has. Anything that looks like a call is one.
 *
 * @see Microsoft's LZX data format, "Encoder preprocessing"
 */
export function undoCallTranslation(chunk: Buffer): void {
  const end = chunk.length - TAIL;
  for (let at = chunk.indexOf(CALL); at !== -1 && at < end; at = chunk.indexOf(CALL, at + 5)) {
    const target = chunk.readInt32LE(at + 1);
    if (target >= 0 && target < FILE_BYTES) chunk.writeInt32LE(target - at, at + 1);
    else if (target < 0 && target >= -at) chunk.writeInt32LE(target + FILE_BYTES, at + 1);
  }
}

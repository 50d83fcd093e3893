/*
 * Which documents have a term, in blocks of 8,192 neighbouring documents. A posting is either the sorted offsets within the block, two bytes
 * each, or, from 512 documents up, a bitmap of 1,024 bytes.
 */

export const blockSize = 8_192;
const bitmapBytes = blockSize / 8;
const offsetsMax = bitmapBytes / 2 - 1;

/** A block as a bitmap in 32-bit words: what postings are put together and compared in. */
export type Bitmap = Uint32Array;

export function emptyBitmap(): Bitmap {
  return new Uint32Array(blockSize / 32);
}

/** The row of a term's posting in a block: all terms of a block lie together, so a bulk load only ever appends. */
export function postingId(block: number, term: number): number {
  return block * 0x1_0000_0000 + (term >>> 0);
}

/** Encodes offsets that rise. */
export function encodeOffsets(offsets: readonly number[]): Uint8Array {
  if (offsets.length > offsetsMax) {
    const bitmap = emptyBitmap();
    for (const offset of offsets) set(bitmap, offset);
    return bytesOf(bitmap);
  }
  const bytes = new Uint8Array(offsets.length * 2);
  let at = 0;
  for (const offset of offsets) {
    bytes[at] = offset & 0xff;
    bytes[at + 1] = offset >>> 8;
    at += 2;
  }
  return bytes;
}

export function encodeBitmap(bitmap: Bitmap): Uint8Array {
  const offsets = offsetsOf(bitmap);
  return offsets.length > offsetsMax ? bytesOf(bitmap) : encodeOffsets(offsets);
}

/** Decodes into a bitmap that is all zero. */
export function decodeInto(bitmap: Bitmap, bytes: Uint8Array): void {
  if (bytes.byteLength === bitmapBytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bitmapBytes);
    for (let word = 0; word < bitmap.length; word += 1) bitmap[word] = view.getUint32(word * 4, true);
    return;
  }
  for (let at = 0; at + 1 < bytes.byteLength; at += 2) set(bitmap, (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
}

export function set(bitmap: Bitmap, offset: number): void {
  bitmap[offset >>> 5] = (bitmap[offset >>> 5] ?? 0) | (1 << (offset & 31));
}

export function unset(bitmap: Bitmap, offset: number): void {
  bitmap[offset >>> 5] = (bitmap[offset >>> 5] ?? 0) & ~(1 << (offset & 31));
}

export function isSet(bitmap: Bitmap, offset: number): boolean {
  return ((bitmap[offset >>> 5] ?? 0) & (1 << (offset & 31))) !== 0;
}

/** Keeps in the first what is in both. */
export function intersect(bitmap: Bitmap, other: Bitmap): void {
  for (let word = 0; word < bitmap.length; word += 1) bitmap[word] = (bitmap[word] ?? 0) & (other[word] ?? 0);
}

/** The offsets set, rising. */
export function offsetsOf(bitmap: Bitmap): number[] {
  const offsets: number[] = [];
  for (let word = 0; word < bitmap.length; word += 1) {
    let bits = bitmap[word] ?? 0;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits);
      offsets.push(word * 32 + bit);
      bits &= bits - 1;
    }
  }
  return offsets;
}

/** How many are set. */
export function sizeOf(bitmap: Bitmap): number {
  let size = 0;
  for (const word of bitmap) {
    let bits = word - ((word >>> 1) & 0x55555555);
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    size += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return size;
}

function bytesOf(bitmap: Bitmap): Uint8Array {
  const bytes = new Uint8Array(bitmapBytes);
  const view = new DataView(bytes.buffer);
  for (let word = 0; word < bitmap.length; word += 1) view.setUint32(word * 4, bitmap[word] ?? 0, true);
  return bytes;
}

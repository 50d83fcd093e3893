import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { FileError } from './file-error.ts';
import { Utf8Census } from './utf8-census.ts';

/** What a first pass over a file learns: enough to read it right, and to know it again. */
export interface FileCheck {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly encoding: string;
  /** Whether every byte is known to fit the encoding; where not, rows are looked at for what did not. */
  readonly isClean: boolean;
}

/**
 * Reads a file once: its hash, its size, its encoding. `auto` is UTF-8 where the bytes are UTF-8, or nearly all of them, else GB18030;
 * a byte order mark settles it. Memory is one chunk.
 * @throws FileError where the file cannot be read, or the encoding is not known.
 */
export async function checkFile(path: string, stated: string): Promise<FileCheck> {
  if (stated !== 'auto' && !iconv.encodingExists(stated))
    throw new FileError('IMPORT.ENCODING_UNKNOWN', path, `there is no encoding "${stated}"`);
  const hash = createHash('sha256');
  const census = new Utf8Census();
  let bytes = 0;
  let start: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (start.length < 4) start = Buffer.concat([start, chunk.subarray(0, 4)]);
      hash.update(chunk);
      census.add(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw new FileError('IMPORT.FILE_UNREADABLE', path, error instanceof Error ? error.message : String(error));
  }
  census.end();
  const encoding = stated === 'auto' ? (markedEncoding(start) ?? likelyEncoding(census)) : stated;
  return { path, bytes, hash: hash.digest('hex'), encoding, isClean: isUtf8(encoding) && census.invalid === 0 };
}

export function isUtf8(encoding: string): boolean {
  return /^utf-?8$/iu.test(encoding);
}

function markedEncoding(start: Buffer): string | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return null;
}

/** A few bad bytes do not make UTF-8 text another encoding; text in GB18030 hardly ever looks like UTF-8. */
function likelyEncoding({ valid, invalid }: Utf8Census): string {
  return invalid === 0 || valid > invalid * 4 ? 'utf-8' : 'gb18030';
}

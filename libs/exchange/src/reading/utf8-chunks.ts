import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { type FileCheck, isUtf8 } from './file-check.ts';

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** A file's bytes as UTF-8 without a byte order mark, whatever it is written in, a chunk at a time. */
export async function* utf8Chunks(file: FileCheck, onBytes: (count: number) => void): AsyncIterable<Buffer> {
  const chunks = createReadStream(file.path) as AsyncIterable<Buffer>;
  let isStart = true;
  for await (const chunk of isUtf8(file.encoding) ? counted(chunks, onBytes) : recoded(counted(chunks, onBytes), file.encoding)) {
    if (chunk.length === 0) continue;
    yield isStart && chunk.subarray(0, 3).equals(mark) ? chunk.subarray(3) : chunk;
    isStart = false;
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, onBytes: (count: number) => void): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* recoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Buffer> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.write(chunk), 'utf8');
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield Buffer.from(rest, 'utf8');
}

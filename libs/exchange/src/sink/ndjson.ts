/** The lines of a stream of bytes in UTF-8, without blank ones. */
export async function* ndjsonLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of chunks) {
    held += decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let at = held.indexOf('\n'); at >= 0; at = held.indexOf('\n', from)) {
      const line = held.slice(from, at).trim();
      from = at + 1;
      if (line !== '') yield line;
    }
    held = held.slice(from);
  }
  held += decoder.decode();
  if (held.trim() !== '') yield held.trim();
}

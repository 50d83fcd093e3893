/** Counts, chunk by chunk, the characters beyond ASCII that are well-formed UTF-8 and the bytes that are not. */
export class Utf8Census {
  valid = 0;
  invalid = 0;
  private awaited = 0;
  private seen = 0;
  private low = 0x80;
  private high = 0xbf;

  add(chunk: Uint8Array): void {
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (this.awaited === 0) {
        if (byte >= 0x80) this.open(byte);
      } else if (byte >= this.low && byte <= this.high) {
        this.follow();
      } else {
        this.fail();
        if (byte >= 0x80) this.open(byte);
      }
    }
  }

  /** A character cut off by the end of the file is a bad one. */
  end(): void {
    if (this.awaited > 0) this.fail();
  }

  private follow(): void {
    this.awaited -= 1;
    this.seen += 1;
    this.low = 0x80;
    this.high = 0xbf;
    if (this.awaited === 0) this.valid += 1;
  }

  private fail(): void {
    this.invalid += this.seen;
    this.awaited = 0;
  }

  /** By table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
  private open(byte: number): void {
    this.seen = 1;
    this.low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) this.awaited = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.awaited = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.awaited = 3;
    else this.invalid += 1;
  }
}

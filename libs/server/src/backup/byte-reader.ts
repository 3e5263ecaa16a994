/** Reads a stream by exact numbers of bytes. */
export class ByteReader {
  private readonly source: AsyncIterator<Uint8Array>;
  private parts: Buffer[] = [];
  private held = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.source = bytes[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes; null when the stream ends before. */
  async read(length: number): Promise<Buffer | null> {
    while (this.held < length) if (!(await this.pull())) return null;
    const all = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts, this.held);
    this.parts = [all.subarray(length)];
    this.held -= length;
    return all.subarray(0, length);
  }

  /** Up to the next line feed, which is left out; null when none comes within `most` bytes. */
  async line(most: number): Promise<Buffer | null> {
    for (;;) {
      const all = Buffer.concat(this.parts, this.held);
      const end = all.indexOf(0x0a);
      if (end >= 0 && end <= most) {
        this.parts = [all.subarray(end + 1)];
        this.held -= end + 1;
        return all.subarray(0, end);
      }
      if (this.held > most || !(await this.pull())) return null;
    }
  }

  /** What is left, as it comes. */
  async *rest(): AsyncGenerator<Buffer> {
    do {
      for (const part of this.parts.splice(0)) if (part.length > 0) yield part;
      this.held = 0;
    } while (await this.pull());
  }

  private async pull(): Promise<boolean> {
    const { done, value } = await this.source.next();
    if (done) return false;
    this.parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    this.held += value.byteLength;
    return true;
  }
}

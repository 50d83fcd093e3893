import { Binary, type Collection, ObjectId } from 'mongodb';

export interface Piece {
  readonly _id: ObjectId;
  readonly bytes: Binary;
}

/** A document holds at most 16 MiB, so longer bytes are cut. */
const pieceBytes = 8 * 1024 * 1024;
/** What nobody lists may be about to be listed, but not for so long. */
const abandonedAfterMs = 60 * 60 * 1000;

/** Bytes of any length, under ids given when they are written. */
export class Pieces {
  readonly #pieces: Collection<Piece>;

  constructor(pieces: Collection<Piece>) {
    this.#pieces = pieces;
  }

  async write(each: readonly Uint8Array[]): Promise<readonly (readonly ObjectId[])[]> {
    const cut = each.map((bytes) => piecesOf(bytes).map((piece): Piece => ({ _id: new ObjectId(), bytes: new Binary(piece) })));
    const all = cut.flat();
    if (all.length > 0) await this.#pieces.insertMany(all, { ordered: false });
    return cut.map((pieces) => pieces.map(({ _id }) => _id));
  }

  /** The bytes under each list of ids; null where a piece is missing. */
  async read(ids: readonly (readonly ObjectId[])[]): Promise<readonly Uint8Array[] | null> {
    const wanted = ids.flat();
    if (wanted.length === 0) return ids.map(() => new Uint8Array());
    const found = await this.#pieces.find({ _id: { $in: wanted } }).toArray();
    if (found.length < wanted.length) return null;
    const bytes = new Map(found.map(({ _id, bytes: { buffer, position } }) => [_id.toHexString(), buffer.subarray(0, position)]));
    return ids.map((own) => joined(own.map((id) => bytes.get(id.toHexString()) ?? new Uint8Array())));
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    if (ids.length > 0) await this.#pieces.deleteMany({ _id: { $in: [...ids] } });
  }

  /** Removes old pieces that are not listed. */
  async sweep(listed: readonly ObjectId[]): Promise<void> {
    const old = ObjectId.createFromTime(Math.floor((Date.now() - abandonedAfterMs) / 1000));
    await this.#pieces.deleteMany({ _id: { $lt: old, $nin: [...listed] } });
  }
}

function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / pieceBytes));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

import type { BusinessDate, NewEvent, RecordedEvent } from '@zongheng/kernel';

/** An event as it is proposed over the wire. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as it stands in the double's log. */
export interface WireRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** Where the record begins: rises with gaps, as in the real server's files. */
  readonly place: bigint;
  readonly createdMs: number;
}

/** Records of the double are all of one size. */
const recordBytes = 128n;

/** The place of the event at a position of the embedded log. */
export function placeOf(position: number): bigint {
  return BigInt(position) * recordBytes;
}

/** The position whose record begins at a place; null where none does: the real server cannot read from there either. */
export function positionAt(place: bigint): number | null {
  return place % recordBytes === 0n ? Number(place / recordBytes) : null;
}

/** The last position whose record begins before a place, as reading backwards wants it. */
export function positionBefore(place: bigint): number {
  return Number((place - 1n) / recordBytes);
}

const json = 'application/json';

/** How the embedded log keeps what came over the wire: texts as they are, anything else in base64; the metadata where the actor would stand. */
export function stored({ id, type, contentType, data, metadata }: Proposed): NewEvent {
  const [text, form] = textOf(metadata);
  return {
    id,
    type,
    schemaVersion: 1,
    orderingKey: 'wire',
    businessDate: '2000-01-01' as BusinessDate,
    actor: text,
    correlationId: contentType,
    causationId: form,
    data: contentType === json ? utf8(data) : base64(data),
  };
}

export function wireRecord(event: RecordedEvent): WireRecord {
  const contentType = event.correlationId;
  const text = String(event.data);
  return {
    id: event.id,
    type: event.type,
    contentType,
    data: Buffer.from(text, contentType === json ? 'utf8' : 'base64'),
    metadata: Buffer.from(event.actor, event.causationId === 'utf8' ? 'utf8' : 'base64'),
    stream: event.stream,
    revision: event.revision,
    place: placeOf(event.position),
    createdMs: Date.parse(event.recordedAt),
  };
}

function textOf(bytes: Uint8Array): [text: string, form: 'utf8' | 'base64'] {
  const text = utf8(bytes);
  return Buffer.compare(Buffer.from(text, 'utf8'), bytes) === 0 ? [text, 'utf8'] : [base64(bytes), 'base64'];
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

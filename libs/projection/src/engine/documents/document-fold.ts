import type { DocumentView, RecordedEvent } from '@zongheng/kernel';
import type { Batch } from '../batch.ts';
import type { HandledTypes } from '../handled-types.ts';
import type { ParkedKeys } from '../parking.ts';
import type { HeldDocument, HeldDocuments } from './held-documents.ts';

/** An event with the documents it touches. */
export interface Touch {
  readonly event: RecordedEvent;
  readonly shard: number;
  readonly keys: readonly string[];
}

/** What decides which events of a batch a build folds. */
export interface FoldRules {
  readonly view: DocumentView;
  readonly handles: HandledTypes;
  /** Events of a shard at or below its position were folded before. */
  readonly positions: readonly number[];
  readonly parked: ParkedKeys;
}

/** The events of a batch that a build folds, each with its documents. An event whose keys cannot be told parks its ordering key. */
export function touchesOf(rules: FoldRules, batch: Batch): readonly Touch[] {
  const { view, handles, positions, parked } = rules;
  const touches: Touch[] = [];
  for (let index = 0; index < batch.events.length; index += 1) {
    if (!handles.has(batch.types[index])) continue;
    const event = batch.events[index];
    const shard = batch.shards[index];
    if (event === undefined || shard === undefined) continue;
    if (event.position <= (positions[shard] ?? 0) || parked.covers(event)) continue;
    try {
      const keys = view.keysOf(event);
      if (keys.length > 0) touches.push({ event, shard, keys });
    } catch (error) {
      parked.park(event, shard, error);
    }
  }
  return touches;
}

/**
 * Folds events into the documents held, in order. An event is folded into all its documents or, where one fails, into none, and its
 * ordering key is parked. Every document touched must be held. `only`: leave all other documents as they are.
 */
export function foldTouches(rules: FoldRules, touches: readonly Touch[], documents: HeldDocuments, only?: ReadonlySet<string>): void {
  for (const touch of touches) {
    if (rules.parked.covers(touch.event)) continue;
    try {
      foldTouch(rules.view, touch, documents, only);
    } catch (error) {
      rules.parked.park(touch.event, touch.shard, error);
    }
  }
}

function foldTouch(view: DocumentView, touch: Touch, documents: HeldDocuments, only: ReadonlySet<string> | undefined): void {
  const { event, keys } = touch;
  const folded: [HeldDocument, object | null][] = [];
  for (const key of keys) {
    if (only && !only.has(key)) continue;
    const held = documents.get(key);
    if (!held) throw new Error(`the document ${key} is not loaded`);
    if (event.position > held.position) folded.push([held, evolved(view, held, touch)]);
  }
  for (const [held, document] of folded) {
    if (document === null && held.document === null) continue;
    held.document = document;
    held.position = event.position;
    held.shard = touch.shard;
    documents.touch(held, event);
  }
}

function evolved(view: DocumentView, held: HeldDocument, touch: Touch): object | null {
  if (held.position > 0 && held.shard !== touch.shard) {
    throw new Error(`${view.name} folds ${held.key} from streams of two ordering keys: compose it when it is read instead`);
  }
  const document = view.evolve(held.document, touch.event, held.key);
  if (typeof document !== 'object') throw new TypeError(`${view.name} made ${typeof document} of ${held.key}`);
  return document;
}

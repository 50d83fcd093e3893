import type { NewEvent, RecordedEvent } from '@zongheng/kernel';

/**
 * What stands between a decided event and the stored one: the place where personal fields will be encrypted with their customer's key.
 * Both directions may wait for a key; without one they answer at once.
 */
export interface EventCodec {
  encode(event: NewEvent): NewEvent | Promise<NewEvent>;
  decode(event: RecordedEvent): RecordedEvent | Promise<RecordedEvent>;
}

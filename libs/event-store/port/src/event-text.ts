import { canonicalJson, type RecordedEvent } from '@zongheng/kernel';

/** All that an event says but where it stands in a log: two logs hold the same where these texts are the same, in the same order. */
export function eventText({ position: _position, ...said }: RecordedEvent): string {
  return canonicalJson(said);
}

import type { Label } from '@zongheng/kernel';

/** Both languages on one line. */
export function bilingual(label: Label): string {
  return `${label.en} · ${label.zh}`;
}

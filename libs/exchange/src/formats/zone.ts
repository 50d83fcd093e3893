const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant (ms since 1970) at which the clocks of a zone show a wall time given as if it were UTC. A time that a change of clocks skips
 * counts by the offset before the change; one that comes twice is the first of the two.
 */
export function instantInZone(wallMs: number, zone: string): number {
  const early = wallMs - offsetAt(wallMs - 86_400_000, zone);
  if (early + offsetAt(early, zone) === wallMs) return early;
  const late = wallMs - offsetAt(wallMs + 86_400_000, zone);
  return late + offsetAt(late, zone) === wallMs ? late : early;
}

/** How far the clocks of a zone are ahead of UTC at an instant, in ms. */
function offsetAt(instantMs: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(instantMs / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const numeric = '2-digit';
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formats.set(zone, format);
  }
  return format;
}

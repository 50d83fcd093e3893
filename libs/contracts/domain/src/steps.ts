import { addDays, type BusinessDate, type EmployeeId, monthOf, type RegionId, type UnitId } from '@zongheng/kernel';
import type { Disposition, Movement, Standing } from '@zongheng/contracts-events';
import { type Books, countedBy, countedIn, leadingProductLine } from './books.ts';
import { cellsOf, type CountedPiece, cutAt, type Piece } from './schedule/pieces.ts';
import { monthsBetween, shiftedBy } from './schedule/term.ts';

/** What a contract is counted by from now on; a transfer only while the owner is the same. */
export type Following =
  | { readonly step: 'assigned'; readonly owner: EmployeeId; readonly unit: UnitId }
  | { readonly step: 'reclassified'; readonly of: EmployeeId; readonly unit: UnitId }
  | { readonly step: 'reclassified'; readonly region?: RegionId | null; readonly segment?: string | null };

/** What was agreed or happened, before it is worked out which months it moves. */
export type Happening =
  | { readonly step: 'signed'; readonly standing: Standing; readonly pieces: readonly Piece[] }
  | {
      readonly step: 'amended';
      readonly effective: BusinessDate;
      /** Null: the term ends when it did. */
      readonly ends: BusinessDate | null;
      /** Lines that are replaced or end. */
      readonly named: readonly string[];
      readonly pieces: readonly Piece[];
    }
  | { readonly step: 'renewed'; readonly begins: BusinessDate; readonly ends: BusinessDate; readonly pieces: readonly Piece[] }
  | { readonly step: 'suspended'; readonly effective: BusinessDate; readonly disposition: Disposition }
  | { readonly step: 'resumed'; readonly effective: BusinessDate }
  | { readonly step: 'terminated'; readonly lastDay: BusinessDate }
  | Following;

interface Change {
  readonly effective: BusinessDate;
  readonly after: Standing;
  readonly gone: readonly CountedPiece[];
  readonly come: readonly CountedPiece[];
}

/** The movement that signs a contract. */
export function signing(date: BusinessDate, { standing, pieces }: Extract<Happening, { step: 'signed' }>): Movement {
  const counted = countedIn(standing);
  const cells = cellsOf(pieces.map((piece) => ({ ...piece, counted })));
  return { date, step: 'signed', disposition: null, effective: standing.begins, before: null, after: standing, out: [], in: cells };
}

/** The movement that something makes of a signed contract: the months that leave, those that enter, and how it stands then. */
export function movementOf(books: Books, date: BusinessDate, happening: Exclude<Happening, { step: 'signed' }>): Movement {
  const { effective, after, gone, come } = changeOf(books, date, happening);
  const disposition = happening.step === 'suspended' ? happening.disposition : null;
  return { date, step: happening.step, disposition, effective, before: books.standing, after, out: cellsOf(gone), in: cellsOf(come) };
}

function changeOf(books: Books, date: BusinessDate, happening: Exclude<Happening, { step: 'signed' }>): Change {
  switch (happening.step) {
    case 'amended':
      return amended(books, happening);
    case 'renewed': {
      const { begins, ends, pieces } = happening;
      const productLine = leadingProductLine(pieces, books.standing.productLine);
      const after = { ...books.standing, begins, ends, productLine };
      return { effective: begins, after, gone: [], come: countedBy(books.spells, pieces) };
    }
    case 'suspended': {
      const { effective } = happening;
      return { effective, after: { ...books.standing, status: 'suspended' }, gone: cutAt(books.pieces, effective).gone, come: [] };
    }
    case 'resumed':
      return resumed(books, happening.effective);
    case 'terminated': {
      const { lastDay } = happening;
      const begins = books.standing.begins <= lastDay ? books.standing.begins : books.begins;
      const after: Standing = { ...books.standing, status: 'terminated', begins, ends: lastDay };
      const effective = addDays(lastDay, 1);
      return { effective, after, gone: cutAt(books.pieces, effective).gone, come: [] };
    }
    case 'assigned':
    case 'reclassified':
      return followed(books, date, happening);
  }
}

function amended(
  { standing, pieces, spells }: Books,
  { effective, ends, named, pieces: come }: Extract<Happening, { step: 'amended' }>,
): Change {
  const concerned = pieces.filter(({ line }) => named.includes(line.line));
  const others = pieces.filter(({ line }) => !named.includes(line.line));
  const productLine = leadingProductLine([...cutAt(others, effective).gone, ...come], standing.productLine);
  return {
    effective,
    after: { ...standing, ends: ends ?? standing.ends, productLine },
    gone: cutAt(concerned, effective).gone,
    come: countedBy(spells, come),
  };
}

/** Shifted months come back so many months later as the suspension lasted; of forfeited ones those from the day on that it ends. */
function resumed({ standing, held, spells }: Books, effective: BusinessDate): Change {
  const after: Standing = { ...standing, status: 'signed' };
  if (!held) return { effective, after, gone: [], come: [] };
  if (held.disposition === 'forfeited') return { effective, after, gone: [], come: countedBy(spells, cutAt(held.pieces, effective).gone) };
  const months = monthsBetween(monthOf(held.since), monthOf(effective));
  const come = held.pieces.map(({ line, part }) => {
    const from = shiftedBy(part.from, months);
    return { line, part: { ...part, month: monthOf(from), from, to: shiftedBy(part.to, months) } };
  });
  return { effective, after: { ...after, ends: shiftedBy(standing.ends, months) }, gone: [], come: countedBy(spells, come) };
}

function followed({ standing, pieces }: Books, date: BusinessDate, following: Following): Change {
  const after = { ...standing, ...followedIn(standing, following) };
  const counted = countedIn(after);
  const gone = pieces.filter(({ part }) => part.month >= monthOf(date));
  return { effective: date, after, gone, come: gone.map((piece) => ({ ...piece, counted })) };
}

function followedIn(standing: Standing, following: Following): Partial<Standing> {
  if (following.step === 'assigned') return { owner: following.owner, unit: following.unit };
  if ('of' in following) return following.of === standing.owner ? { unit: following.unit } : {};
  const { region = standing.region, segment = standing.segment } = following;
  return { region, segment };
}

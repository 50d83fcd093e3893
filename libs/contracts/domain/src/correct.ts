import { datesInOrder, type Decision, isRefusal, type Refusal } from '@zongheng/kernel';
import type { ContractFact, Standing } from '@zongheng/contracts-events';
import { booksOf, leadingProductLine } from './books.ts';
import type { Signed } from './change.ts';
import type { CorrectContract, Correction, VoidContract } from './commands.ts';
import { ownerGone } from './facts.ts';
import { type Dated, difference, happeningOf, historyOf } from './history.ts';
import { full } from './lifecycle.ts';
import { faultOfTerm, linesOver } from './lines.ts';
import { refuse } from './refusals.ts';
import { piecesOf } from './schedule/pieces.ts';
import { type ContractState, movementsReserve } from './state.ts';
import type { Happening } from './steps.ts';

/** Takes back every movement that was recorded wrongly and states it anew. Nothing to record where the past was so already. */
export function correct({ state, books }: Signed, command: CorrectContract): Decision<ContractFact> {
  const no = datesInOrder(command, state.last) ?? full(state, movementsReserve);
  if (no) return no;
  const happened = state.history.map(happeningOf);
  const signed = happened[0]?.date ?? command.on;
  const since = 'since' in command ? command.since : command.corrects === 'signing-date' && command.date < signed ? command.date : signed;
  if ('since' in command && (since < signed || since > command.on)) {
    const found = `it is corrected since ${since}; it was signed on ${signed}, and the correction is of ${command.on}`;
    return refuse('CONTRACTS.CORRECTION.OUT_OF_RANGE', found, { field: '/since' });
  }
  const truth = truthOf(happened, command);
  const history = isRefusal(truth) ? truth : historyOf(truth);
  if (isRefusal(history)) return history;
  const { retracted, stated } = difference(state.history, history);
  const after = booksOf(history)?.standing;
  if ((retracted.length === 0 && stated.length === 0) || !after) return [];
  const { corrects, reason } = command;
  return [
    {
      type: 'ContractCorrected',
      businessDate: command.on,
      data: { corrects, since, reason, before: books.standing, after, retracted, stated },
    },
  ];
}

function truthOf(happened: readonly Dated[], command: CorrectContract): readonly Dated[] | Refusal {
  switch (command.corrects) {
    case 'owner': {
      const { id: owner, unit } = command.owner;
      const gone = ownerGone(command.owner, command.since, '/owner');
      return gone ?? following(happened, command.since, { owner, unit }, { step: 'assigned', owner, unit }, isOwnerChange);
    }
    case 'region': {
      const { region } = command;
      return following(happened, command.since, { region }, { step: 'reclassified', region }, (each) => 'region' in each);
    }
    case 'segment': {
      const { segment } = command;
      return following(happened, command.since, { segment }, { step: 'reclassified', segment }, (each) => 'segment' in each);
    }
    case 'opportunity':
      return signedAs(happened, { opportunity: command.opportunity });
    case 'lines':
      return otherLines(happened, command);
    case 'signing-date':
      return signedOn(happened, command.date, command.on);
  }
}

function isOwnerChange({ step, ...rest }: Happening): boolean {
  return step === 'assigned' || ('of' in rest && step === 'reclassified');
}

/** What it is counted by, put right since a date, until it was changed again: in the signing itself, or by a change of its own. */
function following(
  happened: readonly Dated[],
  since: Dated['date'],
  change: Partial<Standing>,
  happening: Happening,
  changesIt: (happening: Happening) => boolean,
): readonly Dated[] {
  const kept = happened.filter((each) => each.date !== since || !changesIt(each.happening));
  if (kept[0] && kept[0].date >= since) return signedAs(kept, change);
  const at = kept.findLastIndex((each) => each.date <= since) + 1;
  return [...kept.slice(0, at), { date: since, happening }, ...kept.slice(at)];
}

function signedAs(happened: readonly Dated[], change: Partial<Standing>): readonly Dated[] {
  return happened.map((each) =>
    each.happening.step === 'signed'
      ? { ...each, happening: { ...each.happening, standing: { ...each.happening.standing, ...change } } }
      : each,
  );
}

/** Other lines of what was agreed last up to a date; of a signing or renewal, perhaps another term. */
function otherLines(happened: readonly Dated[], command: Extract<Correction, { corrects: 'lines' }>): readonly Dated[] | Refusal {
  const at = happened.findLastIndex(({ date, happening }) => date <= command.since && isAgreement(happening));
  const agreed = happened[at];
  if (!agreed) return refuse('CONTRACTS.CORRECTION.OUT_OF_RANGE', `nothing was agreed up to ${command.since}`, { field: '/since' });
  const term = termOf(agreed.happening, command, booksOf(movementsBefore(happened, at))?.standing.ends ?? null);
  const no = faultOfTerm(term, '/ends');
  if (no) return no;
  const lines = linesOver(command.lines, term);
  if (isRefusal(lines)) return lines;
  const pieces = lines.flatMap(piecesOf);
  const happening = agreedAs(
    agreed.happening,
    term,
    pieces,
    lines.map(({ line }) => line),
  );
  return happened.map((each, index) => (index === at ? { ...each, happening } : each));
}

function movementsBefore(happened: readonly Dated[], at: number) {
  const history = historyOf(happened.slice(0, at));
  return isRefusal(history) ? [] : history;
}

function isAgreement({ step }: Happening): boolean {
  return step === 'signed' || step === 'renewed' || step === 'amended';
}

function termOf(happening: Happening, command: Extract<Correction, { corrects: 'lines' }>, ended: Dated['date'] | null) {
  switch (happening.step) {
    case 'signed':
      return { from: command.begins ?? happening.standing.begins, to: command.ends ?? happening.standing.ends };
    case 'renewed':
      return { from: command.begins ?? happening.begins, to: command.ends ?? happening.ends };
    case 'amended': {
      const from = command.begins ?? happening.effective;
      return { from, to: command.ends ?? happening.ends ?? ended ?? from };
    }
    default:
      return { from: command.since, to: command.since };
  }
}

function agreedAs(
  happening: Happening,
  { from, to }: { readonly from: Dated['date']; readonly to: Dated['date'] },
  pieces: ReturnType<typeof piecesOf>,
  lines: readonly string[],
): Happening {
  switch (happening.step) {
    case 'signed': {
      const productLine = leadingProductLine(pieces, happening.standing.productLine);
      return { step: 'signed', standing: { ...happening.standing, begins: from, ends: to, productLine }, pieces };
    }
    case 'renewed':
      return { step: 'renewed', begins: from, ends: to, pieces };
    case 'amended':
      return {
        ...happening,
        effective: from,
        ends: happening.ends === null ? null : to,
        named: [...new Set([...happening.named, ...lines])],
        pieces,
      };
    default:
      return happening;
  }
}

/** Another date of signing: not after what happened next, nor after the correction. */
function signedOn(happened: readonly Dated[], date: Dated['date'], on: Dated['date']): readonly Dated[] | Refusal {
  const [first, next] = happened;
  const until = next?.date ?? on;
  if (date > until) {
    return refuse('CONTRACTS.CORRECTION.OUT_OF_RANGE', `it can have been signed up to ${until}, not on ${date}`, { field: '/date' });
  }
  return first ? [{ ...first, date }, ...happened.slice(1)] : happened;
}

/** Takes a contract out of the books from its first day; of a draft nothing stands in them. */
export function voided(state: ContractState, standing: Standing, command: VoidContract): Decision<ContractFact> {
  const no = datesInOrder(command, state.last);
  if (no) return no;
  const data = { reason: command.reason, before: standing, retracted: [...state.history], stated: [] };
  return [{ type: 'ContractVoided', businessDate: command.on, data }];
}

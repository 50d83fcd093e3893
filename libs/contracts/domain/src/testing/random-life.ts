import { addDays, addMonths, type BusinessDate, firstDayOf, isRefusal, monthOf } from '@zongheng/kernel';
import type { ContractFact } from '@zongheng/contracts-events';
import type { ContractCommand } from '../commands.ts';
import { contractDecider } from '../decide.ts';
import type { ContractState } from '../state.ts';
import {
  amending,
  assigning,
  correcting,
  handingOver,
  moving,
  renaming,
  renewing,
  resuming,
  signing,
  suspending,
  terminating,
  transferring,
  voiding,
} from './contract-commands.ts';
import { date, li, racks, vpn, wang } from './people.ts';

/** One turn of a random life: which command, how many days after the last, how far from there it takes effect, and an amount. */
export interface Turn {
  readonly kind: number;
  readonly days: number;
  readonly reach: number;
  readonly amount: number;
}

/** What a life came to: its facts, and its state after each of them. */
export interface Life {
  readonly facts: readonly ContractFact[];
  readonly state: ContractState;
  readonly states: readonly ContractState[];
}

/** A contract signed with an amount from a day on, and what turns make of it; what is refused does not happen. */
export function lifeOf(amount: number, begins: BusinessDate, turns: readonly Turn[]): Life {
  const facts: ContractFact[] = [];
  const states: ContractState[] = [];
  let state = contractDecider.initialState();
  const carryOut = (command: ContractCommand): void => {
    const decided = contractDecider.decide(state, command);
    if (isRefusal(decided)) return;
    for (const fact of decided) {
      state = contractDecider.evolve(state, fact);
      facts.push(fact);
      states.push(state);
    }
  };
  const ends = addDays(begins, 299);
  carryOut(signing(addDays(begins, -20), { begins, ends, lines: [racks(amount), vpn(amount + 7)] }));
  for (const turn of turns) carryOut(commandOf(turn, addDays(state.last, turn.days)));
  return { facts, state, states };
}

function commandOf({ kind, reach, amount }: Turn, on: BusinessDate): ContractCommand {
  const effective = addDays(on, reach);
  switch (kind % 12) {
    case 0:
      return amending(on, effective, { lines: [racks(amount)] });
    case 1:
      return amending(on, effective, { ended: ['2'] });
    case 2:
      return renewing(on, addDays(firstDayOf(addMonths(monthOf(on), 20)), 14), { lines: [racks(amount), vpn(amount)] });
    case 3:
      return suspending(on, effective, amount % 2 === 0 ? 'shifted' : 'forfeited');
    case 4:
      return resuming(on, effective);
    case 5:
      return assigning(on, amount % 2 === 0 ? wang : li);
    case 6:
      return transferring(on, `unit-${amount % 3}`, amount % 2 === 0 ? wang : li);
    case 7:
      return moving(on, `region-${amount % 3}`, `segment-${amount % 2}`);
    case 8:
      return amount % 3 === 0 ? renaming(on, { number: `HT-${amount % 7}` }) : handingOver(on);
    case 9:
      return correcting(on, { corrects: 'owner', since: addDays(on, -Math.abs(reach)), owner: amount % 2 === 0 ? wang : li });
    case 10:
      return correcting(on, { corrects: 'lines', since: on, begins: null, ends: null, lines: [racks(amount), vpn(amount + 1)] });
    default:
      return amount % 17 === 0
        ? voiding(on)
        : amount % 5 === 0
          ? terminating(on, effective)
          : correcting(on, { corrects: 'region', since: date(addDays(on, -Math.abs(reach))), region: null });
  }
}

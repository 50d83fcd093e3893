import { createHash } from 'node:crypto';
import { contractNumberDecider, type HolderStanding } from '@zongheng/contracts-domain';
import { aggregateCommands, defineAggregate, IdField, KeyField, type Preparation } from '@zongheng/nest-kit';
import { contractAggregate } from './contract.aggregate.ts';

export const contractNumberAggregate = defineAggregate({
  category: 'contractnumber',
  decider: contractNumberDecider,
  orderingKey: (_first, id) => id,
});

/** The id of a number's stream: its hash, because a number may hold what an id may not. */
export function numberStreamIdOf(number: string): string {
  return createHash('sha256').update(number.normalize('NFKC').trim()).digest('hex').slice(0, 40);
}

export class ContractNumberBody {
  @KeyField()
  readonly number!: string;

  @IdField()
  readonly contract!: string;
}

export const contractNumberCommands = aggregateCommands(
  { aggregate: contractNumberAggregate, collection: 'contract-numbers', title: { zh: '协议编号', en: 'Contract numbers' } },
  (command) => [
    command.internal('ReserveContractNumber', ContractNumberBody, {
      summary: { zh: '占用协议编号', en: 'Reserve a number for a contract' },
      async prepare({ number, contract }, given) {
        const { holder } = given.state;
        return { number, contract, holderStanding: holder === null ? 'nothing' : await standingOf(given, holder) };
      },
    }),
    command.internal('ReleaseContractNumber', ContractNumberBody, {
      summary: { zh: '释放协议编号', en: 'Let a number go that its contract does not go by any more' },
      prepare: async ({ number, contract }, given) => ({ number, contract, isInUse: await goesBy(given, contract) }),
    }),
  ],
);

/** Whether a contract stands, and goes by the number of this stream. */
async function goesBy(given: Preparation, contract: string): Promise<boolean> {
  const state = (await given.load(contractAggregate, contract))?.state;
  return (state?.phase === 'draft' || state?.phase === 'signed') && numberStreamIdOf(state.number) === given.id;
}

async function standingOf(given: Preparation, holder: string): Promise<HolderStanding> {
  const phase = (await given.load(contractAggregate, holder))?.state.phase ?? 'unknown';
  if (phase === 'unknown') return 'nothing';
  return phase === 'abandoned' ? 'abandoned' : 'recorded';
}

import { defineEvent, type FactOf, Id, Key, type RecordedOf, Shape, Type } from '@zongheng/kernel';

const stream = 'contractnumber';

/** Each contract number has a stream of its own, named by its hash, which says whose it is: so that no other contract can have it. */
export const ContractNumberReserved = defineEvent({
  type: 'ContractNumberReserved',
  version: 1,
  stream,
  meaning: { zh: '协议编号占用', en: 'A contract number was reserved for a contract' },
  data: Shape({
    number: Key(),
    contract: Id(),
    /** Whose recording never came about and was closed before; null where it was free. */
    after: Type.Union([Id(), Type.Null()]),
  }),
});

export const ContractNumberReleased = defineEvent({
  type: 'ContractNumberReleased',
  version: 1,
  stream,
  meaning: { zh: '协议编号释放', en: 'A contract number is free again: the contract that had it was voided' },
  data: Shape({ number: Key(), contract: Id() }),
});

export const contractNumberEvents = [ContractNumberReserved, ContractNumberReleased] as const;
export type ContractNumberFact = FactOf<(typeof contractNumberEvents)[number]>;
export type RecordedContractNumberEvent = RecordedOf<(typeof contractNumberEvents)[number]>;

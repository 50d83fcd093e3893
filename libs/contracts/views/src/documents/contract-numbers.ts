import { documentView, Id, idOf, Key, Shape, type Static, Type } from '@zongheng/kernel';
import { contractNumberEvents, type RecordedContractNumberEvent } from '@zongheng/contracts-events';

/** A contract number, and the contract that has it; null once it is free again. */
export const ContractNumberDocument = Shape({
  id: Id(),
  number: Key(),
  contract: Type.Union([Id(), Type.Null()]),
  revision: Type.Integer({ minimum: 0 }),
});
export type ContractNumberDocument = Static<typeof ContractNumberDocument>;

export const contractNumbers = documentView<ContractNumberDocument, RecordedContractNumberEvent>({
  name: 'contract-numbers',
  version: 1,
  meaning: { zh: '协议编号', en: 'Contract numbers' },
  handles: contractNumberEvents.map(({ type }) => type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (_, { type, stream, revision, data: { number, contract } }) => ({
    id: idOf(stream),
    number,
    contract: type === 'ContractNumberReserved' ? contract : null,
    revision,
  }),
  fields: { number: 'text', contract: 'text' },
  indexes: [['number'], ['contract']],
  index: ({ number, contract }) => ({ fields: { number, contract }, search: [number] }),
});

import { specification } from '@zongheng/kernel/testing';
import { contractNumberDecider, type HolderStanding, type ReleaseContractNumber, type ReserveContractNumber } from './number.ts';
import { on } from './testing/people.ts';

const reserving = (contract: string, holderStanding: HolderStanding = 'nothing'): ReserveContractNumber => ({
  type: 'ReserveContractNumber',
  ...on('2026-03-01'),
  number: 'HT-1',
  contract,
  holderStanding,
});
const releasing = (contract: string): ReleaseContractNumber => ({
  type: 'ReleaseContractNumber',
  ...on('2026-03-02'),
  number: 'HT-1',
  contract,
  isInUse: false,
});
const reserved = (contract: string, after: string | null = null) =>
  ({ type: 'ContractNumberReserved', businessDate: on('2026-03-01').on, data: { number: 'HT-1', contract, after } }) as const;
const released = { type: 'ContractNumberReleased', businessDate: on('2026-03-02').on, data: { number: 'HT-1', contract: 'k-1' } } as const;
const number = specification(contractNumberDecider);

describe('a contract number', () => {
  it('is reserved once', () => {
    number.given().when(reserving('k-1')).then(reserved('k-1'));
    number.given().whenRepeated(reserving('k-1')).thenNothing();
  });

  it('is no other contract’s while one has it, or may come to have it', () => {
    number.given(reserved('k-1')).when(reserving('k-2', 'recorded')).thenRefused('CONTRACTS.NUMBER.TAKEN');
    number.given(reserved('k-1')).when(reserving('k-2', 'nothing')).thenRefused('CONTRACTS.NUMBER.PENDING');
  });

  it('is not reserved in the future', () => {
    number
      .given()
      .when({ ...reserving('k-1'), ...on('2028-01-01') })
      .thenRefused('DATE.IN_FUTURE');
  });

  it('goes on to another once the one that never came was closed', () => {
    number.given(reserved('k-1')).when(reserving('k-2', 'abandoned')).then(reserved('k-2', 'k-1'));
  });

  it('is free again once it is released by the one that has it', () => {
    number.given(reserved('k-1')).when(releasing('k-1')).then(released);
    number.given(reserved('k-1')).whenRepeated(releasing('k-1')).thenNothing();
    number.given(reserved('k-2', 'k-1')).when(releasing('k-1')).thenNothing();
    number
      .given(reserved('k-1'))
      .when({ ...releasing('k-1'), isInUse: true })
      .thenNothing();
    number.given(reserved('k-1'), released).when(reserving('k-2')).then(reserved('k-2'));
  });
});

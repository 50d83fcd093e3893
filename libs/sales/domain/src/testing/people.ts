import type { CustomerId, RegionId } from '@zongheng/kernel';
import { commanding, date } from '@zongheng/kernel/testing';
import type { CustomerFacts, PipelineFacts, ProductFacts } from '../facts.ts';
import type { LineGiven, Valuation } from '../lines.ts';
import { defaultPipeline } from '../pipelines.ts';

export { date, li, wang, zhao } from '@zongheng/kernel/testing';

/** Today in every spec: far enough after the dates the stories tell of. */
export const today = date('2026-06-30');

/** Who commands, when: on a date, told today. */
export const on = commanding(today);

export const acme: CustomerFacts = { id: 'acme' as CustomerId, identified: true, region: 'sichuan' as RegionId, segment: 'industry' };
export const hope: CustomerFacts = { id: 'hope' as CustomerId, identified: false, region: null, segment: null };

export const fibre: ProductFacts = {
  id: 'fibre',
  productLine: 'public-internet',
  price: { minor: 100_00, currency: 'CNY' },
  retired: null,
};
export const rack: ProductFacts = { id: 'rack', productLine: 'data-centre', price: { minor: 500_00, currency: 'CNY' }, retired: null };
/** Retired on the first of March. */
export const modem: ProductFacts = {
  id: 'modem',
  productLine: 'public-internet',
  price: { minor: 50_00, currency: 'CNY' },
  retired: date('2026-03-01'),
};

export const pipeline: PipelineFacts = { id: defaultPipeline.id, stages: defaultPipeline.stages, successors: {} };

/** A line of a product for an amount in minor units. */
export function line(key: string, product: ProductFacts | null, amount: number, quantity = 1): LineGiven {
  return { line: key, product, productLine: null, quantity, amount };
}

export function worth(...lines: readonly LineGiven[]): Valuation {
  return { currency: 'CNY', lines };
}

/** Nothing is known of what it is worth. */
export const unknown: Valuation = worth();

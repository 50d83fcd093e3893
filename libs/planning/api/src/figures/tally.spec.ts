import { Tally } from './tally.ts';

const aim = (metric: string, productLine: string | null = null, currency: string | null = 'CNY') => ({ metric, productLine, currency });

describe('what came of aims', () => {
  it('counts for the product line it is of, and for all of them', () => {
    const tally = new Tally();
    tally.add(aim('deals-won', 'vpn'), 300n, 0n);
    tally.add(aim('deals-won', 'data-centre'), 200n, 0n);
    expect([tally.actual(aim('deals-won', 'vpn')), tally.actual(aim('deals-won'))]).toEqual([300, 500]);
  });

  it('is nothing of a currency in which nothing came, and never summed over several', () => {
    const tally = new Tally();
    tally.add(aim('invoiced'), 300n, 0n);
    tally.add(aim('invoiced', null, 'USD'), 70n, 0n);
    expect([tally.actual(aim('invoiced')), tally.actual(aim('invoiced', null, 'EUR'))]).toEqual([300, 0]);
  });

  it('is a part of a whole where it is a rate, and unknown where there is no whole', () => {
    const tally = new Tally();
    const renewals = aim('renewal-rate', null, null);
    expect(tally.actual(renewals)).toBeNull();
    tally.add(renewals, 2n, 3n);
    expect([tally.actual(renewals), tally.parts(renewals)]).toEqual([667, { amount: 2, whole: 3 }]);
  });

  it('is unknown where no events tell of the metric', () => {
    expect(new Tally().actual(aim('loyalty', null, null))).toBeNull();
  });
});

import { specification } from '@zongheng/kernel/testing';
import { date, on } from './plan/plan.spec-data.ts';
import { bandOf, type DefineTolerance, defaultTolerance, toleranceDecider } from './tolerance.ts';

const spec = specification(toleranceDecider);
const general = { metric: null, green: 980, amber: 850 };
const defining = (bands: DefineTolerance['bands'], day = '2026-03-01'): DefineTolerance => ({
  type: 'DefineTolerance',
  ...on(day),
  bands,
  reason: '收紧',
});

describe('the tolerance of plans', () => {
  it('has a version more with each change', () => {
    spec
      .given()
      .when(defining([general]))
      .then({ type: 'PlanToleranceDefined', businessDate: date('2026-03-01'), data: { version: 1, bands: [general], reason: '收紧' } });
    spec
      .given()
      .whenRepeated(defining([general]))
      .thenNothing();
    spec.given().when(defining(defaultTolerance.bands)).thenNothing();
  });

  it('has one band for each metric, one for all others, and amber below green', () => {
    spec
      .given()
      .when(defining([general, { ...general, metric: 'happiness' }]))
      .thenRefused('PLANNING.METRIC.UNKNOWN');
    spec
      .given()
      .when(defining([general, general]))
      .thenRefused('PLANNING.POLICY.METRIC_TWICE');
    spec
      .given()
      .when(defining([{ ...general, amber: 990 }]))
      .thenRefused('PLANNING.POLICY.BAND_UPSIDE_DOWN');
    spec
      .given()
      .when(defining([{ ...general, metric: 'collected' }]))
      .thenRefused('PLANNING.POLICY.NO_DEFAULT');
    spec
      .given()
      .when(defining([general], '2026-07-01'))
      .thenRefused('DATE.IN_FUTURE');
  });

  it('is a metric’s own, or that of all others', () => {
    const own = { metric: 'collected', green: 1000, amber: 900 };
    const tolerance = { version: 1, bands: [general, own] };
    expect([bandOf(tolerance, 'collected'), bandOf(tolerance, 'invoiced')]).toEqual([own, general]);
  });
});

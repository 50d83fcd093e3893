import { type ForecastLine, shownForecast } from './forecast.ts';

const nothing = { count: 0n, amount: 0n, weighted: 0n };
const line = (more: Partial<ForecastLine>): ForecastLine => ({
  target: 0n,
  closed: 0n,
  open: { commit: nothing, 'best-case': nothing, pipeline: nothing },
  overdue: { count: 0n, amount: 0n },
  ...more,
});

describe('a forecast as it is shown', () => {
  it('weighs all that is open from its exact sum, not from rounded parts', () => {
    const half = { count: 1n, amount: 1n, weighted: 500n };
    const { commit, open, expected } = shownForecast(line({ closed: 10n, open: { commit: half, 'best-case': half, pipeline: half } }));
    expect([commit.weighted, open.weighted, expected]).toEqual([0, 2, 12]);
  });

  it('has no gap and no coverage where no target was set', () => {
    expect(shownForecast(line({ closed: 10n }))).toMatchObject({ target: 0, gap: null, expectedGap: null, coverage: null });
  });

  it('covers the gap by what is open, and has none to cover once the target is reached', () => {
    const open = { commit: { count: 2n, amount: 300n, weighted: 270_000n }, 'best-case': nothing, pipeline: nothing };
    expect(shownForecast(line({ target: 500n, closed: 300n, open }))).toMatchObject({ gap: 200, expectedGap: -70, coverage: 1500 });
    expect(shownForecast(line({ target: 500n, closed: 600n, open }))).toMatchObject({ gap: -100, expectedGap: -370, coverage: null });
  });
});

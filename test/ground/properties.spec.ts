import fc from 'fast-check';

/** As many values as a property was tried on, and which. */
function triedOn(parameters?: fc.Parameters<[number]>): readonly number[] {
  const values: number[] = [];
  fc.assert(
    fc.property(fc.nat(), (value) => void values.push(value)),
    parameters,
  );
  return values;
}

describe('trying a property', () => {
  const times = Number(process.env['PROPERTY_TIMES'] ?? 1);

  it('takes the same values at every run, so that nothing fails by luck', () => {
    expect(triedOn()).toEqual(triedOn());
    expect(fc.sample(fc.nat(), 20)).toEqual(fc.sample(fc.nat(), 20));
  });

  it('takes other values where a seed is asked for', () => {
    expect(triedOn({ seed: 1 })).not.toEqual(triedOn({ seed: 2 }));
  });

  it('takes many times as many when exploring, whether the property names a number or not', () => {
    expect(triedOn()).toHaveLength(100 * times);
    expect(triedOn({ numRuns: 7 })).toHaveLength(7 * times);
  });

  it('fails where one value breaks it, and names it', () => {
    expect(() => fc.assert(fc.property(fc.nat(), (value) => value < 10))).toThrow(/Counterexample: \[10\]/);
  });
});

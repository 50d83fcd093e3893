import { Lanes } from './lanes.ts';
import { Recent } from './recent.ts';

describe('what was asked for lately', () => {
  it('is kept, and what nobody asks for is dropped', () => {
    const recent = new Recent<number>(100);
    recent.set('kept', 1);
    recent.set('forgotten', 2);
    for (let index = 0; index < 400; index += 1) {
      recent.set(`other-${index}`, index);
      expect(recent.get('kept')).toBe(1);
    }
    expect(recent.get('forgotten')).toBeUndefined();
    expect(recent.peek('kept')).toBe(1);
  });

  it('never holds more than it may', () => {
    const recent = new Recent<number>(100);
    for (let index = 0; index < 1_000; index += 1) recent.set(`key-${index}`, index);
    const held = Array.from({ length: 1_000 }, (_, index) => recent.peek(`key-${index}`)).filter((value) => value !== undefined);
    expect(held.length).toBeGreaterThanOrEqual(50);
    expect(held.length).toBeLessThanOrEqual(100);
  });
});

describe('the lanes of streams', () => {
  it('are the same ones as long as they are asked for or busy, however many others come', () => {
    const lanes = new Lanes(10);
    const used = lanes.of('used');
    const busy = lanes.of('busy');
    busy.enter({ order: 1, ticket: 1 });
    const idle = lanes.of('idle');
    for (let index = 0; index < 200; index += 1) {
      lanes.of(`other-${index}`);
      expect(lanes.of('used')).toBe(used);
    }
    expect(lanes.peek('busy')).toBe(busy);
    expect(lanes.peek('idle')).toBeUndefined();
    expect(lanes.of('idle')).not.toBe(idle);
  });
});

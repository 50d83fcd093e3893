import type { BusinessDate, Instant } from '../calendar.ts';
import type { Command, Decider } from '../decider.ts';
import type { Fact } from '../event.ts';
import { refusing } from '../refusal.ts';
import { specification } from './decider-specification.ts';

interface SwitchCommand extends Command<'Switch'> {
  readonly to: 'on' | 'off' | 'loose';
}
type SwitchFact = Fact<'Switched', { readonly to: string }>;
const refuse = refusing({ 'SPEC.LOOSE': { kind: 'invalid', title: { zh: '松', en: 'Loose' }, remedy: 'say on or off' } });

/** A switch that works. */
const sound: Decider<{ readonly to: string }, SwitchCommand, SwitchFact> = {
  initialState: () => ({ to: 'off' }),
  evolve: (_state, fact) => ({ to: fact.data.to }),
  decide: (state, command) => {
    if (command.to === 'loose') return refuse('SPEC.LOOSE', 'neither on nor off');
    return state.to === command.to ? [] : [{ type: 'Switched', businessDate: command.on, data: { to: command.to } }];
  },
};
/** One that records the same again. */
const stuttering: typeof sound = {
  ...sound,
  decide: (_state, command) => [{ type: 'Switched', businessDate: command.on, data: { to: command.to } }],
};

const on = '2026-03-01' as BusinessDate;
const turn = (to: SwitchCommand['to']): SwitchCommand => ({
  type: 'Switch',
  to,
  on,
  today: on,
  now: '2026-03-01T00:00:00.000Z' as Instant,
  actor: 'a',
});
const turned = (to: string): SwitchFact => ({ type: 'Switched', businessDate: on, data: { to } });

describe('given, when, then for deciders', () => {
  it('passes where the facts, the refusal or the silence are as said', () => {
    specification(sound).given().when(turn('on')).then(turned('on'));
    specification(sound).given(turned('on')).when(turn('on')).thenNothing();
    specification(sound).given(turned('on')).when(turn('off')).then(turned('off'));
    specification(sound).given().whenRepeated(turn('on')).thenNothing();
    expect(specification(sound).given().when(turn('loose')).thenRefused('SPEC.LOOSE').remedy).toBe('say on or off');
  });

  it('does not care in which order a fact’s members were set', () => {
    specification(sound)
      .given()
      .when(turn('on'))
      .then({ data: { to: 'on' }, businessDate: on, type: 'Switched' });
  });

  it('fails where other facts were decided, more or fewer', () => {
    const outcome = specification(sound).given().when(turn('on'));
    expect(() => outcome.then(turned('off'))).toThrow('"to":"off"');
    expect(() => outcome.then()).toThrow('but decided');
    expect(() => outcome.then(turned('on'), turned('on'))).toThrow('expected');
    expect(() => outcome.then({ ...turned('on'), businessDate: '2026-03-02' as BusinessDate })).toThrow('2026-03-02');
  });

  it('fails where facts were expected of a refusal, and a refusal of facts', () => {
    expect(() => specification(sound).given().when(turn('loose')).then(turned('on'))).toThrow('SPEC.LOOSE');
    expect(() => specification(sound).given().when(turn('loose')).thenNothing()).toThrow('SPEC.LOOSE');
    expect(() => specification(sound).given().when(turn('on')).thenRefused('SPEC.LOOSE')).toThrow('but decided');
    expect(() => specification(sound).given().when(turn('off')).thenRefused('SPEC.LOOSE')).toThrow('nothing');
  });

  it('fails where it was refused for another reason', () => {
    expect(() => specification(sound).given().when(turn('loose')).thenRefused('SPEC.TIGHT')).toThrow('SPEC.TIGHT');
  });

  it('fails where something was recorded though all was so already', () => {
    expect(() => specification(sound).given().when(turn('on')).thenNothing()).toThrow('nothing to record');
    expect(() => specification(stuttering).given().whenRepeated(turn('on')).thenNothing()).toThrow('nothing to record');
  });

  it('fails where a repetition is asked of what was refused the first time', () => {
    expect(() => specification(sound).given().whenRepeated(turn('loose'))).toThrow('refused already');
  });
});

import type { ParkedKey } from '@zongheng/read-store';
import type { PolicyBinding } from './binding.ts';
import { PolicyRunner, type PolicyRunnerOptions, type PolicyStatus } from './policy-runner.ts';

/** What one policy has parked. */
export interface ParkedOfPolicy {
  readonly policy: string;
  readonly keys: readonly ParkedKey[];
}

/** All policies of an installation, each a consumer of its own: one that waits or has stopped does not hold up the others. */
export class Policies {
  readonly #runners: readonly PolicyRunner[];

  private constructor(runners: readonly PolicyRunner[]) {
    this.#runners = runners;
  }

  /** Opens all policies and starts them. @throws Error where two have one name. */
  static async start(bindings: readonly PolicyBinding[], options: PolicyRunnerOptions): Promise<Policies> {
    const names = bindings.map(({ policy }) => policy.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`two policies are named ${twice}`);
    const runners: PolicyRunner[] = [];
    for (const binding of bindings) runners.push(await PolicyRunner.open(binding, options));
    for (const runner of runners) runner.start();
    return new Policies(runners);
  }

  status(): Promise<readonly PolicyStatus[]> {
    return Promise.all(this.#runners.map((runner) => runner.status()));
  }

  /** Those that have stopped, because too much is parked: somebody has to look at it. */
  stopped(): readonly string[] {
    return this.#runners.filter((runner) => runner.state === 'stopped').map(({ name }) => name);
  }

  /** What is parked, of one policy or of all. Policies with nothing parked are left out. @throws RangeError for a policy not known. */
  parked(name?: string): readonly ParkedOfPolicy[] {
    const runners = name === undefined ? this.#runners : [this.#runner(name)];
    return runners.map((runner) => ({ policy: runner.name, keys: runner.parked() })).filter(({ keys }) => keys.length > 0);
  }

  /** See `PolicyRunner.release`. @throws RangeError for a policy not known. */
  async release(name: string, orderingKeys?: readonly string[]): Promise<readonly ParkedKey[]> {
    return this.#runner(name).release(orderingKeys);
  }

  /** Ends all of them after the events under way, and saves where they stand. */
  async stop(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.stop()));
  }

  #runner(name: string): PolicyRunner {
    const runner = this.#runners.find((each) => each.name === name);
    if (!runner) throw new RangeError(`no policy ${name}: there are ${this.#runners.map((each) => each.name).join(', ') || 'none'}`);
    return runner;
  }
}

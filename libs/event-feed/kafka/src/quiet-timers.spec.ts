import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a process says on standard error that leaves warnings out and then does this, in a file of that name. */
function told(file: string, code: string): string {
  const program = `
    import { leaveOutTimerWarnings } from ${JSON.stringify(join(import.meta.dirname, 'quiet-timers.ts'))};
    leaveOutTimerWarnings();
    new Function(${JSON.stringify(`${code}\n//# sourceURL=${file}`)})();`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stderr;
}

const client = '/node_modules/kafkajs/src/network/requestQueue/index.js';

describe('warnings of timers in the past', () => {
  it('are left out where they are of Kafka’s client', () => {
    expect(told(client, 'setTimeout(() => undefined, -7)')).toBe('');
  });

  it('are told of everybody else, and so is whatever else that client is warned of', () => {
    expect(told('/elsewhere.js', 'setTimeout(() => undefined, -7)')).toContain('TimeoutNegativeWarning: -7 is a negative number.');
    expect(told(client, "process.emitWarning('old', 'DeprecationWarning')")).toContain('DeprecationWarning: old');
  });
});

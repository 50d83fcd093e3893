/** The double as a process of its own: `main.ts OPTIONS`, as JSON. Its parent sends it what is to go wrong; without a parent it ends. */
import type { Faults } from './faults.ts';
import { type DoubleOptions, startDouble } from './server.ts';

/** What the parent may ask. */
export interface Order {
  readonly number: number;
  readonly faults?: Partial<Faults>;
  readonly drop?: 'error' | 'end';
}

const options = JSON.parse(process.argv[2] ?? '{}') as DoubleOptions;
const double = await startDouble(options);
process.on('message', (order: Order) => {
  Object.assign(double.faults, order.faults);
  if (order.drop) double.dropSubscriptions(order.drop);
  process.send?.({ done: order.number });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: double.port });

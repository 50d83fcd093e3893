import type { DynamicModule } from '@nestjs/common';
import type { Metrics } from '@zongheng/nest-kit';
import { type ApplicationOptions, createApplication, listen } from './application.ts';
import type { Closing } from './closing.ts';

export interface OperationsOptions extends Omit<ApplicationOptions, 'info'> {
  readonly host: string;
  readonly port: number;
  readonly metrics: Metrics;
  /** How the service is operated, beside that. */
  readonly operated?: readonly DynamicModule[];
}

/**
 * Serves `health/live`, `health/ready` and `metrics` of a service that has no API of its own, and brings Nest's logger to its own form.
 * @returns the address it listens on
 */
export async function serveOperations(
  { host, port, metrics, operated = [], ...options }: OperationsOptions,
  closing: Closing,
): Promise<string> {
  const { KitModule } = await import('@zongheng/nest-kit');
  return listen(await createApplication(KitModule.forOperations(metrics, operated), options, closing), { host, port });
}

import type { Metrics } from '@zongheng/nest-kit';
import type { Policies } from '@zongheng/policy';

/** What the policies of an installation have done, for Prometheus: of all processes together, as the read store knows it. */
export function gaugePolicies(metrics: Metrics, policies: Policies): void {
  metrics.gauge(
    'zongheng_policy_lag_positions',
    'Positions of the log that a policy has not handled, as far as this process knows',
    ['policy'],
    async (set) => {
      for (const { policy, lag } of await policies.status()) set({ policy }, lag);
    },
  );
  metrics.gauge('zongheng_policy_parked_keys', 'Ordering keys that a policy leaves out', ['policy'], async (set) => {
    for (const { policy, parked } of await policies.status()) set({ policy }, parked);
  });
  metrics.gauge('zongheng_policy_commands', 'Commands of a policy by outcome', ['policy', 'outcome'], async (set) => {
    for (const { policy, record } of await policies.status()) {
      set({ policy, outcome: 'done' }, record.done);
      set({ policy, outcome: 'replayed' }, record.replayed);
      set({ policy, outcome: 'refused' }, record.refused);
    }
  });
}

import { type BusinessDate, type CustomerId, type EmployeeId, isRefusal } from '@zongheng/kernel';
import {
  aggregateCommands,
  type AmountFields,
  DateField,
  defineAggregate,
  HandOverBody,
  IdField,
  MoneyField,
  OneOf,
  TextField,
} from '@zongheng/nest-kit';
import { visitDecider } from '@zongheng/sales-domain';
import { type VisitOutcome, visitOutcomes } from '@zongheng/sales-events';
import { customerFor, ownerFor } from './references.ts';
import { ServesFields, servesOf } from './serving.ts';

export const visitAggregate = defineAggregate({
  category: 'visit',
  decider: visitDecider,
  orderingKey: (first, id) => (first.type === 'VisitPlanned' ? first.data.customer : id),
  customerId: (state) => state.visit?.customer,
});

export class PlanVisitBody extends ServesFields {
  @IdField({ description: 'Who is visited', example: 'customer-1' })
  readonly customer!: CustomerId;

  @IdField({ optional: true, description: 'Who goes (default: who looks after the customer)', example: 'li-na' })
  readonly owner?: EmployeeId;

  @DateField({ description: 'When', example: '2026-12-01' })
  readonly plannedFor!: BusinessDate;

  @TextField(500, { description: 'What for', example: '需求沟通' })
  readonly purpose!: string;
}

export class RescheduleVisitBody {
  @DateField({ description: 'When instead', example: '2026-12-08' })
  readonly plannedFor!: BusinessDate;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class ReassignVisitBody {
  @IdField({ description: 'Who goes instead', example: 'wang-wei' })
  readonly owner!: EmployeeId;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class CompleteVisitBody {
  @OneOf(visitOutcomes, { description: 'How it went', example: 'interested' })
  readonly outcome!: VisitOutcome;

  @TextField(2000, { optional: true, description: 'What was said' })
  readonly note?: string;

  @MoneyField({ optional: true, description: 'What it cost' })
  readonly cost?: AmountFields;
}

export class CancelVisitBody {
  @TextField(500, { description: 'Why', example: '客户临时有事' })
  readonly reason!: string;
}

export const visitCommands = aggregateCommands(
  { aggregate: visitAggregate, collection: 'visits', title: { zh: '拜访', en: 'Visits' } },
  (command) => [
    command.creates('PlanVisit', PlanVisitBody, {
      summary: { zh: '计划拜访', en: 'Plan a visit' },
      async prepare(body, given) {
        const customer = await customerFor(given, body.customer);
        if (isRefusal(customer)) return customer;
        const by = await ownerFor(given, body.owner ?? customer.owner);
        if (isRefusal(by)) return by;
        return { customer: customer.id, by, plannedFor: body.plannedFor, purpose: body.purpose, ...servesOf(body) };
      },
    }),
    command('RescheduleVisit', RescheduleVisitBody, {
      verb: 'reschedule',
      summary: { zh: '拜访改期', en: 'Move a visit to another date' },
      prepare: ({ plannedFor, reason }) => ({ to: plannedFor, reason: reason ?? null }),
    }),
    command('ReassignVisit', ReassignVisitBody, {
      verb: 'reassign',
      summary: { zh: '拜访改派', en: 'Give a visit to someone else' },
      async prepare({ owner, reason }, given) {
        const to = await ownerFor(given, owner);
        return isRefusal(to) ? to : { to, reason: reason ?? null };
      },
    }),
    command('CompleteVisit', CompleteVisitBody, {
      verb: 'complete',
      summary: { zh: '完成拜访', en: 'Complete a visit' },
      prepare: ({ outcome, note, cost }) => ({ outcome, note: note ?? null, cost: cost ? { ...cost } : null }),
    }),
    command('CancelVisit', CancelVisitBody, { verb: 'cancel', summary: { zh: '取消拜访', en: 'Cancel a visit' } }),
    command.internal('HandOverVisit', HandOverBody, {
      summary: { zh: '随员工变动移交拜访', en: 'Let a visit follow what happened to its owner' },
      async prepare({ from, to, reason }, given) {
        const owner = await ownerFor(given, to);
        return isRefusal(owner) ? owner : { from, to: owner, reason };
      },
    }),
  ],
);

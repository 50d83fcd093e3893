import { type BusinessDate, type CustomerId, type EmployeeId, isRefusal } from '@zongheng/kernel';
import {
  aggregateCommands,
  type AmountFields,
  DateField,
  defineAggregate,
  HandOverBody,
  IdField,
  idKind,
  KeyField,
  ListField,
  MoneyField,
  ObjectField,
  PerMilleField,
  TextField,
} from '@zongheng/nest-kit';
import { taskDecider } from '@zongheng/sales-domain';
import { ownerFor } from './references.ts';
import { ServesFields, servesOf } from './serving.ts';

/** A task belongs to its first customer’s order of events; one without customers to its own. */
export const taskAggregate = defineAggregate({
  category: 'task',
  decider: taskDecider,
  orderingKey: (first, id) => (first.type === 'TaskAssigned' ? (first.data.customers[0] ?? id) : id),
});

class TaskReferenceFields {
  @KeyField({ description: 'The other system', example: 'helpdesk' })
  readonly system!: string;

  @TextField(200, { description: 'Its key for the record', example: 'Case 1' })
  readonly key!: string;
}

export class AssignTaskBody extends ServesFields {
  @TextField(200, { description: 'What is to be done', example: '编制技术方案' })
  readonly title!: string;

  @IdField({ description: 'Who does it', example: 'li-na' })
  readonly owner!: EmployeeId;

  @DateField({ description: 'By when', example: '2026-12-15' })
  readonly deadline!: BusinessDate;

  @ListField(idKind, { optional: true, max: 50, description: 'Who helps' })
  readonly collaborators?: readonly EmployeeId[];

  @ListField(idKind, { optional: true, max: 50, description: 'The products it is about' })
  readonly products?: readonly string[];

  @ListField(idKind, { optional: true, max: 200, description: 'The customers it is for' })
  readonly customers?: readonly CustomerId[];

  @ObjectField(() => TaskReferenceFields, { optional: true, description: 'The record it came from' })
  readonly reference?: TaskReferenceFields;
}

export class ProgressTaskBody {
  @PerMilleField({ description: 'How far it is, per mille', example: 500 })
  readonly progress!: number;

  @TextField(500, { optional: true, description: 'What was done' })
  readonly note?: string;
}

export class CompleteTaskBody {
  @TextField(500, { optional: true, description: 'What was done' })
  readonly note?: string;

  @MoneyField({ optional: true, description: 'What it cost' })
  readonly cost?: AmountFields;
}

export class ReasonBody {
  @TextField(500, { description: 'Why', example: '等待客户资料' })
  readonly reason!: string;
}

export class UnblockTaskBody {
  @TextField(500, { optional: true, description: 'What changed' })
  readonly note?: string;
}

export class ReassignTaskBody {
  @IdField({ description: 'Who does it instead', example: 'wang-wei' })
  readonly owner!: EmployeeId;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export const taskCommands = aggregateCommands(
  { aggregate: taskAggregate, collection: 'tasks', title: { zh: '任务', en: 'Tasks' } },
  (command) => [
    command.creates('AssignTask', AssignTaskBody, {
      summary: { zh: '下达任务', en: 'Assign a task' },
      async prepare(body, given) {
        const to = await ownerFor(given, body.owner);
        if (isRefusal(to)) return to;
        const { title, deadline, collaborators = [], products = [], customers = [], reference } = body;
        return { title, to, deadline, collaborators, products, customers, ...servesOf(body), reference: reference ?? null };
      },
    }),
    command('ProgressTask', ProgressTaskBody, {
      verb: 'progress',
      summary: { zh: '报告任务进展', en: 'Report the progress of a task' },
      prepare: ({ progress, note }) => ({ to: progress, note: note ?? null }),
    }),
    command('CompleteTask', CompleteTaskBody, {
      verb: 'complete',
      summary: { zh: '完成任务', en: 'Complete a task' },
      prepare: ({ note, cost }) => ({ note: note ?? null, cost: cost ? { ...cost } : null }),
    }),
    command('BlockTask', ReasonBody, { verb: 'block', summary: { zh: '任务受阻', en: 'Say that a task is blocked' } }),
    command('UnblockTask', UnblockTaskBody, {
      verb: 'unblock',
      summary: { zh: '解除受阻', en: 'Say that a task is blocked no more' },
      prepare: ({ note }) => ({ note: note ?? null }),
    }),
    command('ReassignTask', ReassignTaskBody, {
      verb: 'reassign',
      summary: { zh: '任务改派', en: 'Give a task to someone else' },
      async prepare({ owner, reason }, given) {
        const to = await ownerFor(given, owner);
        return isRefusal(to) ? to : { to, reason: reason ?? null };
      },
    }),
    command('CancelTask', ReasonBody, { verb: 'cancel', summary: { zh: '取消任务', en: 'Cancel a task' } }),
    command.internal('HandOverTask', HandOverBody, {
      summary: { zh: '随员工变动移交任务', en: 'Let a task follow what happened to its owner' },
      async prepare({ from, to, reason }, given) {
        const owner = await ownerFor(given, to);
        return isRefusal(owner) ? owner : { from, to: owner, reason };
      },
    }),
  ],
);

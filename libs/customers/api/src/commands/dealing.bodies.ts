import {
  type Channel,
  channels,
  type Direction,
  directions,
  type FeedbackTopic,
  feedbackTopics,
  type InteractionOutcome,
  interactionOutcomes,
  type InterestLevel,
  interestLevels,
  type NeedPriority,
  needPriorities,
} from '@zongheng/customers-events';
import type { EmployeeId, UnitId } from '@zongheng/kernel';
import { FlagField, IdField, IntegerField, KeyField, ObjectField, OneOf, TextField } from '@zongheng/nest-kit';
import { SourceRecordFields } from './customer.bodies.ts';

export class RecordInteractionBody {
  @IdField({ optional: true, description: 'Its id, under which it counts once; derived from the idempotency key where it is left out' })
  readonly interaction?: string;

  @OneOf(channels, { description: 'By what way', example: 'hotline' })
  readonly channel!: Channel;

  @OneOf(directions, { description: 'From whom', example: 'in' })
  readonly direction!: Direction;

  @OneOf(interactionOutcomes, { description: 'What came of it', example: 'interested' })
  readonly outcome!: InteractionOutcome;

  @TextField(200, { description: 'What it was about', example: '咨询双路专线' })
  readonly subject!: string;

  @TextField(4000, { optional: true, description: 'What was said' })
  readonly note?: string;

  @IdField({ optional: true, description: 'Who of ours dealt with it', example: 'li-na' })
  readonly by?: EmployeeId;

  @IdField({ optional: true, description: 'The department it counts for (default: the unit of who dealt with it)' })
  readonly department?: UnitId;

  @IdField({ optional: true, description: 'The contact person it was with', example: 'k-01' })
  readonly contact?: string;

  @ObjectField(() => SourceRecordFields, { optional: true, description: 'The record it came from, which counts once' })
  readonly reference?: SourceRecordFields;
}

export class IdentifyNeedBody {
  @IdField({ optional: true, description: 'The need; said again under its id, it holds as it is said now' })
  readonly need?: string;

  @IdField({ optional: true, description: 'The product', example: 'p-idc-rack' })
  readonly product?: string;

  @KeyField({ optional: true, description: 'The product line', example: 'data-centre' })
  readonly productLine?: string;

  @OneOf(interestLevels, { description: 'How much they want it', example: 'high' })
  readonly interest!: InterestLevel;

  @FlagField({ optional: true, description: 'Whether they would go on to something larger (default no)' })
  readonly upgrade?: boolean;

  @OneOf(needPriorities, { optional: true, description: 'How it presses (default normal)', example: 'high' })
  readonly priority?: NeedPriority;

  @TextField(2000, { optional: true, description: 'What was found out' })
  readonly note?: string;
}

export class ReceiveFeedbackBody {
  @IdField({ optional: true, description: 'Its id, under which it counts once; derived from the idempotency key where it is left out' })
  readonly feedback?: string;

  @OneOf(channels, { description: 'By what way', example: 'web' })
  readonly channel!: Channel;

  @OneOf(feedbackTopics, { description: 'What it is about', example: 'billing' })
  readonly topic!: FeedbackTopic;

  @IntegerField({ min: 1, max: 5 }, { optional: true, description: '1 (bad) to 5 (good)', example: 4 })
  readonly rating?: number;

  @TextField(4000, { description: 'What they said', example: '抢修很快，但账单看不懂' })
  readonly text!: string;

  @IdField({ optional: true, description: 'Who of ours received it', example: 'li-na' })
  readonly by?: EmployeeId;

  @IdField({ optional: true, description: 'The department it counts for (default: the unit of who received it)' })
  readonly department?: UnitId;

  @ObjectField(() => SourceRecordFields, { optional: true, description: 'The record it came from, which counts once' })
  readonly reference?: SourceRecordFields;
}

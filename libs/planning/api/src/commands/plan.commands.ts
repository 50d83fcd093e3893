import { isRefusal } from '@zongheng/kernel';
import { aggregateCommands } from '@zongheng/nest-kit';
import { nextPeriod, planIdOf, planNameOf } from '@zongheng/planning-events';
import { actionTermsFor, answerableFor, notAtWork, unknownEmployee } from './action-terms.ts';
import { aimFor, baseFor } from './aims.ts';
import { ReceiveCarryOverBody, RemindPlanBody } from './carried.bodies.ts';
import { carriedFrom } from './carried.ts';
import { seenNow } from './checking.ts';
import { partsFor } from './parts.ts';
import { planAggregate } from './plan.aggregate.ts';
import {
  ActionNoteBody,
  ActionReasonBody,
  AllotTargetBody,
  CheckProgressBody,
  ClosePlanBody,
  DecideCorrectionBody,
  DecomposeTargetBody,
  GiveFeedbackBody,
  NothingBody,
  PlanActionBody,
  ProgressActionBody,
  ReviseTargetBody,
  SetTargetBody,
  SettleCorrectionBody,
  WithdrawTargetBody,
} from './plan.bodies.ts';
import { HandOverPlanWorkBody, ReassignActionBody, ReassignCorrectionBody } from './reassigning.bodies.ts';
import { planNamed, planOf } from './subjects.ts';

export const planCommands = aggregateCommands(
  { aggregate: planAggregate, collection: 'plans', title: { zh: '计划', en: 'Plans' } },
  (command) => [
    command('DraftPlan', NothingBody, {
      verb: 'draft',
      summary: { zh: '编制计划', en: 'Draft a plan' },
      description: {
        zh: '计划编号即主体与期间：2026-03.unit.<单位> 或 2026-Q1.person.<员工>',
        en: 'Its id says whose it is and for when: 2026-03.unit.<unit>, 2026-Q1.person.<employee>',
      },
      prepare: (_body, given) => planNamed(given, given.id),
    }),
    command('SetTarget', SetTargetBody, {
      verb: 'set-target',
      summary: { zh: '设定目标', en: 'Set a target of a draft' },
      async prepare(body, given) {
        const aim = await aimFor(given, body);
        return { aim, amount: body.amount, base: await baseFor(given, aim, given.state.of), note: body.note ?? null };
      },
    }),
    command('WithdrawTarget', WithdrawTargetBody, {
      verb: 'withdraw-target',
      summary: { zh: '撤销草案中的目标', en: 'Take a target out of a draft' },
      prepare: async (body, given) => ({ aim: await aimFor(given, body), reason: body.reason ?? null }),
    }),
    command('DecomposeTarget', DecomposeTargetBody, {
      verb: 'decompose',
      summary: { zh: '分解目标到下级', en: 'Allot a target to the subjects below' },
      description: {
        zh: '各部分之和等于目标，或写明增压额；下级计划的目标随之形成',
        en: 'The parts sum to the target, or it says by how much they stretch it; the targets of the plans below follow by themselves',
      },
      async prepare(body, given) {
        const of = await planOf(given);
        if (isRefusal(of)) return of;
        const aim = await aimFor(given, body);
        const parts = await partsFor(given, of, aim, body);
        return isRefusal(parts) ? parts : { aim, parts, stretch: body.stretch ?? 0 };
      },
    }),
    command.internal('AllotTarget', AllotTargetBody, {
      summary: { zh: '上级分解的目标', en: 'Let a plan follow what its parent allots' },
      async prepare(body, given) {
        const of = await planOf(given);
        if (isRefusal(of)) return of;
        return { of, aim: await aimFor(given, body), amount: body.amount, by: body.by, released: body.released === 1 };
      },
    }),
    command('CommitPlan', NothingBody, { verb: 'commit', summary: { zh: '确认计划', en: 'Commit to a plan' } }),
    command('ReviseTarget', ReviseTargetBody, {
      verb: 'revise-target',
      summary: { zh: '修订已确认的目标', en: 'Revise a committed target' },
      async prepare(body, given) {
        const aim = await aimFor(given, body);
        return { aim, amount: body.amount, base: await baseFor(given, aim, given.state.of), reason: body.reason };
      },
    }),
    command('PlanAction', PlanActionBody, {
      verb: 'plan-action',
      summary: { zh: '计划行动', en: 'Plan an action' },
      async prepare(body, given) {
        const terms = await actionTermsFor(given, body);
        return isRefusal(terms) ? terms : { action: body.action ?? nextName('a', given.state.actions.length), terms };
      },
    }),
    command('ProgressAction', ProgressActionBody, {
      verb: 'progress-action',
      summary: { zh: '报告行动进展', en: 'Report the progress of an action' },
      prepare: ({ action, progress, note }) => ({ action, to: progress, note: note ?? null }),
    }),
    command('CompleteAction', ActionNoteBody, {
      verb: 'complete-action',
      summary: { zh: '完成行动', en: 'Complete an action' },
      prepare: ({ action, note }) => ({ action, note: note ?? null }),
    }),
    command('BlockAction', ActionReasonBody, { verb: 'block-action', summary: { zh: '行动受阻', en: 'Say that an action is blocked' } }),
    command('UnblockAction', ActionNoteBody, {
      verb: 'unblock-action',
      summary: { zh: '行动解除受阻', en: 'Say that an action is blocked no more' },
      prepare: ({ action, note }) => ({ action, note: note ?? null }),
    }),
    command('DropAction', ActionReasonBody, { verb: 'drop-action', summary: { zh: '放弃行动', en: 'Give an action up' } }),
    command('ReassignAction', ReassignActionBody, {
      verb: 'reassign-action',
      summary: { zh: '改派行动', en: 'Give an action to someone else' },
      prepare: async (body, given) => (await notAtWork(given, body.to)) ?? { ...body },
    }),
    command('ReassignCorrection', ReassignCorrectionBody, {
      verb: 'reassign-correction',
      summary: { zh: '改派纠偏措施', en: 'Give a correction to someone else' },
      prepare: async (body, given) => (await notAtWork(given, body.to)) ?? { ...body },
    }),
    command.internal('HandOverPlanWork', HandOverPlanWorkBody, {
      summary: { zh: '离职者的行动与纠偏移交继任者', en: 'Hand over what someone who left saw to in a plan' },
    }),
    command('CheckProgress', CheckProgressBody, {
      verb: 'check',
      summary: { zh: '检查进度并冻结所见数字', en: 'Check progress, and freeze the figures that are seen' },
      prepare: (body, given) => seenNow(given, body),
    }),
    command('DecideCorrection', DecideCorrectionBody, {
      verb: 'decide-correction',
      summary: { zh: '决定纠偏措施', en: 'Decide a correction' },
      async prepare({ correction, check, decision, responsible, deadline, metric, action }, given) {
        const no = await unknownEmployee(given, responsible);
        if (no) return no;
        const name = correction ?? nextName('c', given.state.corrections.length);
        const optional = { check: check ?? null, metric: metric ?? null, action: action ?? null };
        return { correction: name, decision, responsible, deadline, ...optional };
      },
    }),
    command('SettleCorrection', SettleCorrectionBody, {
      verb: 'settle-correction',
      summary: { zh: '了结纠偏措施', en: 'Say what became of a correction' },
      prepare: ({ correction, outcome, note }) => ({ correction, outcome, note: note ?? null }),
    }),
    command('GiveFeedback', GiveFeedbackBody, {
      verb: 'give-feedback',
      summary: { zh: '给予反馈', en: 'Give feedback on a plan' },
      async prepare({ check, by, text }, given) {
        const no = await unknownEmployee(given, by, '/by');
        return no ?? { check: check ?? null, by, text };
      },
    }),
    command('ClosePlan', ClosePlanBody, {
      verb: 'close',
      summary: { zh: '关闭计划', en: 'Close a plan' },
      prepare: ({ note }) => ({ note: note ?? null }),
    }),
    command('RollForward', NothingBody, {
      verb: 'roll-forward',
      summary: { zh: '结转到下期计划', en: 'Roll what is left open forward into the plan of the next period' },
      async prepare(_body, given) {
        const { of } = given.state;
        if (!of) return { nextClosed: false };
        const next = await given.load(planAggregate, planIdOf({ ...planNameOf(of), period: nextPeriod(of.period) }));
        return { nextClosed: next?.state.status === 'closed' };
      },
    }),
    command.internal('ReceiveCarryOver', ReceiveCarryOverBody, {
      summary: { zh: '承接上期结转', en: 'Let a plan take over what the one before it left open' },
      async prepare(body, given) {
        const of = await planOf(given);
        return isRefusal(of) ? of : { of, ...carriedFrom(body) };
      },
    }),
    command.internal('RemindPlan', RemindPlanBody, {
      summary: { zh: '催报', en: 'Urge what a plan owes' },
      async prepare(body, given) {
        const of = await planOf(given);
        return isRefusal(of) ? of : { of, ...body, to: await answerableFor(given, of.subject) };
      },
    }),
  ],
);

/** The next name of a plan's actions or corrections, where none is given. */
function nextName(letter: string, count: number): string {
  return `${letter}${count + 1}`;
}

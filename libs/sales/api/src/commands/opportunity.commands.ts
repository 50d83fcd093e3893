import { isRefusal } from '@zongheng/kernel';
import { aggregateCommands, HandOverBody } from '@zongheng/nest-kit';
import { cellOf } from '@zongheng/sales-domain';
import { schemeFor } from './assessment.commands.ts';
import { correctionOf } from './correction.ts';
import { valuationOf } from './lines.ts';
import { type Given, moving, opportunityAggregate, ownPipeline, pipelineFor } from './opportunity.aggregate.ts';
import * as bodies from './opportunity.bodies.ts';
import { reclassificationOf } from './reclassification.ts';
import { customerFor, opportunityAttributesFor, ownerFor } from './references.ts';

export const opportunityCommands = aggregateCommands(
  { aggregate: opportunityAggregate, collection: 'opportunities', title: { zh: '销售机会', en: 'Opportunities' } },
  (command) => [
    command.creates('OpenOpportunity', bodies.OpenOpportunityBody, {
      summary: { zh: '登记销售机会', en: 'Open an opportunity' },
      prepare: openingOf,
    }),
    command('RegisterOpportunity', bodies.RegisterOpportunityBody, {
      verb: 'register',
      summary: { zh: '登记客户与金额', en: 'Register an opportunity with its amount' },
      prepare: (body, given) => movingWithValue(body, given),
    }),
    command('AssignOpportunity', bodies.AssignOpportunityBody, {
      verb: 'assign',
      summary: { zh: '分配销售机会', en: 'Assign an opportunity' },
      async prepare(body, given) {
        const [facts, owner] = [await moving(given), await ownerFor(given, body.owner)];
        if (isRefusal(facts)) return facts;
        return isRefusal(owner) ? owner : { ...facts, owner, reason: body.reason ?? null };
      },
    }),
    command('AdvanceOpportunity', bodies.AdvanceOpportunityBody, {
      verb: 'advance',
      summary: { zh: '推进到后续阶段', en: 'Advance an opportunity to a later stage' },
      async prepare(body, given) {
        const facts = await moving(given);
        return isRefusal(facts) ? facts : { ...facts, to: body.stage, reason: body.reason ?? null };
      },
    }),
    command('MoveOpportunityBack', bodies.BackToStageBody, {
      verb: 'move-back',
      summary: { zh: '退回前面阶段', en: 'Move an opportunity back to an earlier stage' },
      prepare: backOf,
    }),
    command('ChangeExpectedClose', bodies.ChangeExpectedCloseBody, {
      verb: 'change-expected-close',
      summary: { zh: '变更预计成交日', en: 'Change when an opportunity is expected to be won' },
      prepare: ({ expectedClose, reason }) => ({ expectedClose: expectedClose ?? null, reason: reason ?? null }),
    }),
    command('MoveOpportunityToCustomer', bodies.MoveOpportunityToCustomerBody, {
      verb: 'move-to-customer',
      summary: { zh: '改归其他客户', en: 'Move an opportunity to another customer’s file' },
      async prepare(body, given) {
        const customer = await customerFor(given, body.customer);
        return isRefusal(customer) ? customer : { customer, reason: body.reason };
      },
    }),
    command('RevalueOpportunity', bodies.RevalueOpportunityBody, {
      verb: 'revalue',
      summary: { zh: '重新估值', en: 'Value an opportunity anew' },
      async prepare(body, given) {
        const [facts, value] = [await moving(given), await valuationOf(given, body.lines, cellOf(given.state)?.currency)];
        if (isRefusal(facts)) return facts;
        return isRefusal(value) ? value : { ...facts, value, reason: body.reason ?? null };
      },
    }),
    command('SetOpportunityAttributes', bodies.SetOpportunityAttributesBody, {
      verb: 'set-attributes',
      summary: { zh: '设置属性', en: 'Set or remove typed attributes' },
      prepare: async (body, given) => ({
        set: body.set ?? {},
        remove: body.remove ?? [],
        catalogue: await opportunityAttributesFor(given),
      }),
    }),
    command('AssessOpportunity', bodies.AssessOpportunityBody, {
      verb: 'assess',
      summary: { zh: '评估有效性', en: 'Assess an opportunity by a scheme' },
      async prepare(body, given) {
        const scheme = await schemeFor(given, body.scheme);
        if (isRefusal(scheme)) return scheme;
        return { scheme, answers: body.answers.map(({ criterion, points, reason }) => ({ criterion, points, reason: reason ?? null })) };
      },
    }),
    command('WinOpportunity', bodies.WinOpportunityBody, {
      verb: 'win',
      summary: { zh: '赢单', en: 'Win an opportunity' },
      prepare: (body, given) => movingWithValue(body, given),
    }),
    command('LoseOpportunity', bodies.LoseOpportunityBody, {
      verb: 'lose',
      summary: { zh: '丢单', en: 'Lose an opportunity' },
      async prepare({ reason, competitor, note }, given) {
        const pipeline = await ownPipeline(given);
        return isRefusal(pipeline) ? pipeline : { pipeline, reason, competitor: competitor ?? null, note: note ?? null };
      },
    }),
    command('ReopenOpportunity', bodies.BackToStageBody, {
      verb: 'reopen',
      summary: { zh: '重新打开', en: 'Reopen a closed opportunity' },
      prepare: backOf,
    }),
    command('CorrectOpportunity', bodies.CorrectOpportunityBody, {
      verb: 'correct',
      summary: { zh: '更正过往记录', en: 'Correct what was recorded wrongly' },
      async prepare(body, given) {
        const correction = await correctionOf(body, given);
        return isRefusal(correction) ? correction : { ...correction, reason: body.reason };
      },
    }),
    command('VoidOpportunity', bodies.VoidOpportunityBody, { verb: 'void', summary: { zh: '作废', en: 'Void an opportunity' } }),
    command.internal('ReclassifyOpportunity', bodies.ReclassifyOpportunityBody, {
      summary: { zh: '随组织、客户或漏斗变化重新归类', en: 'Let an opportunity follow what changed elsewhere' },
      prepare: reclassificationOf,
    }),
    command.internal('HandOverOpportunity', HandOverBody, {
      summary: { zh: '随员工离职移交', en: 'Let an opportunity go to the successor of who left' },
      async prepare({ from, to, reason }, given) {
        const owner = await ownerFor(given, to);
        return isRefusal(owner) ? owner : { from, to: owner, reason };
      },
    }),
  ],
);

async function openingOf(body: bodies.OpenOpportunityBody, given: Given) {
  const customer = await customerFor(given, body.customer);
  if (isRefusal(customer)) return customer;
  const owner = await ownerFor(given, body.owner ?? customer.owner);
  if (isRefusal(owner)) return owner;
  const pipeline = await pipelineFor(given, body.pipeline ?? 'default');
  if (isRefusal(pipeline)) return pipeline;
  const value = await valuationOf(given, body.lines ?? [], body.currency);
  if (isRefusal(value)) return value;
  return {
    title: body.title,
    customer,
    owner,
    pipeline,
    source: body.source ?? ('own' as const),
    value,
    expectedClose: body.expectedClose ?? null,
    reference: body.reference ?? null,
    note: body.note ?? null,
  };
}

async function movingWithValue(body: { readonly lines?: bodies.WinOpportunityBody['lines']; readonly reason?: string }, given: Given) {
  const facts = await moving(given);
  if (isRefusal(facts)) return facts;
  const value = body.lines === undefined ? null : await valuationOf(given, body.lines, cellOf(given.state)?.currency);
  return isRefusal(value) ? value : { ...facts, value, reason: body.reason ?? null };
}

async function backOf(body: bodies.BackToStageBody, given: Given) {
  const pipeline = await ownPipeline(given);
  return isRefusal(pipeline) ? pipeline : { pipeline, to: body.stage, reason: body.reason };
}

import type { Agreement, ContractState, ReclassifyContract } from '@zongheng/contracts-domain';
import { isRefusal, type Refusal } from '@zongheng/kernel';
import { aggregateCommands, HandOverBody, type Payload, type Preparation } from '@zongheng/nest-kit';
import { homeCurrency } from '@zongheng/organisation-events';
import { contractAggregate } from './contract.aggregate.ts';
import {
  AbandonContractBody,
  AgreementBody,
  AmendContractBody,
  AssignContractBody,
  CorrectContractBody,
  ReclassifyContractBody,
  RenameContractBody,
  RenewContractBody,
  ResumeContractBody,
  SignDraftBody,
  SuspendContractBody,
  TerminateContractBody,
  VoidContractBody,
} from './contract.bodies.ts';
import { correctionOf } from './correction.ts';
import { linesOf } from './lines.ts';
import { numbered, renumbered } from './numbering.ts';
import { customerFor, faultOfOpportunity, ownerFor } from './references.ts';

type Given = Preparation<ContractState>;

export const contractCommands = aggregateCommands(
  { aggregate: contractAggregate, collection: 'contracts', title: { zh: '协议', en: 'Contracts' } },
  (command) => [
    command.creates('SignContract', AgreementBody, {
      summary: { zh: '签订协议', en: 'Sign a contract' },
      description: { zh: '也可对草拟的协议直接签订，条款以此为准', en: 'Of a draft too: then with these terms' },
      around: numbered,
      prepare: agreementOf,
    }),
    command('DraftContract', AgreementBody, {
      verb: 'draft',
      summary: { zh: '草拟协议，或重新草拟', en: 'Draft a contract, or its draft anew' },
      around: numbered,
      prepare: agreementOf,
    }),
    command('SignDraft', SignDraftBody, {
      verb: 'sign',
      summary: { zh: '签订草拟的协议', en: 'Sign a draft as it stands' },
      prepare: () => ({}),
    }),
    command('AmendContract', AmendContractBody, {
      verb: 'amend',
      summary: { zh: '变更协议：只改变生效日起的月份', en: 'Amend a contract: only its months from a day on change' },
      async prepare(body, given) {
        const lines = await linesOf(given, body.lines ?? []);
        if (isRefusal(lines)) return lines;
        return { effective: body.effective, ends: body.ends ?? null, lines, ended: body.ended ?? [], reason: body.reason ?? null };
      },
    }),
    command('RenewContract', RenewContractBody, {
      verb: 'renew',
      summary: { zh: '续签协议', en: 'Renew a contract for a further term' },
      async prepare(body, given) {
        const lines = await linesOf(given, body.lines);
        if (isRefusal(lines)) return lines;
        return { begins: body.begins ?? null, ends: body.ends, lines, reason: body.reason ?? null };
      },
    }),
    command('SuspendContract', SuspendContractBody, {
      verb: 'suspend',
      summary: { zh: '中止协议', en: 'Suspend a contract' },
      prepare: ({ effective, disposition, reason }, given) => ({ effective: effective ?? given.on, disposition, reason }),
    }),
    command('ResumeContract', ResumeContractBody, {
      verb: 'resume',
      summary: { zh: '恢复协议', en: 'Resume a suspended contract' },
      prepare: ({ effective, reason }, given) => ({ effective: effective ?? given.on, reason: reason ?? null }),
    }),
    command('TerminateContract', TerminateContractBody, {
      verb: 'terminate',
      summary: { zh: '终止协议', en: 'Terminate a contract with a last day' },
      prepare: ({ lastDay, reason }, given) => ({ lastDay: lastDay ?? given.on, reason }),
    }),
    command('AssignContract', AssignContractBody, {
      verb: 'assign',
      summary: { zh: '协议转交负责人', en: 'Give a contract to another owner' },
      async prepare(body, given) {
        const owner = await ownerFor(given, body.owner);
        return isRefusal(owner) ? owner : { owner, reason: body.reason ?? null };
      },
    }),
    command('CorrectContract', CorrectContractBody, {
      verb: 'correct',
      summary: { zh: '更正以往记录', en: 'Correct what was recorded wrongly' },
      async prepare(body, given) {
        const correction = await correctionOf(body, given);
        return isRefusal(correction) ? correction : { ...correction, reason: body.reason };
      },
    }),
    command('RenameContract', RenameContractBody, {
      verb: 'rename',
      summary: { zh: '更正协议编号或名称', en: 'Put right the number or the title of a contract' },
      around: renumbered,
      prepare: ({ number, title, reason }) => ({ number: number ?? null, title: title ?? null, reason }),
    }),
    command('VoidContract', VoidContractBody, {
      verb: 'void',
      summary: { zh: '作废协议', en: 'Void a contract that should never have been recorded' },
    }),
    command.internal('AbandonContract', AbandonContractBody, {
      summary: { zh: '关闭未建成的协议', en: 'Close a contract that never came about' },
    }),
    command.internal('ReclassifyContract', ReclassifyContractBody, {
      summary: { zh: '协议重新归类', en: 'Let a contract follow what it is counted by' },
      prepare: reclassificationOf,
    }),
    command.internal('HandOverContract', HandOverBody, {
      summary: { zh: '离职移交', en: 'Hand a contract over to a successor' },
      async prepare({ from, to, reason }, given) {
        const taker = await ownerFor(given, to, given.on, '/to');
        return isRefusal(taker) ? taker : { from, to: taker, reason };
      },
    }),
  ],
);

async function agreementOf(body: AgreementBody, given: Given): Promise<Agreement | Refusal> {
  const customer = await customerFor(given, body.customer);
  if (isRefusal(customer)) return customer;
  const owner = await ownerFor(given, body.owner ?? customer.owner);
  if (isRefusal(owner)) return owner;
  const no = await faultOfOpportunity(given, body.opportunity);
  if (no) return no;
  const lines = await linesOf(given, body.lines);
  if (isRefusal(lines)) return lines;
  const { number, title, opportunity = null, begins, ends } = body;
  const { id, region, segment } = customer;
  const currency = body.currency ?? (await homeCurrency(given));
  return { number, title, customer: { id, region, segment }, owner, opportunity, currency, begins, ends, lines };
}

/**
 * What a contract is to follow, looked up when the command is decided: where the owner or the customer changed again meanwhile, it goes
 * where they are now, and the later command finds nothing left to do.
 */
async function reclassificationOf(body: ReclassifyContractBody, given: Given): Promise<Payload<ReclassifyContract> | Refusal> {
  if (body.cause === 'employee-transferred') {
    const owner = await ownerFor(given, body.owner ?? '');
    return isRefusal(owner) ? owner : { cause: body.cause, owner: owner.id, unit: owner.unit };
  }
  const customer = await customerFor(given, body.customer ?? '');
  if (isRefusal(customer)) return customer;
  return { cause: body.cause, customer: customer.id, region: customer.region, segment: customer.segment };
}

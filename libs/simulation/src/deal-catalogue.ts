import type { BusinessDate } from '@zongheng/kernel';
import type { Act } from './act.ts';

/** The scheme that deals are assessed by. */
export const validity = 'sim-validity';
export const criteria = [
  { criterion: 'budget', label: { zh: '预算是否落实', en: 'Is there a budget' }, weight: 3, pointsMax: 5 },
  { criterion: 'decider', label: { zh: '是否接触到决策人', en: 'Do we know who decides' }, weight: 2, pointsMax: 5 },
  { criterion: 'need', label: { zh: '需求是否明确', en: 'Is the need clear' }, weight: 3, pointsMax: 5 },
  { criterion: 'timing', label: { zh: '时间是否确定', en: 'Is there a date' }, weight: 2, pointsMax: 5 },
] as const;

export const access = ['fibre', 'wireless', 'leased-copper'] as const;
const attributes = [
  { attribute: 'access', kind: 'choice', label: { zh: '接入方式', en: 'Kind of access' }, choices: access },
  { attribute: 'contract-months', kind: 'integer', label: { zh: '合同月数', en: 'Months of contract' } },
  { attribute: 'incumbent', kind: 'flag', label: { zh: '友商在网', en: 'A competitor serves them now' } },
  { attribute: 'survey-on', kind: 'date', label: { zh: '勘察日期', en: 'Date of the survey' } },
] as const;

/** The acts that define what can be known of a deal: the attributes, and the scheme it is assessed by. */
export function knowledgeActs(key: (text: string) => string, on: BusinessDate): Act[] {
  const defined = attributes.map((attribute): Act => {
    return { command: 'DefineAttribute', key: key(`attribute-${attribute.attribute}`), body: { subject: 'opportunity', ...attribute, on } };
  });
  const name = { zh: '商机有效性', en: 'Validity of a deal' };
  return [...defined, { command: 'DefineAssessmentScheme', id: validity, key: key('scheme'), body: { name, criteria, on } }];
}

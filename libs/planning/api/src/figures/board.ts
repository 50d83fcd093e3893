import type { Language, Tree } from '@zongheng/kernel';
import { lineOf, type Tolerance, worstOf } from '@zongheng/planning-domain';
import { type CheckLine, isMetric, type Light, lights, metrics, type Period, planIdOf, subjectKinds } from '@zongheng/planning-events';
import { pdcaSteps, type PlanDocument, type PlanHead, planStatuses } from '@zongheng/planning-views';
import type { ActualsMoment } from './actuals.ts';
import { lineAddress } from './addresses.ts';
import { Tally } from './tally.ts';

/** A target of a plan with what came of it, in words. */
export interface ShownLine extends CheckLine {
  readonly label: string;
  readonly unit: string;
  /** False where no events tell of the metric: it has no actual, whatever was done. */
  readonly measured: boolean;
  readonly lightLabel: string | null;
  /** The address that explains it. */
  readonly explain: string;
}

export interface BoardRow {
  /** Null where there is no plan. */
  readonly plan: string | null;
  readonly subject: string;
  readonly kind: string;
  readonly name: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly status: string;
  readonly statusLabel: string;
  readonly step: string;
  readonly stepLabel: string;
  readonly light: Light | null;
  readonly targets: number;
  readonly openActions: number;
  readonly blockedActions: number;
  readonly openCorrections: number;
  /** The date of the last check; null where there was none. */
  readonly checked: string | null;
  readonly lines: readonly ShownLine[];
}

export interface BoardInput {
  readonly period: Period;
  readonly moment: ActualsMoment;
  /** The moment of the log as answers name it. */
  readonly at: string;
  readonly plans: readonly PlanHead[];
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly tolerance: Tolerance;
  readonly language: Language;
}

/** The targets of a plan held against what came of them. */
export function linesOf(
  plan: Pick<PlanDocument, 'id' | 'period'> & { readonly targets: readonly Pick<PlanDocument['targets'][number], 'aim' | 'amount'>[] },
  tally: Tally | undefined,
  { moment, at, tolerance, language }: Omit<BoardInput, 'plans' | 'tallies' | 'period'>,
): ShownLine[] {
  const found = tally ?? new Tally();
  return plan.targets.map(({ aim, amount }) => {
    const line = lineOf({ aim, plan: amount, actual: found.actual(aim), period: plan.period, asOf: moment.asOf, tolerance });
    return lineInWords(line, language, lineAddress(plan.id, aim, { asOf: moment.asOf, at }));
  });
}

/** A line with what its keys are called, and where it is explained. */
export function lineInWords(line: CheckLine, language: Language, explain: string): ShownLine {
  const { metric } = line.aim;
  const known = isMetric(metric) ? metrics[metric] : null;
  return {
    ...line,
    label: metricLabel(metric, language),
    unit: known?.unit ?? 'count',
    measured: (known?.from.length ?? 0) > 0,
    lightLabel: line.light === null ? null : lights[line.light][language],
    explain,
  };
}

/** The tree company → department → person: every unit, with or without a plan, each with the plans of its people after it. */
export function boardRows(input: BoardInput): BoardRow[] {
  const { moment, plans, period } = input;
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const people = new Map<string, PlanHead[]>();
  for (const plan of plans) {
    if (plan.subject.kind === 'person') people.set(plan.subject.unit, [...(people.get(plan.subject.unit) ?? []), plan]);
  }
  const rows: BoardRow[] = [];
  const visit = (unit: string, depth: number): void => {
    const plan = byId.get(planIdOf({ period, of: 'unit', subject: unit }));
    rows.push(rowOf(plan, unit, moment.units.kindOf(unit) ?? 'team', moment.units.parentOf(unit), depth, input));
    for (const person of (people.get(unit) ?? []).toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      rows.push(rowOf(person, person.subject.id, 'person', unit, depth + 1, input));
    }
    for (const child of moment.units.childrenOf(unit)) if (moment.units.has(child)) visit(child, depth + 1);
  };
  for (const root of rootsOf(moment.units)) visit(root, 0);
  return rows;
}

function rootsOf(units: Tree<string, string>): readonly string[] {
  return units.nodes.filter((unit) => units.parentOf(unit) === null);
}

function rowOf(
  plan: PlanHead | undefined,
  subject: string,
  kind: string,
  parent: string | null,
  depth: number,
  input: BoardInput,
): BoardRow {
  const { language, moment } = input;
  const lines = plan ? linesOf(plan, input.tallies.get(plan.id), input) : [];
  const status = plan?.status ?? 'owed';
  const step = plan?.step ?? 'plan';
  return {
    plan: plan?.id ?? null,
    subject,
    kind,
    name: kind === 'person' ? subject : (moment.units.nameOf(subject) ?? subject),
    parent,
    depth,
    status,
    statusLabel: planStatuses[status][language],
    step,
    stepLabel: pdcaSteps[step][language],
    light: worstOf(lines.map(({ light }) => light)),
    targets: lines.length,
    openActions: plan?.actions.length ?? 0,
    blockedActions: plan?.actions.filter(({ isBlocked }) => isBlocked).length ?? 0,
    openCorrections: plan?.corrections.length ?? 0,
    checked: plan?.checked ?? null,
    lines,
  };
}

/** Kinds of subjects in words. */
export function kindLabel(kind: string, language: Language): string {
  return Object.hasOwn(subjectKinds, kind) ? subjectKinds[kind as keyof typeof subjectKinds][language] : kind;
}

/** What a metric is called. */
export function metricLabel(metric: string, language: Language): string {
  return isMetric(metric) ? metrics[metric].label[language] : metric;
}

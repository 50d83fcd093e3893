/** The contract that the golden events of contracts tell of: three months of two lines, and what each event does to them. */
const racks = {
  line: '1',
  product: 'p-idc-rack',
  productLine: 'data-centre',
  quantity: 12,
  split: 'equal',
  profile: null,
  profileRevision: null,
};
const whole = [
  { month: '2026-04', from: '2026-04-01', to: '2026-04-30', amount: 7_200_000 },
  { month: '2026-05', from: '2026-05-01', to: '2026-05-31', amount: 7_200_000 },
  { month: '2026-06', from: '2026-06-01', to: '2026-06-30', amount: 7_200_000 },
];
const june = whole.slice(2);
const july = [{ month: '2026-07', from: '2026-07-01', to: '2026-07-31', amount: 7_560_000 }];
const more = [{ month: '2026-06', from: '2026-06-01', to: '2026-06-30', amount: 9_600_000 }];

interface Moved {
  readonly effective: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly out: readonly unknown[];
  readonly in: readonly unknown[];
}

const other = { owner: 'e-1077', unit: 'u-0210' };
const signed: Moved = { effective: '2026-04-01', before: null, after: standing(), out: [], in: [cell(whole)] };
const moves: Readonly<Record<string, Moved>> = {
  ContractSigned: signed,
  ContractAmended: { effective: '2026-06-01', before: standing(), after: standing(), out: [cell(june)], in: [cell(more)] },
  ContractRenewed: {
    effective: '2026-07-01',
    before: standing(),
    after: standing({ begins: '2026-07-01', ends: '2026-07-31' }),
    out: [],
    in: [cell(july)],
  },
  ContractSuspended: { effective: '2026-06-01', before: standing(), after: standing({ status: 'suspended' }), out: [cell(june)], in: [] },
  ContractResumed: { effective: '2026-06-01', before: standing({ status: 'suspended' }), after: standing(), out: [], in: [cell(june)] },
  ContractTerminated: {
    effective: '2026-06-01',
    before: standing(),
    after: standing({ status: 'terminated', ends: '2026-05-31' }),
    out: [cell(june)],
    in: [],
  },
  ContractAssigned: { effective: '2026-05-01', before: standing(), after: standing(other), out: [cell(june)], in: [cell(june, other)] },
  ContractReclassified: {
    effective: '2026-05-01',
    before: standing(),
    after: standing({ unit: 'u-0210' }),
    out: [cell(june)],
    in: [cell(june, { unit: 'u-0210' })],
  },
};
const drafted: Readonly<Record<string, unknown>> = {
  number: 'HT-2026-0042',
  title: '宁波港数据中心机柜租用协议',
  after: standing({ status: 'draft' }),
  proposed: cell(whole),
};
const partner = { opportunity: 'o-2026-000319' };
const corrected: Readonly<Record<string, unknown>> = {
  corrects: 'opportunity',
  reason: '关联商机登记有误',
  before: standing(),
  after: standing(partner),
  retracted: [movement(signed)],
  stated: [movement({ ...signed, after: standing(partner), in: [cell(whole, partner)] })],
};
const voided: Readonly<Record<string, unknown>> = {
  reason: '同一协议重复登记',
  before: standing(),
  retracted: [movement(signed)],
  stated: [],
};

/** What stands under a member of a contract's event; undefined where that member is not about its cells. */
export function agreementSample(type: string, member: string): unknown {
  switch (type) {
    case 'ContractDrafted':
      return drafted[member];
    case 'ContractSigned':
      return member === 'number' || member === 'title' ? drafted[member] : signed[member as keyof Moved];
    case 'ContractCorrected':
      return corrected[member];
    case 'ContractVoided':
      return voided[member];
    default:
      return moves[type]?.[member as keyof Moved];
  }
}

function standing(change: Readonly<Record<string, unknown>> = {}): unknown {
  return { status: 'signed', ...counted(), productLine: 'data-centre', begins: '2026-04-01', ends: '2026-06-30', ...change };
}

function cell(months: readonly unknown[], change: Readonly<Record<string, unknown>> = {}): unknown {
  return { ...counted(), ...change, lines: [{ ...racks, months }] };
}

function movement(moved: Moved): unknown {
  return { date: '2026-03-05', step: 'signed', disposition: null, ...moved };
}

function counted(): Readonly<Record<string, unknown>> {
  return {
    customer: 'c-100238',
    owner: 'e-1042',
    unit: 'u-0200',
    region: 'r-330200',
    segment: '港口物流',
    opportunity: 'o-2026-000318',
    currency: 'CNY',
  };
}

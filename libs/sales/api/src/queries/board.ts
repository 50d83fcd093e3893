import { Id, LabelText, PerMille, Shape, Type } from '@zongheng/kernel';
import { CountField, IdField, queryEndpoint, readerOf, ServedDocuments } from '@zongheng/nest-kit';
import { refuse } from '@zongheng/sales-domain';
import { funnel, OpportunityCard, opportunities, pipelines } from '@zongheng/sales-views';
import { FunnelFigures, shown } from '../figures/funnel-figures.ts';
import { askedOf } from './asking.ts';
import { FunnelMeasures } from './shapes.ts';

/** The most cards a column shows at once; the list of opportunities has the others. */
const cardsMax = 50;

export class BoardParams {
  @IdField({ optional: true, description: 'The pipeline (default: default)', example: 'default' })
  readonly pipeline?: string;

  @IdField({ optional: true, description: 'Only deals of this owner' })
  readonly owner?: string;

  @IdField({ optional: true, description: 'Only deals of this unit and those below it' })
  readonly unit?: string;

  @CountField({ optional: true, description: `Cards a column (default 20, at most ${cardsMax})`, example: 20 })
  readonly cards?: number;
}

const Column = Shape({
  stage: Type.String(),
  label: LabelText(),
  status: Type.String(),
  probability: PerMille(),
  ...FunnelMeasures.properties,
  cards: Type.Array(OpportunityCard),
});

export const boardEndpoint = queryEndpoint({
  path: 'board',
  views: [funnel, opportunities, pipelines],
  title: { zh: '看板', en: 'Board' },
  summary: { zh: '看板：各阶段的机会卡片，金额大者在前', en: 'The board: a column for each stage, its largest deals first' },
  time: 'none',
  params: BoardParams,
  answer: Shape({ pipeline: Id(), columns: Type.Array(Column) }),
  async handle(query, given) {
    const { pipeline: id = 'default', owner, unit, cards = 20 } = query.params;
    const filters = {
      pipeline: { keys: new Set<string | null>([id]) },
      ...(owner === undefined ? {} : { owner: { keys: new Set<string | null>([owner]) } }),
      ...(unit === undefined ? {} : { unit: { keys: new Set<string | null>([unit]) } }),
    };
    const asked = await askedOf({ ...query, filters, groupBy: ['stage'] }, given);
    const pipeline = asked.pipelines.find((known) => known.id === id);
    if (!pipeline) return refuse('SALES.PIPELINE.UNKNOWN', `there is no pipeline ${id}`, { field: 'pipeline' });
    const figures = new FunnelFigures(readerOf(given, funnel), asked);
    const collection = given.get(ServedDocuments);
    const within = alsoWhere(owner, unit === undefined ? undefined : [unit, ...asked.trees.units.descendantsOf(unit)]);
    const columns = pipeline.stages.map(async ({ stage, label, status, probability }) => {
      const where = [
        { field: 'stage', op: 'eq' as const, value: stage },
        { field: 'pipeline', op: 'eq' as const, value: id },
        { field: 'status', op: 'eq' as const, value: status },
        ...within,
      ];
      const found = await collection.find(opportunities, {
        where,
        sort: { field: 'amount', direction: 'desc' },
        limit: Math.min(cards, cardsMax),
      });
      const figuresOfStage = shown(figures.of(figures.groups.find((group) => group.keys[0] === stage)));
      return { stage, label, status, probability, ...figuresOfStage, cards: found };
    });
    return { pipeline: id, columns: await Promise.all(columns) };
  },
});

function alsoWhere(owner: string | undefined, units: readonly string[] | undefined) {
  return [
    ...(owner === undefined ? [] : [{ field: 'owner', op: 'eq' as const, value: owner }]),
    ...(units === undefined ? [] : [{ field: 'unit', op: 'in' as const, values: units }]),
  ];
}

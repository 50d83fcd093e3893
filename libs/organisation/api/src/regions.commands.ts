import type { RegionId } from '@zongheng/kernel';
import { aggregateCommands, defineAggregate, IdField, LabelField, type LabelFields, OneOf } from '@zongheng/nest-kit';
import { regionsDecider } from '@zongheng/organisation-domain';
import { type RegionKind, regionKinds } from '@zongheng/organisation-events';

/** Every region is decided in one stream, `regions-main`, so that the tree has no cycles. */
export const regionsAggregate = defineAggregate({
  category: 'regions',
  decider: regionsDecider,
  orderingKey: (_first, id) => id,
  snapshot: {},
});

export class DefineRegionBody {
  @IdField({ description: 'The id of the region', example: 'ningbo' })
  readonly region!: RegionId;

  @OneOf(regionKinds, { description: 'What kind of region it is', example: 'city' })
  readonly kind!: RegionKind;

  @LabelField({ description: 'What it is called', example: { zh: '宁波', en: 'Ningbo' } })
  readonly name!: LabelFields;

  @IdField({ optional: true, description: 'The region it lies in', example: 'zhejiang' })
  readonly parent?: RegionId;
}

export const regionsCommands = aggregateCommands(
  { aggregate: regionsAggregate, collection: 'regions', singleton: 'main', title: { zh: '区域', en: 'Regions' } },
  (command) => [
    command('DefineRegion', DefineRegionBody, {
      verb: 'define',
      summary: { zh: '定义区域', en: 'Define a region, or define it anew' },
      prepare: (body) => ({ ...body, parent: body.parent ?? null }),
    }),
  ],
);

import { type DynamicModule, Module } from '@nestjs/common';
import { type Moment, shardCount } from '@zongheng/kernel';
import { Trees, type TreesOfMoment } from '@zongheng/nest-kit';
import { regionTree, unitTree } from '@zongheng/organisation-events';
import { actuals } from '@zongheng/planning-views';
import { inlineCompactor, JournalReaders, type Progress } from '@zongheng/projection';
import type { ReadStore } from '@zongheng/read-store';

const build = `${actuals.name}@${actuals.version}.1`;
const positions = Array.from({ length: shardCount }, () => 0);

/** No units, no regions. */
class NoTrees extends Trees {
  override async at(moment: Moment): Promise<TreesOfMoment> {
    return { units: unitTree.asOf(unitTree.initialState(), moment), regions: regionTree.asOf(regionTree.initialState(), moment) };
  }
}

/** What commands read of figures where nothing is projected: that nothing came of any plan yet. */
@Module({})
export class UnreadModule {
  static async over(store: ReadStore, progress: Progress): Promise<DynamicModule> {
    progress.set({ view: actuals.name, build, positions, parked: [] });
    const journals = await JournalReaders.open([actuals], { store, progress, compactor: inlineCompactor() });
    const provided = [
      { provide: JournalReaders, useValue: journals },
      { provide: Trees, useValue: new NoTrees() },
    ];
    return { module: UnreadModule, global: true, providers: provided, exports: provided };
  }
}

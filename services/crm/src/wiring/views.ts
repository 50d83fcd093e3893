import type { View } from '@zongheng/kernel';
import { salesViews } from '@zongheng/sales-views';

/** Every view that is projected here. Loaded by the projecting threads too: nothing but pure rooms may be imported. */
export const views: readonly View[] = [...salesViews];

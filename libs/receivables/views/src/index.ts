import type { View } from '@zongheng/kernel';

/** Every view of the context, for whoever projects or serves them. */
export const receivablesViews: readonly View[] = [];

import { type View } from '@zongheng/kernel';
/** Every view that is projected here. Loaded by the projecting threads too: nothing but pure rooms may be imported. */
export declare const views: readonly View[];

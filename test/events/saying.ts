/** The words that golden events are written in: what a member of that name says before and after a change. */
export type Saying = readonly [before: unknown, after?: unknown];

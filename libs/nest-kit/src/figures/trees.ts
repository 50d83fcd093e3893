import type { Label, Moment, Tree } from '@zongheng/kernel';

/** The trees that figures roll up by, as of one moment: org units by company, department, team; regions by province, city, county. */
export interface TreesOfMoment {
  readonly units: Tree<string, string>;
  readonly regions: Tree<string, Label>;
}

/** Answers the trees as of a moment on both clocks. The service that has the organisation’s events provides it. */
export abstract class Trees {
  abstract at(moment: Moment): Promise<TreesOfMoment>;
}

/** A rep of the simulated carrier. Skill shifts what is won and how fast; 1 is average. */
export interface Rep {
  readonly id: string;
  readonly team: string;
  readonly skill: number;
}

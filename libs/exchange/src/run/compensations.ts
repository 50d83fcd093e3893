/**
 * How an undo takes a record back: the command for records of one kind of stream (the part of a stream’s name before the dash). It is data,
 * handed in by whoever knows the contexts; what is not listed stays, and the report says so.
 */
export type Compensations = Readonly<Record<string, Compensation>>;

export interface Compensation {
  readonly command: string;
  /** The member of the command’s body that takes the reason. */
  readonly reason: string;
}

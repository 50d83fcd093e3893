import { type BusinessDate, later } from '@zongheng/kernel';

/** A node as the deciders of trees know it: what it hangs under, and since when it is there. */
export interface Place {
  readonly parent: string | null;
  readonly since: BusinessDate;
}
/** How a tree finds the place of a node; undefined where there is no such node. */
export type FindPlace = (node: string) => Place | undefined;

/** The way from a node up to its root, both included; empty where there is no such node. */
export function pathToRoot(find: FindPlace, node: string): readonly string[] {
  const path: string[] = [];
  for (let at: string | null = node; at !== null;) {
    const place = find(at);
    if (!place) break;
    path.push(at);
    at = place.parent;
  }
  return path;
}

/** Whether hanging a node under another would close a circle: the other is the node itself or below it. */
export function wouldCycle(find: FindPlace, node: string, parent: string): boolean {
  return pathToRoot(find, parent).includes(node);
}

/**
 * The earliest date on which a node may be hung under a parent: not before either was there, and not before the tree's last move. Moves
 * are in order of their dates, so the tree as of any date is a tree that once was decided, and has no circle either.
 */
export function earliestMove(node: Place, parent: Place | null, lastMove: BusinessDate | null): BusinessDate {
  const both = parent ? later(node.since, parent.since) : node.since;
  return lastMove ? later(both, lastMove) : both;
}

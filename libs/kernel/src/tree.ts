import { type Dated, isInForce, isKnown, type Moment, type Timeline } from './timeline.ts';

/** From a date on, a node hangs under a parent (null: it is a root). A kind or a name of null stays what it was. */
export interface Placement<Kind extends string, Name> extends Dated {
  readonly node: string;
  readonly parent: string | null;
  readonly kind: Kind | null;
  readonly name: Name | null;
}

/**
 * A tree as of one moment: org units, regions. What is asked of a node that is not known at that moment answers null or nothing. A node that
 * is known but only stands from a later date on is not among `nodes`; the ways and roll-ups still answer for it, by the place that it first
 * takes, so that facts which name it earlier are counted somewhere.
 */
export interface Tree<Kind extends string, Name> {
  /** All that stand at the moment, in the order in which they first did. */
  readonly nodes: readonly string[];
  has(node: string): boolean;
  kindOf(node: string): Kind | null;
  nameOf(node: string): Name | null;
  parentOf(node: string): string | null;
  /** The way up: the node itself first, its root last; empty where the node is not known. */
  pathOf(node: string): readonly string[];
  /** The way up without the node itself. */
  ancestorsOf(node: string): readonly string[];
  childrenOf(node: string): readonly string[];
  /** All below a node, without itself, each after its parent. */
  descendantsOf(node: string): readonly string[];
  /**
   * What a node counts under at the level of a kind: the highest of that kind on its way up, be it the node itself; so departments with
   * departments below them are counted whole. Null where none is on its way.
   */
  rollUp(node: string, kind: Kind): string | null;
}

interface Placed<Kind extends string, Name> {
  parent: string | null;
  kind: Kind | null;
  name: Name | null;
  stands: boolean;
}

/** The tree of some placements at a moment. Costs one pass over them: keep it for as many questions as concern that moment. */
export function treeAsOf<Kind extends string, Name>(placements: Timeline<Placement<Kind, Name>>, moment: Moment): Tree<Kind, Name> {
  const places = placesAt(placements, moment);
  const children = childrenIn(places);

  const pathOf = (node: string): readonly string[] => {
    const path: string[] = [];
    for (let at: string | null = node; at !== null && path.length <= places.size;) {
      const place = places.get(at);
      if (!place) break;
      path.push(at);
      at = place.parent;
    }
    return path;
  };
  const descendantsOf = (node: string): readonly string[] => {
    const found = [...(children.get(node) ?? [])];
    for (let index = 0; index < found.length && index < places.size; index += 1) found.push(...(children.get(found[index] ?? '') ?? []));
    return found;
  };
  return {
    nodes: [...places].filter(([, place]) => place.stands).map(([node]) => node),
    has: (node) => places.get(node)?.stands ?? false,
    kindOf: (node) => places.get(node)?.kind ?? null,
    nameOf: (node) => places.get(node)?.name ?? null,
    parentOf: (node) => places.get(node)?.parent ?? null,
    pathOf,
    ancestorsOf: (node) => pathOf(node).slice(1),
    childrenOf: (node) => children.get(node) ?? [],
    descendantsOf,
    rollUp: (node, kind) => pathOf(node).findLast((each) => places.get(each)?.kind === kind) ?? null,
  };
}

/** Where each node known at the moment is, or where it will first be: a later placement counts only while there is no earlier one. */
function placesAt<Kind extends string, Name>(
  placements: Timeline<Placement<Kind, Name>>,
  moment: Moment,
): ReadonlyMap<string, Placed<Kind, Name>> {
  const places = new Map<string, Placed<Kind, Name>>();
  for (const entry of placements) {
    if (!isKnown(entry, moment)) continue;
    const { node, parent, kind, name } = entry;
    const before = places.get(node);
    if (!before) places.set(node, { parent, kind, name, stands: isInForce(entry, moment) });
    else if (isInForce(entry, moment)) Object.assign(before, { parent, kind: kind ?? before.kind, name: name ?? before.name });
  }
  return places;
}

function childrenIn(places: ReadonlyMap<string, { readonly parent: string | null }>): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const [node, { parent }] of places) {
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  return children;
}

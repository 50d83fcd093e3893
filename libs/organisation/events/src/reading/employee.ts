import { type BusinessDate, type EmployeeId, type OwnerFacts, reference, type ReferenceReader, type UnitId } from '@zongheng/kernel';
import type { EmployeeFact, Role } from '../employees.ts';

/** From a date on, until another one, an employee belonged to a unit, in a role. */
export interface Post {
  readonly from: BusinessDate;
  /** The first date on which it was theirs no more; null while it is. */
  readonly until: BusinessDate | null;
  readonly unit: UnitId;
  readonly role: Role;
}

/** What others must know of an employee to decide: where they worked since when, and when they left. No names. */
export interface KnownEmployee {
  /** Oldest first; empty where they never joined. */
  readonly posts: readonly Post[];
  /** The date on which they left; null while they are there. */
  readonly left: BusinessDate | null;
}

/** An employee as others refer to them. */
export const employeeReference = reference<KnownEmployee, EmployeeFact>({
  category: 'employee',
  fold: {
    initialState: () => ({ posts: [], left: null }),
    evolve({ posts, left }, fact) {
      const from = fact.businessDate;
      const before = posts.map((post) => (post.until === null ? { ...post, until: from } : post));
      switch (fact.type) {
        case 'EmployeeJoined': {
          const { unit, role } = fact.data;
          return { posts: [...before, { from, until: null, unit, role }], left: null };
        }
        case 'EmployeeTransferred':
          return { posts: [...before, { from, until: null, ...fact.data.to }], left };
        case 'EmployeeLeft':
          return { posts: before, left: from };
      }
    },
  },
});

/** Where an employee worked on a date; their first post before they joined, so that what was sold earlier can still be told; null for nobody. */
export function postOn({ posts }: KnownEmployee, date: BusinessDate): Post | null {
  return posts.findLast((post) => post.from <= date) ?? posts[0] ?? null;
}

/** An employee who is to own something, in the unit of where they worked on a date; null where nobody joined under that id. */
export async function ownerOn(given: ReferenceReader, id: string, date: BusinessDate): Promise<OwnerFacts | null> {
  const known = (await given.load(employeeReference, id))?.state;
  const post = known && postOn(known, date);
  return post ? { id: id as EmployeeId, unit: post.unit, left: known.left } : null;
}

/** The unit an employee belongs to on a date; null where they do not work here then. */
export function unitOn({ posts }: KnownEmployee, date: BusinessDate): UnitId | null {
  return posts.findLast((post) => post.from <= date && (post.until === null || date < post.until))?.unit ?? null;
}

import type { BusinessDate, Fold, UnitId } from '@zongheng/kernel';
import type { EmployeeFact, Role } from '@zongheng/organisation-events';

/** From a date on, an employee belonged to a unit, in a role. */
export interface Post {
  readonly from: BusinessDate;
  readonly unit: UnitId;
  readonly role: Role;
}

/** What sales must know of an employee to decide: where they worked since when, and when they left. No names. */
export interface KnownEmployee {
  /** Oldest first; empty where they never joined. */
  readonly posts: readonly Post[];
  /** The date on which they left; null while they are there. */
  readonly left: BusinessDate | null;
}

/** An employee as sales refers to them. */
export const employeeReference: Fold<KnownEmployee, EmployeeFact> = {
  initialState: () => ({ posts: [], left: null }),
  evolve({ posts, left }, fact) {
    const from = fact.businessDate;
    switch (fact.type) {
      case 'EmployeeJoined': {
        const { unit, role } = fact.data;
        return { posts: [...posts, { from, unit, role }], left: null };
      }
      case 'EmployeeTransferred':
        return { posts: [...posts, { from, ...fact.data.to }], left };
      case 'EmployeeLeft':
        return { posts, left: from };
    }
  },
};

/** Where an employee worked on a date; their first post before they joined, so that what was sold earlier can still be told; null for nobody. */
export function postOn({ posts }: KnownEmployee, date: BusinessDate): Post | null {
  return posts.findLast((post) => post.from <= date) ?? posts[0] ?? null;
}

import { type View, viewId } from '@zongheng/kernel';
import type { ReadStore, StoredBuild } from '@zongheng/read-store';
import type { Build, BuildOptions } from './build.ts';
import { DocumentBuild } from './documents/document-build.ts';
import { JournalBuild } from './journals/journal-build.ts';

/** Opens a build of a view, making it where it is missing. */
export function openBuild(store: ReadStore, view: View, id: string, options: BuildOptions = {}): Promise<Build> {
  return view.kind === 'documents' ? DocumentBuild.open(store, view, id, options) : JournalBuild.open(store, view, id, options);
}

/** The name of the next build of a view's version: one above all that are stored, so that names are never used twice. */
export function nextBuildName(view: View, stored: readonly StoredBuild[]): string {
  const prefix = `${viewId(view)}.`;
  const numbers = stored.filter((build) => build.build.startsWith(prefix)).map((build) => Number(build.build.slice(prefix.length)));
  return `${prefix}${Math.max(0, ...numbers.filter(Number.isSafeInteger)) + 1}`;
}

/** The build of a view that readers are served, where it is of this version of the view; else null. */
export async function servedBuild(store: ReadStore, view: View): Promise<string | null> {
  const active = await store.active(view.name);
  return active !== null && active.startsWith(`${viewId(view)}.`) ? active : null;
}

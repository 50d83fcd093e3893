/**
 * Lets so many clients work side by side, each one task after another; the first failure ends the work of all.
 * Answers how long it took, in milliseconds.
 */
export async function withClients(count: number, work: (client: number, isOver: () => boolean) => Promise<void>): Promise<number> {
  let failed = false;
  const isOver = (): boolean => failed;
  const begun = performance.now();
  const clients = Array.from({ length: count }, async (_, client) => {
    try {
      await work(client, isOver);
    } catch (error) {
      failed = true;
      throw error;
    }
  });
  await Promise.all(clients);
  return performance.now() - begun;
}

/** Carries tasks out in their order, at most so many under way at once. */
export async function inWindow<Task>(tasks: Iterable<Task>, max: number, carryOut: (task: Task) => Promise<void>): Promise<void> {
  const under = new Set<Promise<void>>();
  let failure: unknown;
  for (const task of tasks) {
    if (failure !== undefined) break;
    const one: Promise<void> = carryOut(task)
      .catch((error: unknown) => {
        failure ??= error ?? new Error('a task failed');
      })
      .finally(() => under.delete(one));
    under.add(one);
    if (under.size >= max) await Promise.race(under);
  }
  await Promise.all(under);
  if (failure !== undefined) throw failure;
}

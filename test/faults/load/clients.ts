import type { Api, Receipt } from '../../running/api.ts';
import type { Ledger, Told } from './ledger.ts';
import type { Planned, Script } from './script.ts';

/** Who the clients say they are; policies act under names of their own. */
export const actor = 'load';

/** A client that goes on after every crash: first with what was not answered, then with its script. */
export interface Client {
  /** Sends until the connection breaks or it is told to stop. @throws Error where the installation refuses what it should not. */
  run(api: Api, until: () => boolean): Promise<void>;
  readonly waiting: number;
}

/** How often a client that was answered asks again with the same key, as one does whose answer was lost further on. */
const askAgainShare = 0.08;

const routes: Readonly<Record<string, (id: string) => string>> = {
  OpenOpportunity: () => '/v1/opportunities',
  AssignOpportunity: (id) => `/v1/opportunities/${id}/assign`,
  AdvanceOpportunity: (id) => `/v1/opportunities/${id}/advance`,
  RevalueOpportunity: (id) => `/v1/opportunities/${id}/revalue`,
  WinOpportunity: (id) => `/v1/opportunities/${id}/win`,
  LoseOpportunity: (id) => `/v1/opportunities/${id}/lose`,
  TransferEmployee: (id) => `/v1/employees/${id}/transfer`,
  ChangeCustomerDetails: (id) => `/v1/customers/${id}/change-details`,
};

/** One command a request. */
export function httpClient(script: Script, ledger: Ledger): Client {
  let waiting: Planned | null = null;
  return {
    get waiting() {
      return waiting ? 1 : 0;
    },
    async run(api, until) {
      while (waiting || !until()) {
        const command: Planned = waiting ?? script.next().value;
        waiting = command;
        ledger.sent(command);
        const told = await sendOne(api, command);
        if (!told) return;
        ledger.told(command, told);
        waiting = null;
        if (Math.random() > askAgainShare) continue;
        const again = await sendOne(api, command);
        if (!again) return;
        ledger.toldAgain(command, again);
      }
    },
  };
}

/** Null where no answer came. */
async function sendOne(api: Api, { command, id, key, body }: Planned): Promise<Told | null> {
  const path = routes[command]?.(id);
  if (path === undefined) throw new Error(`there is no route for ${command}`);
  const withId = command === 'OpenOpportunity' ? { id, ...body } : body;
  const answer = await answered(() => api.post<Receipt>(path, withId, { 'idempotency-key': key, 'x-actor': actor }));
  if (!answer || answer.status === 503) return null;
  if (answer.status !== 200 && answer.status !== 201) throw new Error(`${key}: ${answer.status} ${JSON.stringify(answer.body)}`);
  const { revision, position, token, events } = answer.body;
  return { revision, position, token, events: events.length, replayed: answer.headers.get('idempotency-replayed') === 'true' };
}

/** Many commands a request, answered as they are carried out. */
export function bulkClient(script: Script, ledger: Ledger, linesMax: number): Client {
  let waiting: Planned[] = [];
  return {
    get waiting() {
      return waiting.length;
    },
    async run(api, until) {
      while (waiting.length > 0 || !until()) {
        const size = 1 + Math.floor(Math.random() * linesMax);
        while (!until() && waiting.length < size) waiting.push(script.next().value);
        const batch = waiting;
        for (const command of batch) ledger.sent(command);
        const isWhole = await answered(() =>
          sendBatch(api, batch, ledger, (command) => (waiting = waiting.filter((each) => each !== command))),
        );
        if (!isWhole) return;
      }
    },
  };
}

async function sendBatch(api: Api, batch: readonly Planned[], ledger: Ledger, settle: (command: Planned) => void): Promise<true> {
  const lines = batch.map(({ command, id, key, body }) => ({ command, id, key, ...(body ? { body } : {}) }));
  for await (const { line, problem, revision, position, token, events, replayed } of api.bulk(lines, { 'x-actor': actor })) {
    const command = batch[line - 1];
    if (!command) throw new Error(`line ${line} was answered and never sent`);
    if (problem?.status === 503) continue;
    if (problem) throw new Error(`${command.key}: ${JSON.stringify(problem)}`);
    ledger.told(command, { revision, position, token, events: events.length, replayed });
    settle(command);
  }
  return true;
}

/** Null where the connection could not be made or broke. */
async function answered<T>(send: () => Promise<T>): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    // fetch says so by a TypeError, of a realm that may not be this one.
    if (typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'TypeError') return null;
    throw error;
  }
}

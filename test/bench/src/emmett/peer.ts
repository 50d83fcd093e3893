import { emmettPackage } from './install.ts';

/** An event as the peer has it. */
export interface PeerEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One connection of its SQLite store. */
export interface PeerConnection {
  command(sql: string): Promise<unknown>;
  query<Row>(sql: string): Promise<readonly Row[]>;
  withTransaction<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

interface PeerConsumer {
  processor(options: {
    readonly processorId: string;
    readonly startFrom: 'BEGINNING';
    readonly stopAfter: (event: PeerEvent) => boolean;
    readonly eachMessage: (event: PeerEvent) => void;
  }): unknown;
  start(): Promise<void>;
}

export interface PeerStore {
  consumer(options: { readonly pulling: { readonly batchSize: number; readonly pullingFrequencyInMs: number } }): PeerConsumer;
  readonly schema: { migrate(): Promise<void> };
}

type DeciderCommandHandler = <State, Command>(decider: {
  readonly decide: (command: Command, state: State) => readonly PeerEvent[];
  readonly evolve: (state: State, event: PeerEvent) => State;
  readonly initialState: () => State;
}) => (store: PeerStore, id: string, command: Command) => Promise<unknown>;

/** What is used of the peer: its decider's command handler, and its store on SQLite. */
export interface Peer {
  readonly DeciderCommandHandler: DeciderCommandHandler;
  readonly sqliteConnection: (options: { readonly fileName: string }) => PeerConnection;
  readonly getSQLiteEventStore: (options: {
    readonly fileName: string;
    readonly connectionOptions: { readonly singleton: true; readonly connection: PeerConnection };
    readonly schema: { readonly autoMigration: 'None' };
  }) => PeerStore;
}

/** Loads the peer. It stands outside of the project, so its types are the ones above. */
export async function loadPeer(): Promise<Peer> {
  const emmett = (await import(emmettPackage('emmett'))) as Pick<Peer, 'DeciderCommandHandler'>;
  const sqlite = (await import(emmettPackage('emmett-sqlite'))) as Omit<Peer, 'DeciderCommandHandler'>;
  return { ...emmett, ...sqlite };
}

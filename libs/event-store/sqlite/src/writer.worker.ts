/** The thread that alone writes the log: whatever has queued up goes as one transaction, one wait for the disk. */
import { BroadcastChannel, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type TimedAppend, unpackAppends } from './appends.ts';
import { faultOf } from './fault.ts';
import { HeadMarkFile } from './head-mark.ts';
import { logFilesIn, newsChannelOf } from './log-file.ts';
import { LogWriter, type Outcome } from './log-writer.ts';
import { openLog, type OpenedLog } from './open-log.ts';
import type { CommitReport, FromWriter, ToWriter, WriterStart } from './writer-protocol.ts';

/** A transaction takes at most so many events more: the first answers should not wait for ever. */
const batchEventsMax = 1_024;

const start = workerData as WriterStart;
const port = parentPort;
if (port === null) throw new Error('the log writer runs as a worker thread');

const files = logFilesIn(start.folder);
const tell = (message: FromWriter): void => port.postMessage(message);

function opened(): OpenedLog | undefined {
  try {
    return openLog(files, start.newEpoch, start.settings);
  } catch (error) {
    tell({ kind: 'failed', fault: faultOf(error) });
    return undefined;
  }
}

const log = opened();
if (log !== undefined) serve(log);

function serve({ database, epoch, position, recordedAtMs }: OpenedLog): void {
  const writer = new LogWriter(database);
  const mark = new HeadMarkFile(files.headMark, epoch);
  const news = new BroadcastChannel(newsChannelOf(files.events));
  mark.write(position);
  tell({ kind: 'opened', epoch, position, recordedAtMs });
  for (let heard = 0, isClosing = false; !isClosing;) {
    Atomics.wait(start.bell, 0, heard);
    heard = Atomics.load(start.bell, 0);
    isClosing = writeQueued();
  }
  news.close();
  mark.close();
  database.close();

  /** Batch after batch until nothing is left. True when the last message said to close. */
  function writeQueued(): boolean {
    for (;;) {
      const { appends, isClosing } = queuedUp();
      if (appends.length > 0) commit(appends);
      if (isClosing || appends.length === 0) return isClosing;
    }
  }

  function commit(appends: readonly TimedAppend[]): void {
    const before = writer.position;
    const commitsBefore = writer.commits;
    const outcomes = writer.commit(appends);
    if (start.syncDelayMs > 0) sleep(start.syncDelayMs);
    if (writer.position > before) mark.write(writer.position);
    tell(reportOf(outcomes, before + 1, writer.commits - commitsBefore));
    if (writer.position > before) news.postMessage(writer.position);
  }
}

/** What came while the last batch was being written, up to a bound. */
function queuedUp(): { appends: TimedAppend[]; isClosing: boolean } {
  const appends: TimedAppend[] = [];
  let events = 0;
  while (events < batchEventsMax) {
    const next = received();
    if (next === undefined) break;
    if (next.kind === 'close') return { appends, isClosing: true };
    for (const append of unpackAppends(next.message)) {
      appends.push(append);
      events += append.events.length;
    }
  }
  return { appends, isClosing: false };
}

function received(): ToWriter | undefined {
  return port === null ? undefined : (receiveMessageOnPort(port) as { readonly message: ToWriter } | undefined)?.message;
}

function reportOf(outcomes: readonly Outcome[], firstPosition: number, commits: number): CommitReport {
  const refused: { index: number; outcome: Exclude<Outcome, { kind: 'recorded' }> }[] = [];
  outcomes.forEach((outcome, index) => {
    if (outcome.kind !== 'recorded') refused.push({ index, outcome });
  });
  return { kind: 'committed', appends: outcomes.length, firstPosition, commits, refused };
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

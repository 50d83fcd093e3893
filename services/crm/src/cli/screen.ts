import { SingleBar } from 'cli-progress';

/** Where a verb writes: answers to standard output, everything else to standard error. */
export interface Screen {
  print(line: string): void;
  note(line: string): void;
  /** A progress bar, on a terminal; nothing elsewhere. */
  progress(unit: string): Progress;
}

export interface Progress {
  update(done: number, total: number): void;
  end(): void;
}

// Whoever reads may have had enough (`crm … | head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const silent: Progress = { update: () => {}, end: () => {} };

export const terminal: Screen = {
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  progress: (unit) => (process.stderr.isTTY ? barOf(unit) : silent),
};

function barOf(unit: string): Progress {
  const bar = new SingleBar({
    format: `{bar} {percentage}% {value}/{total} ${unit} {eta_formatted}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let isStarted = false;
  return {
    update(done, total) {
      if (!isStarted) bar.start(total, done);
      isStarted = true;
      bar.setTotal(total);
      bar.update(done);
    },
    end() {
      if (isStarted) bar.stop();
    },
  };
}

/** A thread for the long works on a whole log: they would stop the world of whoever did them. */
import { parentPort, workerData } from 'node:worker_threads';
import { backUp, restore } from './copy-log.ts';
import { faultOf } from './fault.ts';
import type { FromMaintenance, LogSummary, MaintenanceProgress, MaintenanceTask } from './maintenance-protocol.ts';
import { verifyFile } from './verify-file.ts';

const tell = (message: FromMaintenance): void => parentPort?.postMessage(message);
const report = (progress: MaintenanceProgress): void => tell({ kind: 'progress', progress });

function perform(task: MaintenanceTask): LogSummary | Promise<LogSummary> {
  switch (task.kind) {
    case 'verify':
      return verifyFile(task.file, report);
    case 'backup':
      return backUp(task.folder, task.file, report);
    case 'restore':
      return restore(task.from, task.folder, task.epoch, report);
  }
}

try {
  tell({ kind: 'done', summary: await perform(workerData as MaintenanceTask) });
} catch (error) {
  tell({ kind: 'failed', fault: faultOf(error) });
}

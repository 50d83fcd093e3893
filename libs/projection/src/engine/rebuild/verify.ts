import type { View } from '@zongheng/kernel';
import type { Finding } from './finding.ts';
import { verifyDocuments } from './verify-documents.ts';
import type { VerifyJob } from './verify-job.ts';
import { verifyJournal } from './verify-journal.ts';

/** Proves that a stored build is what the log says, to the byte, while it goes on being written; or finds where it is not. */
export function verifyBuild(job: VerifyJob, view: View): Promise<Finding> {
  return view.kind === 'documents' ? verifyDocuments(job, view) : verifyJournal(job, view);
}

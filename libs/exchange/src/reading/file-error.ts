import { importProblems, type ProblemCode } from '../planning/problems.ts';

/** Why files cannot be imported at all: told before anything is sent. */
export class FileError extends Error {
  readonly code: ProblemCode;
  readonly file: string;
  readonly found: string;
  readonly remedy: string;

  constructor(code: ProblemCode, file: string, found: string) {
    super(`${file}: ${found}: ${importProblems[code].remedy}`);
    this.name = 'FileError';
    this.code = code;
    this.file = file;
    this.found = found;
    this.remedy = importProblems[code].remedy;
  }
}

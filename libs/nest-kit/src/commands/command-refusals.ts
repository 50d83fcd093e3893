import { refusing, type RefusalTable } from '@zongheng/kernel';

/** The refusals of the pipeline itself, whatever the command. */
export const commandRefusals = {
  'COMMAND.UNKNOWN': {
    kind: 'missing',
    title: { zh: '没有这个命令', en: 'No such command' },
    remedy: 'use one of the commands of the API documentation',
  },
  'COMMAND.BODY_MALFORMED': {
    kind: 'invalid',
    title: { zh: '请求内容不合要求', en: 'Malformed body' },
    remedy: 'send the fields that the API documentation shows for this command, and no others',
  },
  'COMMAND.ID_MISSING': {
    kind: 'invalid',
    title: { zh: '缺少对象编号', en: 'Aggregate id missing' },
    remedy: 'name the aggregate that the command is for',
  },
  'COMMAND.ID_MALFORMED': {
    kind: 'invalid',
    title: { zh: '编号格式不对', en: 'Malformed id' },
    remedy: 'use letters, digits and _ . ~ -, starting with a letter or digit, at most 96 characters',
  },
  'COMMAND.KEY_MALFORMED': {
    kind: 'invalid',
    title: { zh: '幂等键格式不对', en: 'Malformed idempotency key' },
    remedy: 'use 1 to 200 printable ASCII characters without spaces, a UUID for example',
  },
  'COMMAND.KEY_REUSED': {
    kind: 'invalid',
    title: { zh: '幂等键已用于另一请求', en: 'Idempotency key reused' },
    remedy: 'send the same body again to have its answer, or use a new key for a new command',
  },
  'COMMAND.REVISION_MISMATCH': {
    kind: 'conflict',
    title: { zh: '版本已变', en: 'Changed meanwhile' },
    remedy: 'read it again, decide on what stands there now, and send its revision in If-Match',
  },
  'COMMAND.CONTENDED': {
    kind: 'conflict',
    title: { zh: '并发冲突过多', en: 'Too much contention' },
    remedy: 'send the command again with the same key',
  },
} as const satisfies RefusalTable;

export const refuseCommand = refusing(commandRefusals);

import { refusing, type RefusalTable } from '@zongheng/kernel';

/** Why the record of a run is refused. */
export const exchangeRefusals = {
  'IMPORT.RUN_UNKNOWN': {
    kind: 'missing',
    title: { zh: '没有此次导入', en: 'There is no such run' },
    remedy: 'name a run that was started; the history of the import’s stream lists them',
  },
  'IMPORT.RUN_TAKEN': {
    kind: 'conflict',
    title: { zh: '导入编号不符', en: 'This is not the run’s number' },
    remedy: 'run the import again: it takes the next number',
  },
  'IMPORT.RUN_UNDONE': {
    kind: 'conflict',
    title: { zh: '此次导入已撤销', en: 'The run was undone' },
    remedy: 'import again: that is a new run',
  },
  'IMPORT.UNDO_UNFINISHED': {
    kind: 'conflict',
    title: { zh: '撤销尚未完成', en: 'An undo has not been finished' },
    remedy: 'undo that run again first: it goes on where it stopped',
  },
  'IMPORT.UNDO_NOT_STARTED': {
    kind: 'conflict',
    title: { zh: '撤销尚未开始', en: 'The undo was not started' },
    remedy: 'start the undo of the run first',
  },
} as const satisfies RefusalTable;

export const refuse = refusing(exchangeRefusals);

import type { Label } from '@zongheng/kernel';

/** What can be wrong with a file, a row or a command: what it means and what to do. `docs/importing.md` explains each. */
export const importProblems = {
  'IMPORT.FILE_MISSING': {
    title: { zh: '缺少文件', en: 'File missing' },
    remedy: 'give the file or its folder, or correct the pattern in the mapping',
  },
  'IMPORT.FILE_UNREADABLE': { title: { zh: '文件无法读取', en: 'File unreadable' }, remedy: 'see that the file exists and may be read' },
  'IMPORT.ENCODING_UNKNOWN': { title: { zh: '未知编码', en: 'Unknown encoding' }, remedy: 'give utf-8, gb18030 or another known name' },
  'IMPORT.COLUMN_MISSING': {
    title: { zh: '缺少列', en: 'Column missing' },
    remedy: 'correct the file’s first line, or the column’s name in the mapping',
  },
  'IMPORT.COLUMN_TWICE': { title: { zh: '列名重复', en: 'Column twice' }, remedy: 'rename one of the columns in the file' },
  'IMPORT.COLUMN_UNKNOWN': {
    title: { zh: '未映射的列', en: 'Column not mapped' },
    remedy: 'map it, or list it under "ignore" of the input',
  },
  'IMPORT.ROW_BROKEN': {
    title: { zh: '行格式错误', en: 'Broken row' },
    remedy: 'correct the quotes of this line; the lines after it were read',
  },
  'IMPORT.ROW_TOO_LONG': {
    title: { zh: '行过长', en: 'Row too long' },
    remedy: 'see whether a quote is left open; a row has at most 1 MiB',
  },
  'IMPORT.ROW_LENGTH': {
    title: { zh: '列数不符', en: 'Wrong number of columns' },
    remedy: 'give the row as many columns as the first line, quoting what holds the delimiter',
  },
  'IMPORT.ROW_NOT_OBJECT': { title: { zh: '不是 JSON 对象', en: 'Not a JSON object' }, remedy: 'give one JSON object a line' },
  'IMPORT.BAD_BYTES': {
    title: { zh: '编码错误的字节', en: 'Bytes that are not of the encoding' },
    remedy: 'state the encoding in the mapping, or mend the text',
  },
  'IMPORT.BLANK': { title: { zh: '值为空', en: 'Blank value' }, remedy: 'fill the column, or say in the mapping what a blank means' },
  'IMPORT.NOT_A_DATE': { title: { zh: '不是日期', en: 'Not a date' }, remedy: 'mend the text, or add its format to the mapping' },
  'IMPORT.NOT_AN_AMOUNT': {
    title: { zh: '不是金额', en: 'Not an amount' },
    remedy: 'mend the text, or state its decimal and thousands signs in the mapping',
  },
  'IMPORT.NOT_A_CURRENCY': { title: { zh: '不是币种代码', en: 'Not a currency' }, remedy: 'give an ISO 4217 code such as CNY' },
  'IMPORT.NOT_AN_INTEGER': {
    title: { zh: '不是整数', en: 'Not an integer' },
    remedy: 'mend the text, or state its thousands sign or rounding in the mapping',
  },
  'IMPORT.OUT_OF_RANGE': { title: { zh: '超出范围', en: 'Out of range' }, remedy: 'mend the number, or the range in the mapping' },
  'IMPORT.NOT_A_FLAG': {
    title: { zh: '不是是否值', en: 'Neither yes nor no' },
    remedy: 'mend the text, or add it to the mapping’s "true" or "false"',
  },
  'IMPORT.UNMAPPED': {
    title: { zh: '值未映射', en: 'Value not in its map' },
    remedy: 'add it to the map, or say what becomes of unmapped values',
  },
  'IMPORT.TEXT_TOO_LONG': { title: { zh: '文本过长', en: 'Text too long' }, remedy: 'shorten it, or let the mapping cut it' },
  'IMPORT.JOIN_MISSING': {
    title: { zh: '查找无结果', en: 'Nothing found in the other file' },
    remedy: 'mend the key or the other file, or let a missing row be blank',
  },
  'IMPORT.JOIN_REPEATED': {
    title: { zh: '查找多于一行', en: 'Several rows found in the other file' },
    remedy: 'mend the other file, or say whether the first or the last counts',
  },
  'IMPORT.ROW_REPEATED': { title: { zh: '重复的行', en: 'The same row again' }, remedy: 'nothing need be done: the first one counts' },
  'IMPORT.KEY_TWICE': {
    title: { zh: '键重复而内容不同', en: 'Another row has this key' },
    remedy: 'give each row its own key; the first one counts',
  },
  'IMPORT.NO_COMMAND': {
    title: { zh: '没有适用的命令', en: 'No command applies' },
    remedy: 'add a command for such rows, or skip them with a reason',
  },
  'IMPORT.CASE_REJECTED': {
    title: { zh: '所属案例有错误', en: 'Another row of its case is bad' },
    remedy: 'mend the row named; a case is imported whole or not at all',
  },
  'IMPORT.CASE_TOO_LONG': {
    title: { zh: '案例行数过多', en: 'Too many rows in a case' },
    remedy: 'see whether the case column is right, or raise "rowsMax"',
  },
  'IMPORT.ASSUMED': {
    title: { zh: '按映射假定', en: 'Taken from the mapping' },
    remedy: 'nothing need be done; fill the column where it is known',
  },
  'IMPORT.EXISTS_OTHERWISE': {
    title: { zh: '已存在且内容不同', en: 'It exists already, with other content' },
    remedy: 'nothing was changed; change the record itself where the new content is right',
  },
  'IMPORT.ROW_CHANGED': {
    title: { zh: '此行先前以不同内容导入', en: 'Imported before with other content' },
    remedy: 'undo the run that imported it and import again, or change the record itself',
  },
  'IMPORT.NOT_ANSWERED': {
    title: { zh: '系统未答复', en: 'No answer' },
    remedy: 'run the import again: what was carried out is recognised',
  },
} as const satisfies Record<string, { readonly title: Label; readonly remedy: string }>;

export type ProblemCode = keyof typeof importProblems;

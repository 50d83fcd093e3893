import type { Label } from '@zongheng/kernel';

/** What one problem code means: its status, its name, what to do. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: Label;
  readonly remedy: string;
}

export type ProblemDefinitions<Code extends string = string> = { readonly [C in Code]: ProblemDefinition };

/** The largest JSON body, in bytes. */
export const bodyBytesMax = 1_048_576;
/** How deep objects and arrays may stand in each other. */
export const depthMax = 32;

/** The problems of requests as such, of reading, and of the server: whatever the context. */
export const httpProblems = {
  'REQUEST.MALFORMED_JSON': {
    status: 400,
    title: { zh: '不是有效的 JSON', en: 'Malformed JSON' },
    remedy: 'send one JSON object, encoded in UTF-8',
  },
  'REQUEST.NOT_UTF8': { status: 400, title: { zh: '不是 UTF-8 编码', en: 'Not UTF-8' }, remedy: 'encode the body in UTF-8' },
  'REQUEST.HAZARDOUS_JSON': {
    status: 400,
    title: { zh: 'JSON 含有不允许的内容', en: 'JSON that is not taken' },
    remedy: `leave out NUL characters, halves of surrogate pairs and the names __proto__, constructor and prototype; nest at most ${depthMax} levels`,
  },
  'REQUEST.UNSUPPORTED_MEDIA_TYPE': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'Unsupported media type' },
    remedy: 'send application/json (or application/x-ndjson where the documentation says so)',
  },
  'REQUEST.TOO_LARGE': {
    status: 413,
    title: { zh: '请求太大', en: 'Request too large' },
    remedy: `send at most ${bodyBytesMax} bytes, or many commands as NDJSON lines`,
  },
  'REQUEST.LINE_MALFORMED': {
    status: 400,
    title: { zh: '行格式不对', en: 'Malformed line' },
    remedy: 'send one JSON object a line: { "command", "id", "key", "ifMatch", "body" }',
  },
  'REQUEST.NO_ROUTE': {
    status: 404,
    title: { zh: '没有这个地址', en: 'No such address' },
    remedy: 'see /docs for the addresses there are',
  },
  'REQUEST.SERVED_ELSEWHERE': {
    status: 404,
    title: { zh: '由另一服务提供', en: 'Served by another service' },
    remedy: 'send it to the address of the whole installation; alone, command-api takes commands and query-api answers queries',
  },
  'REQUEST.METHOD_NOT_ALLOWED': {
    status: 405,
    title: { zh: '不支持的方法', en: 'Method not allowed' },
    remedy: 'use one of the methods in the Allow header',
  },
  'REQUEST.HEADER_MALFORMED': {
    status: 400,
    title: { zh: '请求头格式不对', en: 'Malformed header' },
    remedy: 'send the header in the form that the documentation shows, or leave it out',
  },
  'REQUEST.URL_MALFORMED': {
    status: 400,
    title: { zh: '地址格式不对', en: 'Malformed URL' },
    remedy: 'percent-encode the URL; ids are letters, digits and _ . ~ -, at most 96 characters',
  },
  'REQUEST.URL_TOO_LONG': { status: 414, title: { zh: '地址太长', en: 'URL too long' }, remedy: 'ids have at most 96 characters' },
  'REQUEST.HEADERS_TOO_LARGE': {
    status: 431,
    title: { zh: '请求头太大', en: 'Headers too large' },
    remedy: 'send at most 65536 bytes of headers, the URL included',
  },
  'REQUEST.TIMEOUT': { status: 408, title: { zh: '请求超时', en: 'Request timed out' }, remedy: 'send the whole request sooner' },
  'REQUEST.REFUSED': { status: 400, title: { zh: '请求无法处理', en: 'Request refused' }, remedy: 'see /docs for what can be asked' },
  'QUERY.PARAMETER_UNKNOWN': {
    status: 400,
    title: { zh: '没有这个参数', en: 'Unknown parameter' },
    remedy: 'use the parameters that the documentation shows, each once',
  },
  'QUERY.PARAMETER_MALFORMED': {
    status: 400,
    title: { zh: '参数格式不对', en: 'Malformed parameter' },
    remedy: 'send the parameter in the form that the documentation shows',
  },
  'QUERY.CONTRADICTORY': {
    status: 422,
    title: { zh: '参数互相矛盾', en: 'Parameters that contradict each other' },
    remedy: 'make the parameters agree: a period ends where it begins or later, and a difference is between two moments of one kind',
  },
  'QUERY.CURSOR_FOREIGN': {
    status: 400,
    title: { zh: '游标不属于此查询', en: 'Cursor of another query' },
    remedy: 'send the cursor with the very parameters it was given for, or start without one',
  },
  'READ.NOT_FOUND': {
    status: 404,
    title: { zh: '没有找到', en: 'Not found' },
    remedy: 'check the id; what was just recorded is found with its token',
  },
  'READ.EPOCH_GONE': {
    status: 410,
    title: { zh: '位置属于旧日志', en: 'Position of an earlier log' },
    remedy: 'start again without it: the log was restored or migrated since, and positions of the old one mean nothing in it',
  },
  'READ.NOT_YET': {
    status: 503,
    title: { zh: '视图尚未更新到该位置', en: 'Not visible yet' },
    remedy: 'ask again after the seconds that Retry-After says, or without the token',
  },
  'READ.VIEW_STOPPED': {
    status: 503,
    title: { zh: '视图暂不可用', en: 'View not available' },
    remedy: 'see /health/ready for the reason; the log itself is whole',
  },
  'STORE.UNAVAILABLE': {
    status: 503,
    title: { zh: '事件存储暂不可用', en: 'Event store not available' },
    remedy: 'send the command again with the same key: it is carried out once',
  },
  'SERVER.BUSY': { status: 503, title: { zh: '服务繁忙', en: 'Server busy' }, remedy: 'ask again after the seconds that Retry-After says' },
  'SERVER.STOPPING': {
    status: 503,
    title: { zh: '服务正在停止', en: 'Server stopping' },
    remedy: 'send it again once the server is back: with the same key a command is carried out once',
  },
  'SERVER.INTERNAL': {
    status: 500,
    title: { zh: '内部错误', en: 'Internal error' },
    remedy: 'send it again with the same key; if it stays, report the correlation id',
  },
} as const satisfies ProblemDefinitions;

export type HttpProblemCode = keyof typeof httpProblems;

/** A problem on its way to whoever asked. */
export class ProblemError extends Error {
  readonly code: HttpProblemCode;
  /** The parameter, header or field at fault. */
  readonly field: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: HttpProblemCode,
    found: string,
    more: { readonly field?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(found);
    this.name = 'ProblemError';
    this.code = code;
    this.field = more.field;
    this.headers = more.headers ?? {};
  }
}

import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ndjsonType } from '../http/ndjson.ts';
import { describeProblems } from './describe-problems.ts';

const lines = [
  { command: 'OpenOpportunity', key: 'crm-1', body: { title: 'Leased line', customer: 'customer-1' } },
  { command: 'AdvanceOpportunity', id: 'opportunity-7', key: 'crm-2', body: { stage: 'negotiation' } },
];

const results = [
  { line: 1, status: 200, id: '…', revision: 0, position: 12, token: 'e1.7.12', events: ['OpportunityOpened'], replayed: false },
  { line: 2, status: 404, problem: { code: 'SALES.OPPORTUNITY.UNKNOWN', '…': '…' } },
  { end: true, lines: 2, recorded: 1, unchanged: 0, replayed: 0, refused: 1 },
];

const inLines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

/** Says in the OpenAPI document what the bulk endpoint takes and answers. */
export function describeBulk(): MethodDecorator {
  return applyDecorators(
    ApiTags('Commands in bulk · 批量命令'),
    ApiConsumes(ndjsonType),
    ApiOperation({
      operationId: 'CarryOutCommands',
      summary: 'Carry out many commands · 批量执行命令',
      description:
        'One command a line, as many lines as there are; one result a line, in the same order, while the commands still come; a last line ' +
        'with `end` says that all were answered. Lines are carried out beside each other, but a line sees what the lines before it did. ' +
        'Give each line a key: after a broken connection send everything again, and what was done is answered as `replayed`. ' +
        'Read while you send: a sender that leaves its results unread is not read on, and after 30 s disconnected.',
    }),
    ApiBody({
      required: true,
      schema: { type: 'string', description: 'Lines of BulkLine' },
      examples: { lines: { value: inLines(lines) } },
    }),
    ApiResponse({
      status: 200,
      description: 'A result a line',
      content: { [ndjsonType]: { schema: { type: 'string' }, examples: { results: { value: inLines(results) } } } },
    }),
    describeProblems([400, 415]),
  );
}

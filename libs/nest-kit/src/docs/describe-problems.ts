import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  403: 'Not by this actor',
  404: 'What it names does not exist',
  409: 'Right in itself, but not as things stand',
  410: 'It names a position of an earlier log',
  412: 'Changed since the revision in If-Match',
  413: 'Too large',
  415: 'Not a content type that is read here',
  422: 'The command cannot be right',
  503: 'Not now: ask again after Retry-After',
};

/** The problems a route may answer with; which codes there are of each status is filled in from the table of problems. */
export function describeProblems(statuses: readonly number[]): MethodDecorator {
  return applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: meanings[status] ?? 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}

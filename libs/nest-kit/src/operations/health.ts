import { Controller, Get, Inject, Injectable, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** Something that must be well for the service to be of use. */
export interface ReadinessCheck {
  readonly name: string;
  /** Why it is not ready, in words; null where it is. */
  reason(): string | null | Promise<string | null>;
  /** As what it is ready, where there is more than one way to be: a relay may stand by. */
  standing?(): string;
}

/** What is asked whether the service is ready; whoever wires it adds to the list. */
@Injectable()
export class Readiness {
  readonly #checks: ReadinessCheck[] = [];

  add(check: ReadinessCheck): void {
    this.#checks.push(check);
  }

  /** The reasons why not, by name; none where all is well. A check that fails is a reason too. */
  async reasons(): Promise<Readonly<Record<string, string>>> {
    const found = await Promise.all(this.#checks.map(async (check) => [check.name, await reasonOf(check)] as const));
    return Object.fromEntries(found.flatMap(([name, reason]) => (reason === null ? [] : [[name, reason]])));
  }

  /** As what it is ready, by name; undefined where nothing is to be said. */
  standings(): Readonly<Record<string, string>> | undefined {
    const said = this.#checks.flatMap(({ name, standing }) => (standing === undefined ? [] : [[name, standing()] as const]));
    return said.length === 0 ? undefined : Object.fromEntries(said);
  }
}

/** Whoever asks does not wait as long as an engine that is away is waited for. */
const answerWithinMs = 2_000;

async function reasonOf(check: ReadinessCheck): Promise<string | null> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`no answer within ${answerWithinMs / 1000} s`), answerWithinMs);
  try {
    return await Promise.race([check.reason(), late.promise]);
  } catch (error) {
    return error instanceof Error ? error.message : 'the check failed';
  } finally {
    clearTimeout(timer);
  }
}

const tag = 'Operations · 运维';
const reasonsSchema = {
  type: 'object',
  properties: {
    status: { type: 'string' },
    as: { type: 'object', additionalProperties: { type: 'string' } },
    reasons: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['status'] as string[],
} as const;

@Controller('health')
export class HealthController {
  readonly #readiness: Readiness;

  constructor(@Inject(Readiness) readiness: Readiness) {
    this.#readiness = readiness;
  }

  @Get('live')
  @ApiTags(tag)
  @ApiOperation({ operationId: 'live', summary: 'Whether the process lives · 存活' })
  @ApiResponse({ status: 200, description: 'It does', schema: reasonsSchema })
  live(): object {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiTags(tag)
  @ApiOperation({ operationId: 'ready', summary: 'Whether it can be used, and if not, why · 就绪' })
  @ApiResponse({ status: 200, description: 'It can', schema: reasonsSchema })
  @ApiResponse({ status: 503, description: 'Not now', schema: reasonsSchema })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const reasons = await this.#readiness.reasons();
    const ready = Object.keys(reasons).length === 0;
    void reply
      .code(ready ? 200 : 503)
      .send(ready ? { status: 'ready', as: this.#readiness.standings() } : { status: 'not ready', reasons });
  }
}

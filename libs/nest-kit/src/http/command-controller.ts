import { Controller, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { isRefusal, type Refusal } from '@zongheng/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommandDispatcher } from '../bus/command-dispatcher.ts';
import type { RegisteredCommand } from '../bus/command-registry.ts';
import type { CommandGroup, DeclaredCommand } from '../commands/aggregate-commands.ts';
import type { Receipt } from '../commands/receipt.ts';
import { describeCommand } from '../docs/describe-command.ts';
import { sendProblem } from './problem-filter.ts';
import { ProblemTable } from './problem-table.ts';
import { actorOf, idempotencyKeyOf, ifMatchOf, languageOf } from './request-headers.ts';

/** The controller of a collection: a route for each command that has one. Null where none has. */
export function commandControllerOf(group: CommandGroup, commands: readonly RegisteredCommand[]): Type | null {
  const reachable = commands.filter(({ declared }) => declared.route.kind !== 'internal');
  if (reachable.length === 0) return null;

  @Controller(`v1/${group.collection}`)
  class CollectionCommands {
    readonly #dispatcher: CommandDispatcher;
    readonly #problems: ProblemTable;

    constructor(@Inject(CommandDispatcher) dispatcher: CommandDispatcher, @Inject(ProblemTable) problems: ProblemTable) {
      this.#dispatcher = dispatcher;
      this.#problems = problems;
    }

    async carryOut(registered: RegisteredCommand, id: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { headers, correlationId } = request;
      const traceparent = request.step?.traceparent;
      const key = idempotencyKeyOf(headers);
      const ifMatch = ifMatchOf(headers);
      const answer = await this.#dispatcher.send(registered, {
        type: registered.declared.type,
        body: request.body ?? {},
        actor: actorOf(headers),
        correlationId,
        ...(id === undefined ? {} : { id }),
        ...(key === undefined ? {} : { key }),
        ...(traceparent === undefined ? {} : { traceparent }),
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
      if (isRefusal(answer)) this.#refuse(answer, request, reply);
      else sendReceipt(reply, answer, registered.declared.creates ? group.collection : null);
    }

    #refuse(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
      sendProblem(reply, request, this.#problems.ofRefusal(refusal, languageOf(request.headers)));
    }
  }
  Object.defineProperty(CollectionCommands, 'name', { value: `${group.aggregate.category}Commands` });
  for (const registered of reachable) addRoute(CollectionCommands, registered);
  return CollectionCommands;
}

interface CarriesOut {
  carryOut(registered: RegisteredCommand, id: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** Where a command is posted within its collection. */
function routeWithin(group: CommandGroup, { route }: DeclaredCommand): string {
  const verb = route.kind === 'verb' ? route.verb : '';
  return route.kind === 'creates' || group.singleton !== undefined ? verb : `:id/${verb}`;
}

/** The address that a command is posted to; undefined for one that only the installation itself sends. */
export function pathOf(group: CommandGroup, declared: DeclaredCommand): string | undefined {
  return declared.route.kind === 'internal' ? undefined : `/v1/${group.collection}/${routeWithin(group, declared)}`;
}

/** A method of the controller with what decorators would have said of it. */
function addRoute(controller: Type<CarriesOut>, registered: RegisteredCommand): void {
  const { declared } = registered;
  const { prototype } = controller as { readonly prototype: object };
  const route = routeWithin(registered.group, declared);
  const withoutId = !route.startsWith(':id');
  const method = withoutId
    ? function (this: CarriesOut, request: FastifyRequest, reply: FastifyReply) {
        return this.carryOut(registered, undefined, request, reply);
      }
    : function (this: CarriesOut, request: FastifyRequest, reply: FastifyReply, id: string) {
        return this.carryOut(registered, id, request, reply);
      };
  const name = declared.type;
  const descriptor = { value: method, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res()(prototype, name, 1);
  if (!withoutId) Param('id')(prototype, name, 2);
  Post(route)(prototype, name, descriptor);
  describeCommand(prototype, name, descriptor, registered);
}

/** 201 with the address of what was created, 200 otherwise; the same answer for a retry, marked as replayed. */
function sendReceipt(reply: FastifyReply, receipt: Receipt, createdIn: string | null): void {
  const { replayed, ...shown } = receipt;
  const created = createdIn !== null && receipt.events.length > 0;
  void reply.code(created ? 201 : 200).header('consistency-token', receipt.token);
  if (receipt.revision >= 0) void reply.header('etag', `"${receipt.revision}"`);
  if (created) void reply.header('location', `/v1/${createdIn}/${receipt.id}`);
  if (replayed) void reply.header('idempotency-replayed', 'true');
  void reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(shown));
}

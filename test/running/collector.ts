import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A span as a collector of traces receives it. */
export interface Collected {
  readonly name: string;
  /** The service that took the step. */
  readonly service: string;
  /** Tells its process from others of the same name. */
  readonly process: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of its trace. */
  readonly parentSpanId: string;
  /** The traces it names besides its own. */
  readonly links: readonly string[];
  readonly says: Readonly<Record<string, unknown>>;
}

/** A collector of traces over OTLP/HTTP, on loopback, that keeps them in memory. */
export interface Collector {
  readonly url: string;
  spans(): readonly Collected[];
  /** Waits until the spans of a trace are as wanted; answers them as they are when the time is over. */
  traceWhere(traceId: string, isWhole: (spans: readonly Collected[]) => boolean, withinMs?: number): Promise<readonly Collected[]>;
  stop(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What is read of the JSON form of an OTLP export. */
interface Export {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly Attribute[] };
    readonly scopeSpans?: readonly {
      readonly spans?: readonly {
        readonly name: string;
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly links?: readonly { readonly traceId: string }[];
        readonly attributes?: readonly Attribute[];
      }[];
    }[];
  }[];
}

export async function startCollector(): Promise<Collector> {
  const collected: Collected[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      collected.push(...spansOf(JSON.parse(text) as Export));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans: () => collected,
    async traceWhere(traceId, isWhole, withinMs = 20_000) {
      const until = performance.now() + withinMs;
      for (;;) {
        const spans = collected.filter((span) => span.traceId === traceId);
        if (isWhole(spans) || performance.now() > until) return spans;
        await sleep(50);
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The spans from one up to the first of its trace, by name. */
export function wayTo(span: Collected | undefined, spans: readonly Collected[]): readonly string[] {
  if (span === undefined) return [];
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [...wayTo(parent, spans), `${span.service}: ${span.name}`];
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

function spansOf({ resourceSpans = [] }: Export): Collected[] {
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const { 'service.name': service, 'service.instance.id': process } = saidBy(resource?.attributes);
    return scopeSpans
      .flatMap(({ spans = [] }) => spans)
      .map(({ name, traceId, spanId, parentSpanId = '', links = [], attributes }) => ({
        name,
        service: String(service),
        process: String(process),
        traceId,
        spanId,
        parentSpanId,
        links: links.map((link) => link.traceId),
        says: saidBy(attributes),
      }));
  });
}

function saidBy(attributes: readonly Attribute[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

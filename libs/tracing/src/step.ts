import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { spanContextIn, traceparentOf } from './traceparent.ts';

/** What a step may say of itself: types, counts, codes and names of our own. Never an id that people chose, nor a text: either may name a person. */
export type Said = Attributes;

export interface StepOptions {
  /** The W3C `traceparent` of the step it is part of; without it, a trace begins here. */
  readonly parent?: string | undefined;
  /** Towards the outside: whom it serves or asks, what it publishes or takes in; by default it is within. */
  readonly kind?: keyof typeof kinds;
  readonly says?: Said;
}

const kinds = {
  within: SpanKind.INTERNAL,
  serving: SpanKind.SERVER,
  asking: SpanKind.CLIENT,
  publishing: SpanKind.PRODUCER,
  consuming: SpanKind.CONSUMER,
} as const;

/** Where nobody set tracing up, this one does nothing, and costs as much. */
const tracer = trace.getTracer('zongheng');

/** So many traces are named by a step that belongs to many: more tell nobody anything, and a span keeps no more. */
const linksMax = 128;

/**
 * Begins a step of a trace. Whose step it is, is handed over as a text, from the one who calls to the one who is called and within events, and not kept
 * beside the stack: what is done for many at once belongs to many, and has to say to whom. Without tracing, the text of the parent is passed on as it came.
 */
export function beginStep(name: string, { parent, kind = 'within', says }: StepOptions = {}): Step {
  const context = parent === undefined ? undefined : spanContextIn(parent);
  const around = context === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, context);
  return new Step(tracer.startSpan(name, says === undefined ? { kind: kinds[kind] } : { kind: kinds[kind], attributes: says }, around));
}

/** What carries the trace in which it came about: an event. */
export interface Traced {
  readonly traceparent?: string;
}

/**
 * Begins a step that is taken for several things at once. Where all of them came about in one trace, it is a part of that one; where not, it is one of
 * its own that names theirs.
 */
export function beginStepFor(traced: readonly Traced[], name: string, options: Omit<StepOptions, 'parent'> = {}): Step {
  const first = traced[0]?.traceparent;
  if (traced.every(({ traceparent }) => traceparent === first)) return beginStep(name, { ...options, parent: first });
  const step = beginStep(name, options);
  if (step.isRecording) step.link(new Set(traced.flatMap(({ traceparent }) => traceparent ?? [])));
  return step;
}

/** A step that is being taken; it has to be ended. */
export class Step {
  readonly #span: Span;
  /** Names this step to those who take the next ones; undefined where there is no trace. */
  readonly traceparent: string | undefined;

  constructor(span: Span) {
    this.#span = span;
    this.traceparent = traceparentOf(span.spanContext());
  }

  /** Whether anybody will see it. */
  get isRecording(): boolean {
    return this.#span.isRecording();
  }

  say(says: Said): void {
    this.#span.setAttributes(says);
  }

  link(traceparents: Iterable<string>): void {
    let left = linksMax;
    for (const traceparent of traceparents) {
      const context = spanContextIn(traceparent);
      if (context === undefined) continue;
      if (left === 0) return;
      left -= 1;
      this.#span.addLink({ context });
    }
  }

  end(): void {
    this.#span.end();
  }

  /** Ends it as one that failed, by the code of the error or the name of its kind: what an error says may name a person. */
  fail(error: unknown): void {
    this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.setAttribute('error.type', kindOf(error));
    this.#span.end();
  }

  /** Ends it with what becomes of some work, which is not waited for where nobody will see the step. */
  during<T>(work: Promise<T>): Promise<T> {
    return this.isRecording ? this.#endedBy(work) : work;
  }

  async #endedBy<T>(work: Promise<T>): Promise<T> {
    try {
      const done = await work;
      this.end();
      return done;
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }
}

function kindOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : error.name;
}

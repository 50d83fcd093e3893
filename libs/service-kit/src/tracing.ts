import type { Sampler } from '@opentelemetry/sdk-trace';
import { oneOf, textLike, textOrNone } from './kinds.ts';
import { ConfigurationError, configured, type Configured, type Environment, secret, setting } from './settings.ts';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** Where traces go, by OpenTelemetry's own names. What its exporter knows beyond these (a timeout, a certificate) it reads itself. */
export const tracingSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    'where traces go, over OTLP/HTTP, such as http://collector:4318; without it there are none',
    address,
    {
      fallback: '',
    },
  ),
  OTEL_EXPORTER_OTLP_HEADERS: secret('what is sent along, such as authorization=…; several are parted by commas', textOrNone, ''),
  OTEL_SERVICE_NAME: setting('the name of this service in traces', textLike(/^\S.{0,99}$/, 'give 1 to 100 characters'), {
    fallback: 'zongheng',
  }),
  OTEL_TRACES_SAMPLER: setting(`which traces are kept: ${samplers.join(', ')}`, oneOf(samplers), { fallback: 'parentbased_always_on' }),
  OTEL_TRACES_SAMPLER_ARG: setting('the part of them that a sampler by ratio keeps, from 0 to 1', ratio, { fallback: '1' }),
  OTEL_SDK_DISABLED: setting('true switches tracing off, whatever else is set', oneOf(['true', 'false']), { fallback: 'false' }),
};

/** What was begun last is sent before the end, but nothing waits longer for whoever collects it. */
const flushMs = 3_000;

export interface Tracing {
  stop(): Promise<void>;
}

/**
 * Sets tracing up for this thread, where the environment says where traces go; null where it does not, and nothing is loaded then. Whoever
 * collects them may come and go: what cannot be sent is dropped.
 * @throws ConfigurationError
 */
export async function startTracing(environment: Environment = process.env): Promise<Tracing | null> {
  const values = configured(tracingSettings, environment);
  if (values.OTEL_EXPORTER_OTLP_ENDPOINT === null || values.OTEL_SDK_DISABLED === 'true') return null;
  const { trace } = await import('@opentelemetry/api');
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { detectResources, resourceAttributesEnvDetector, resourceFromAttributes, serviceInstanceIdDetector } =
    await import('@opentelemetry/resources');
  const detected = detectResources({ detectors: [resourceAttributesEnvDetector, serviceInstanceIdDetector] });
  const headers = headersIn(values.OTEL_EXPORTER_OTLP_HEADERS);
  const exporter = new OTLPTraceExporter(headers === null ? {} : { headers });
  const provider = new TracerProvider({
    resource: detected.merge(resourceFromAttributes({ 'service.name': values.OTEL_SERVICE_NAME })),
    sampler: await samplerOf(values),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  trace.setGlobalTracerProvider(provider);
  return {
    async stop() {
      trace.disable();
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, flushMs);
      await Promise.race([provider.shutdown().catch(() => undefined), late.promise]);
      clearTimeout(timer);
    },
  };
}

async function samplerOf({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: Configured<typeof tracingSettings>): Promise<Sampler> {
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } = await import('@opentelemetry/sdk-trace');
  const root = OTEL_TRACES_SAMPLER.endsWith('always_on')
    ? new AlwaysOnSampler()
    : OTEL_TRACES_SAMPLER.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG);
  return OTEL_TRACES_SAMPLER.startsWith('parentbased') ? new ParentBasedSampler({ root }) : root;
}

function address(text: string, name: string): string | null {
  if (text === '') return null;
  const found = URL.parse(text);
  if (found && /^https?:$/.test(found.protocol) && found.username === '' && found.password === '') return text;
  throw new ConfigurationError(
    name,
    found?.password ? null : text,
    'give an address such as http://collector:4318, and what it asks for in OTEL_EXPORTER_OTLP_HEADERS',
  );
}

function ratio(text: string, name: string): number {
  const number = Number(text);
  if (/^[0-9.]+$/.test(text) && number >= 0 && number <= 1) return number;
  throw new ConfigurationError(name, text, 'give a number from 0 to 1');
}

/** `name=value` pairs, the values encoded as in URLs. @throws ConfigurationError */
function headersIn(text: string | null): Record<string, string> | null {
  if (text === null) return null;
  const malformed = (): ConfigurationError =>
    new ConfigurationError('OTEL_EXPORTER_OTLP_HEADERS', null, 'write name=value, several parted by commas');
  const pairs = text.split(',').map((pair) => {
    const [, name, value] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw malformed();
    try {
      return [name, decodeURIComponent(value)] as const;
    } catch {
      throw malformed();
    }
  });
  return Object.fromEntries(pairs);
}

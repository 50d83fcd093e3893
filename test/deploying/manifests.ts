import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { root } from '../running/program.ts';

/** What is read of a service of docker-compose.yml. */
export interface Composed {
  readonly image?: string;
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly healthcheck?: unknown;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: { readonly replicas?: number; readonly resources?: { readonly limits?: { readonly memory?: string } } };
}

export interface Compose {
  readonly services: Readonly<Record<string, Composed>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** docker-compose.yml as it stands. */
export function composeFile(): Compose {
  return parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true, maxAliasCount: -1 }) as Compose;
}

/** Something that Kubernetes is told. */
export interface Told {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: unknown;
}

export interface Variable {
  readonly name: string;
  readonly value?: string;
}

export interface Deployment extends Told {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly automountServiceAccountToken: boolean;
        readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number };
        readonly topologySpreadConstraints: readonly unknown[];
        readonly volumes: readonly { readonly name: string; readonly secret?: { readonly items: readonly { readonly path: string }[] } }[];
        readonly containers: readonly {
          readonly image: string;
          readonly args?: readonly string[];
          readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
          readonly env: readonly Variable[];
          readonly livenessProbe: { readonly httpGet: { readonly path: string } };
          readonly readinessProbe: { readonly httpGet: { readonly path: string } };
          readonly resources: { readonly requests: { readonly memory: string }; readonly limits: { readonly memory: string } };
          readonly securityContext: { readonly allowPrivilegeEscalation: boolean; readonly readOnlyRootFilesystem: boolean };
        }[];
      };
    };
  };
}

interface Kustomization {
  readonly configMapGenerator?: readonly { readonly name: string; readonly literals?: readonly string[] }[];
}

/** Everything that stands in the Kubernetes base, but what kustomize makes of it. */
export function manifests(): readonly Told[] {
  return globSync(['deploy/kubernetes/*.yaml', 'deploy/gateway/*.yaml'], { cwd: root })
    .filter((path) => !path.endsWith('kustomization.yaml'))
    .flatMap((path) => parseAllDocuments(readFileSync(join(root, path), 'utf8')).map((document) => document.toJS() as Told));
}

export function deployments(): readonly Deployment[] {
  return manifests().filter((told): told is Deployment => told.kind === 'Deployment');
}

/** The settings that the base holds in a config map. */
export function configMap(name: string): Readonly<Record<string, string>> {
  const { configMapGenerator = [] } = parse(readFileSync(join(root, 'deploy/kubernetes/kustomization.yaml'), 'utf8')) as Kustomization;
  const literals = configMapGenerator.find((each) => each.name === name)?.literals ?? [];
  return Object.fromEntries(literals.map((literal) => [literal.slice(0, literal.indexOf('=')), literal.slice(literal.indexOf('=') + 1)]));
}

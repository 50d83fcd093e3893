/**
 * Who may import whom: every directory with code belongs to exactly one room below, and a room names everything it may import.
 * What is not named is forbidden. Paths are regular expressions on paths from the root; `$1` is what the room's own first group matched.
 */

/** Third-party packages and Node's own modules a room may use: none, the listed ones, or any. */
export type Outside = 'none' | 'any' | readonly string[];

export interface Room {
  readonly name: string;
  /** Which files are this room's. */
  readonly path: string;
  /** Which files of the project it may import, besides its own room. */
  readonly mayImport: readonly string[];
  /** What its specs may import beyond that: a kit is proven on a real adapter, not on a double. */
  readonly specsMayImport: readonly string[];
  readonly packages: Outside;
  readonly mayUseNode: boolean;
  /** Pure rooms read no clock, no random number, no environment. */
  readonly isPure: boolean;
  readonly why: string;
}

const CONTEXTS = '(?:organisation|customers|sales|contracts|receivables|planning|service-desk|marketing|supply|financing|insight)';
const TECHNOLOGIES = '(?:event-store|event-feed|read-store)';
const KERNEL = '^libs/kernel/';
const PORTS = `^libs/${TECHNOLOGIES}/port/`;
const ADAPTERS = `^libs/${TECHNOLOGIES}/(?!port/)[^/]+/`;
const KITS = '^libs/(?:projection|policy|exchange|nest-kit)/';
const TRACING = '^libs/tracing/';
const ANY_EVENTS = `^libs/${CONTEXTS}/events/`;
const ANY_DOMAIN = `^libs/${CONTEXTS}/domain/`;
const ANY_ROOM = `^libs/${CONTEXTS}/(?:events|domain|views|api)/`;

const pure = { packages: 'none', mayUseNode: false, isPure: true, specsMayImport: [] } as const;
const technical = { packages: 'any', mayUseNode: true, isPure: false } as const;

export const ROOMS: readonly Room[] = [
  {
    ...pure,
    name: 'kernel',
    path: KERNEL,
    mayImport: [],
    packages: ['typebox'],
    why: 'The kernel is the ground under everything: it imports nothing, except the schema library its definitions are values of.',
  },
  {
    ...pure,
    name: 'events',
    path: `^libs/(${CONTEXTS})/events/`,
    mayImport: [KERNEL],
    packages: ['typebox'],
    why: 'Events are what outsiders may know of a context; knowing them must not bring anything else along.',
  },
  {
    ...pure,
    name: 'domain',
    path: `^libs/(${CONTEXTS})/domain/`,
    mayImport: [KERNEL, '^libs/$1/events/'],
    why: 'A decider knows its own facts only; another context reaches it through a policy and a command.',
  },
  {
    ...pure,
    name: 'views',
    path: `^libs/(${CONTEXTS})/views/`,
    mayImport: [KERNEL, ANY_EVENTS],
    packages: ['pinyin-pro'],
    why: 'A view folds events of any context, and never sees how they were decided. How a name is spelled is a pinned dictionary: pure as well.',
  },
  {
    ...technical,
    name: 'api',
    path: `^libs/(${CONTEXTS})/api/`,
    mayImport: [KERNEL, '^libs/$1/(?:events|domain|views)/', ANY_EVENTS, PORTS, KITS],
    specsMayImport: [ADAPTERS],
    why: 'A context meets others through their events alone, and technology through ports and kits.',
  },
  {
    ...technical,
    name: 'port',
    path: `^libs/(${TECHNOLOGIES})/port/`,
    mayImport: [KERNEL],
    specsMayImport: [],
    packages: 'none',
    why: 'A port says what is needed in the words of the kernel; it must not lean on any technology.',
  },
  {
    ...technical,
    name: 'adapter',
    path: `^libs/(${TECHNOLOGIES})/((?!port/)[^/]+)/`,
    mayImport: [KERNEL, TRACING, '^libs/$1/port/', '^libs/event-store/port/'],
    specsMayImport: [PORTS, ADAPTERS],
    why: 'An adapter knows its port and its technology, never a context, so that engines can be exchanged; a feed publishes the log.',
  },
  {
    ...technical,
    name: 'kit',
    path: KITS,
    mayImport: [KERNEL, TRACING, PORTS, KITS],
    specsMayImport: [ADAPTERS],
    why: 'A kit serves every context alike: it stands on ports and kernel, and knows no context.',
  },
  {
    ...technical,
    name: 'tracing',
    path: TRACING,
    mayImport: [],
    specsMayImport: [],
    packages: ['@opentelemetry/api'],
    mayUseNode: false,
    why: 'Whoever takes a step of a trace knows the interface alone; where spans go is said by the service that runs it.',
  },
  {
    ...technical,
    name: 'simulation',
    path: '^libs/simulation/',
    mayImport: [KERNEL, PORTS, KITS, ANY_EVENTS, ANY_DOMAIN],
    specsMayImport: [ADAPTERS],
    why: 'The simulated world acts by commands and watches by events, as people do.',
  },
  {
    ...technical,
    name: 'product',
    path: '^libs/product/',
    mayImport: [KERNEL, PORTS, KITS, ANY_ROOM],
    specsMayImport: [ADAPTERS],
    why: 'The product is the list of its contexts and of what they do by themselves; on which engines it runs is said by the service that runs it.',
  },
  {
    ...technical,
    name: 'service-kit',
    path: '^libs/service-kit/',
    mayImport: [KERNEL, PORTS, ADAPTERS, KITS],
    specsMayImport: [],
    why: 'What every service needs to be started, to open its engines and to stop: the same for each, whatever it does.',
  },
  {
    ...technical,
    name: 'service',
    path: '^services/([^/]+)/',
    mayImport: ['^libs/'],
    specsMayImport: [],
    why: 'A service wires what is there; nobody imports a service, not even another one.',
  },
  {
    ...technical,
    name: 'test',
    path: '^test/',
    mayImport: ['^libs/', '^deploy/'],
    specsMayImport: [],
    why: 'What crosses rooms is tested here; a service is tested from outside, as a process.',
  },
];

/** Rooms a file or directory falls into; anything but one is a mistake in the tree or in the table above. */
export function roomsOf(path: string): readonly Room[] {
  return ROOMS.filter((room) => new RegExp(room.path).test(path));
}

/** A file that only tests use: specs, and the kits and contract suites that packages, or parts of one, offer to specs. */
export const SPEC_FILE = '\\.spec\\.ts$';
export const TEST_KIT = '(?:/src/(?:testing|contract)(?:/|\\.ts$)|/testing/)';

import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** The services behind one address, by what is asked of them. */
export interface Behind {
  readonly commands: string;
  readonly queries: string;
  readonly projections: string;
}

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * One address for the whole installation: how views are and what is done to them goes to the projector, what else is read (GET, HEAD) to query-api,
 * everything else to command-api. Bodies and answers pass through as they come, so bulk requests and the event stream last as long as they do. In production this is a reverse proxy's configuration.
 */
export async function startGateway(behind: Behind, port = 0): Promise<Gateway> {
  const server = createServer((incoming, outgoing) => passOn(incoming, outgoing, askedOf(incoming, behind)));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { url: addressOf(server), close: () => closed(server) };
}

const ofProjections = /^\/v1\/operations\/(views|parked)(\/|\?|$)/;

function askedOf({ method, url = '' }: IncomingMessage, { commands, queries, projections }: Behind): string {
  if (ofProjections.test(url)) return projections;
  return method === 'GET' || method === 'HEAD' ? queries : commands;
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, to: string): void {
  const { method, url, headers } = incoming;
  const { hostname, port } = new URL(to);
  const onward = ask({ hostname, port, path: url, method, headers, agent: false });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    // A service that is killed in the middle of an answer must look so from here too.
    answer.on('aborted', () => outgoing.destroy());
  });
  onward.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502, { 'content-type': 'text/plain' }).end('the service behind this address does not answer\n');
  });
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway listens nowhere');
  return `http://127.0.0.1:${address.port}`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** From sending to the last byte. */
  readonly ms: number;
}

export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A client with connections that stay open, thin enough that what is measured is the server. */
export class HttpClient {
  readonly #agent: Agent;
  readonly #url: URL;

  constructor(url: string, connections = 1) {
    this.#url = new URL(url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const { hostname, port } = this.#url;
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      const sent = request({ agent: this.#agent, hostname, port, path, method, headers }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - begun;
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString(), ms });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** @throws Error for an answer that is none. */
  async get(path: string): Promise<Answer> {
    const answer = await this.send(path);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
    return answer;
  }

  close(): void {
    this.#agent.destroy();
  }
}

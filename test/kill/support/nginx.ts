import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from './children.ts';

/** An nginx before several servers, with nothing set that says how a call is passed on. */
export interface Nginx {
  readonly url: string;
  end(): Promise<void>;
}

const TRIES = 100;

export async function startNginx(ports: readonly number[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'clnform-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const config = [
    'daemon off;',
    'master_process off;',
    `pid ${folder}/pid;`,
    'error_log stderr crit;',
    'events {}',
    'http {',
    '  access_log off;',
    ...temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`),
    '  upstream cln {',
    ...ports.map((upstream) => `    server 127.0.0.1:${upstream};`),
    '  }',
    `  server { listen 127.0.0.1:${port}; location / { proxy_pass http://cln; } }`,
    '}',
  ];
  writeFileSync(join(folder, 'nginx.conf'), config.join('\n'));
  const { PATH = '' } = process.env;
  const env = { PATH: `${PATH}:/usr/sbin` };
  const child = startChild('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { cwd: folder, env });
  for (let attempt = 1; !(await answers(port)); attempt += 1) {
    if (attempt === TRIES)
      throw new Error(`nginx does not listen: ${JSON.stringify(await Promise.race([child.ended, sleep(0)]))}`);
    await sleep(50);
  }
  return {
    url: `http://127.0.0.1:${port}/api`,
    async end() {
      child.signal('SIGKILL');
      await child.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Why nginx cannot be used here; undefined when it can. */
export function nginxMissing(): string | undefined {
  const { PATH = '' } = process.env;
  const { error } = spawnSync('nginx', ['-v'], { env: { PATH: `${PATH}:/usr/sbin` } });
  return error === undefined ? undefined : `nginx cannot be started (${error.message}): apt-get install nginx-light`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

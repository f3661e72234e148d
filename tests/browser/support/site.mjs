// The site under test: the server that TRUAT_URL names, or one started here on a free port.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export async function startSite() {
  if (process.env.TRUAT_URL) return { url: process.env.TRUAT_URL, stop: async () => {} };
  const server = spawn('python3', ['tools/run', '--no-build'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (data) => {
      said += data;
      const found = said.match(/http:\/\/\S+/);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(`the server did not start: ${said}`)));
  });
  return {
    url,
    stop: () => new Promise((resolve) => {
      server.removeAllListeners('exit');
      server.on('exit', resolve);
      server.kill('SIGTERM');
    }),
  };
}

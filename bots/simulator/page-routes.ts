import type restify from 'restify';
import { answerError, simulatorHeaders } from './answer.ts';
import { readAsset } from './assets.ts';
import type { Handler } from './guard.ts';

/** The page of the simulator and the files it is made of. */
export function mountPage(server: restify.Server, guarded: (handler: Handler) => Handler): void {
  const home = guarded(async (_req, res) => {
    res.writeHead(302, { ...simulatorHeaders, location: '/simulator', 'content-length': 0 });
    res.end();
  });
  const page = guarded((req, res) => sendAsset(req, res, 'index.html'));
  const asset = guarded((req, res) => sendAsset(req, res, String(req.params.file)));

  server.get('/', home);
  server.get('/simulator', page);
  server.get('/simulator/assets/:file', asset);
}

async function sendAsset(req: restify.Request, res: restify.Response, name: string): Promise<void> {
  const asset = await readAsset(name);
  if (!asset) return answerError(res, 404, { code: 'not_found', message: 'no such file' });
  const fresh = req.headers['if-none-match'] === asset.etag;
  res.writeHead(fresh ? 304 : 200, { ...simulatorHeaders, 'content-type': asset.type, 'cache-control': 'no-cache', etag: asset.etag });
  res.end(fresh ? undefined : asset.bytes);
}

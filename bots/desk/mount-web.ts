import type restify from 'restify';
import { createDeskWeb } from '../../desk/serve-web.ts';

const built = new URL('../../desk/web/dist/', import.meta.url);

/** The desk's web application at `/desk`, on whatever page of it; its API is mounted beside. */
export function mountDeskWeb(server: restify.Server): void {
  const web = createDeskWeb(built);
  // restify logs what an async handler returns: this one returns nothing.
  const page: restify.RequestHandler = async (request, response) => {
    await web.answer(request, response);
  };
  server.get('/desk', page);
  server.get('/desk/*', page);
}

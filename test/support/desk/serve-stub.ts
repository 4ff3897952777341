import { manyConversations, sampleConversations } from './sample-conversations.ts';
import { startDeskStub } from './stub-server.ts';

// The desk over a world in memory, to look at and to work on: `npm run desk:stub`, then open the address. Who signs in is Camille.
const count = Number(process.argv[2] ?? 0);
const stub = await startDeskStub((now) => [...sampleConversations(now), ...manyConversations(count, now)]);
process.stdout.write(`${stub.url}/desk\n`);

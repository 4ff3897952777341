import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createStoreReader, type StoreReader } from '../support/raw-store.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis-server.ts';
import { startApp } from '../support/start-app.ts';
import { until } from '../support/until.ts';

const psid = '7700000000000001';
const other = '7700000000000002';
const words = 'xylophonecanary';
const shop = 'Zanzibarcanary';

// The shop's page. Products come from the API and are kept in Redis until somebody orders.

import { createServer } from 'node:http';
import { createClient } from 'redis';
import { page } from './page.js';

const api = process.env.API_HTTP;
const cache = createClient({ url: process.env.CACHE_URI });
cache.on('error', error => console.error(`Redis: ${error.message}`));
await cache.connect();

async function products() {
  const kept = await cache.get('products');
  if (kept) {
    return { list: JSON.parse(kept), from: 'Redis' };
  }

  const list = await ask('/products');
  await cache.set('products', JSON.stringify(list), { EX: 60 });
  return { list, from: 'PostgreSQL' };
}

async function ask(path, body) {
  const answer = await fetch(api + path, body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const { detail } = await answer.json();
    throw Object.assign(new Error(detail ?? 'The shop is closed for a moment.'), { status: answer.status });
  }

  return answer.status === 201 ? null : answer.json();
}

async function order(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }

  const form = new URLSearchParams(text);
  await ask('/orders', { product: Number(form.get('product')), quantity: Number(form.get('quantity')) });
  await cache.del('products');
}

const routes = {
  'GET /': async (_, response) => {
    const [{ list, from }, orders] = await Promise.all([products(), ask('/orders')]);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page(list, from, orders));
  },
  'POST /orders': async (request, response) => {
    await order(request);
    response.writeHead(303, { location: '/' }).end();
  },
  'GET /health': async (_, response) => response.end(await cache.ping()),
};

const server = createServer(async (request, response) => {
  const route = routes[`${request.method} ${request.url}`];
  try {
    await (route ? route(request, response) : response.writeHead(404).end('There is no such page.'));
  } catch (error) {
    console.error(`${request.method} ${request.url}: ${error.message}`);
    response.writeHead(error.status ?? 502).end(error.message);
  }
});

server.listen(process.env.PORT, () => console.log(`listening on port ${process.env.PORT}`));

process.once('SIGTERM', () => {
  server.close(() => cache.close());
  server.closeIdleConnections();
});

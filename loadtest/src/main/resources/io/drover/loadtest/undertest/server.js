// The same plaintext handler on Node: server.js PORT WORKERS. One worker means no cluster at all.
'use strict';
const cluster = require('cluster');
const http = require('http');

const port = Number(process.argv[2]);
const workers = Number(process.argv[3]);

if (workers > 1 && cluster.isPrimary) {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  let listening = 0;
  cluster.on('listening', () => {
    if (++listening === workers) {
      console.log(`ready: ${workers} workers`);
    }
  });
  for (let i = 0; i < workers; i++) {
    cluster.fork();
  }
} else {
  const body = 'Hello, World!';
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  const server = http.createServer((request, response) => {
    response.sendDate = false; // the sample application sends none either
    response.writeHead(200, headers);
    response.end(body);
  });
  server.listen(port, '127.0.0.1', () => {
    if (workers === 1) {
      console.log('ready: 1 workers');
    }
  });
}

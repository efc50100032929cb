// What the clients of npm share: settings, the control API, zips of stand-ins, and a program that answers their callbacks.
const http = require('node:http');

const endpoint = process.argv[2];
const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' }, maxAttempts: 1 };

async function control(path, body) {
  const answer = await fetch(`${endpoint}/_lambdasim/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

// Does the work of a function.
async function callback(work) {
  const server = http.createServer(async (request, response) => {
    const parts = await request.toArray();
    response.end(JSON.stringify({ result: work(JSON.parse(Buffer.concat(parts).toString()).event) ?? null }));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc >>> 0;
}

// With one stored entry.
function standIn(value) {
  const name = Buffer.from('lambdasim-standin.json');
  const data = Buffer.from(JSON.stringify({ standIn: 1, ...value }));
  const entry = Buffer.alloc(26);
  entry.writeUInt16LE(20, 0);
  entry.writeUInt32LE(crc32(data), 10);
  entry.writeUInt32LE(data.length, 14);
  entry.writeUInt32LE(data.length, 18);
  entry.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), entry, name, data]);
  const rest = Buffer.alloc(14);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), entry, rest, name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}

module.exports = { callback, control, settings, standIn };

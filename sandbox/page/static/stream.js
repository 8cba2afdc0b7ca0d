/**
 * A shared worker: one stream of changes for all tabs of the page, because a browser opens only six connections to one host and
 * somebody may be seven people at once. It hands each tab the workspace's version, and `null` while the sandbox is away.
 */
const ports = new Set();
let latest = null;

function tell(version) {
  latest = version;
  for (const port of ports) port.postMessage(version);
}

const source = new EventSource("/changes");
source.onmessage = (event) => tell(event.data);
source.onerror = () => tell(null);

self.onconnect = (event) => {
  const [port] = event.ports;
  ports.add(port);
  if (latest !== null) port.postMessage(latest);
};

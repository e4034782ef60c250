// Keeps the files of this version, so that the page opens without a network after the first visit.
const VERSION = "@VERSION@";
const FILES = @FILES@;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("yaodian-") && name !== VERSION;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});
// Hashed files never change; the page itself is asked for again wherever there is a network.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const kept = () => caches.match(request, { ignoreSearch: true }).then((hit) => hit || caches.match("./"));
  event.respondWith(
    request.mode === "navigate"
      ? fetch(request).catch(kept)
      : caches.match(request).then((hit) => hit || fetch(request)),
  );
});

// The kill switch, served as /sw.js where OFFLINE is off: takes the worker and what it kept away. Answers are not here.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("ea-")) await caches.delete(name);
  await self.registration.unregister();
})()));

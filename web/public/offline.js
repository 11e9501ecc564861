// Serves the pages for showing and checking licences without a network: pages and public answers from the network first, hashed files from the store first.
const store = 'steppe-offline-1'
const isOpen = (path) => path === '/api/site' || path.startsWith('/.well-known/') || path.startsWith('/credentials/status')

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  const files = Array.isArray(event.data?.keep) ? event.data.keep : []
  event.waitUntil(caches.open(store).then((cache) => Promise.allSettled(files.map((file) => cache.add(file)))))
})

async function networkFirst(request, key) {
  const cache = await caches.open(store)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(key, answer.clone())
    return answer
  } catch (fault) {
    const kept = await cache.match(key)
    if (kept) return kept
    throw fault
  }
}

async function storeFirst(request) {
  const cache = await caches.open(store)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(networkFirst(request, url.origin + url.pathname))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(storeFirst(request))
  else if (isOpen(url.pathname)) event.respondWith(networkFirst(request, request))
})

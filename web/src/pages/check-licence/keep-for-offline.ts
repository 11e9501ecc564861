/** Lets a page and what it loaded be there without a network: a service worker for this page only. */

/** Registers it for the address `scope`; does nothing where the browser has none. */
export function keepForOffline(scope: string): void {
  if (!('serviceWorker' in navigator)) return
  const files = () =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.startsWith('/assets/'))
  navigator.serviceWorker
    .register('/offline.js', { scope })
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active?.postMessage({ keep: [location.origin + location.pathname, ...files()] }))
    .catch(() => undefined)
}

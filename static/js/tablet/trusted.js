// The only scripts that a page may start beside its own: the workers (CSP: require-trusted-types-for 'script').
const folder = new URL("./", import.meta.url).pathname;

function createScriptURL(address) {
  const { origin, pathname } = new URL(address, location.href);
  const ours = pathname === "/sw.js" || (pathname.startsWith(folder) && /^[\w.]*worker[\w.]*\.js$/.test(pathname.slice(folder.length)));
  if (origin !== location.origin || !ours) throw new TypeError(`Not a worker of this site: ${address}`);
  return pathname;
}

const policy = globalThis.trustedTypes?.createPolicy("eventaudit", { createScriptURL });

/** The address of a worker of this site, for `new Worker()`; throws TypeError for any other address. */
export const workerURL = (address) => (policy ?? { createScriptURL }).createScriptURL(address);

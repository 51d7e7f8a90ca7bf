// A request that tells how far its body has come; fetch does not.

/** As request() of wire.js. progress(fraction) is called while the body goes out. */
export function upload(url, { person, method = "PUT", headers = {}, body, patience, progress }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = patience;
    for (const [name, value] of Object.entries({ Accept: "application/json", "X-Person": String(person), ...headers })) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      const marked = request.getResponseHeader("X-Eventaudit") === "1";
      const redirected = request.responseURL !== new URL(url, location.href).href; // it follows by itself
      resolve({ redirected, status: request.status, marked, body: marked ? parsed(request.responseText) : null });
    };
    request.onerror = request.ontimeout = request.onabort = () => resolve(null);
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

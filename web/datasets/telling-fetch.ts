/** Sending a file, and telling meanwhile how much of it is gone. */

/**
 * A `fetch` that tells of the body it sends: the platform's own does not.
 * @param onSent called with the share that is sent, 0 … 1
 */
export function fetchTelling(onSent: (share: number) => void) {
  return (url: URL, { method = "GET", headers, body, signal }: RequestInit): Promise<Response> => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(method, url);
    request.responseType = "blob";
    new Headers(headers).forEach((value, name) => {
      request.setRequestHeader(name, value);
    });
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      const { status, statusText, response } = request;
      resolve(new Response(response, { status, statusText, headers: headersOf(request) }));
    };
    request.onerror = () => reject(new TypeError("The connection was lost."));
    request.onabort = () => reject(signal?.reason);
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    signal?.addEventListener("abort", stop);
    request.send(body as XMLHttpRequestBodyInit);
    return promise;
  };
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return headers;
}

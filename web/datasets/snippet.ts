/** How a program of the user's opens a dataset. */

/**
 * Python that opens a dataset of this server with NumPy.
 * @param url of the download
 * @param wantsToken whether the server tells it only to its owner, by token
 */
export function pythonSnippet(url: string, filename: string, wantsToken: boolean): string {
  const [address, name] = [JSON.stringify(url), JSON.stringify(filename)];
  if (!wantsToken) {
    return [
      "import urllib.request, numpy as np",
      `data = np.load(urllib.request.urlretrieve(${address}, ${name})[0])`,
    ].join("\n");
  }
  return [
    "import io, urllib.request, numpy as np",
    `request = urllib.request.Request(${address}, headers={"Authorization": "Bearer " + token})`,
    "data = np.load(io.BytesIO(urllib.request.urlopen(request).read()))",
  ].join("\n");
}

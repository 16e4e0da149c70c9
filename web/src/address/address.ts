// Where a window is: a page and its query, which together hold everything that is picked, filtered
// and pinned. An address can be kept, reloaded and opened twice.
export type Query = Readonly<Record<string, string>>;
export interface Address {
  readonly page: string;
  readonly query: Query;
}

export function readAddress(path: string, search: string, first: string): Address {
  const page = path.replace(/^\/+|\/+$/g, "") || first;
  const query: Record<string, string> = {};
  for (const pair of search.replace(/^\?/, "").split("&")) {
    const at = pair.indexOf("=");
    const value = decoded(at < 0 ? "" : pair.slice(at + 1));
    if (value !== "") query[decoded(pair.slice(0, at))] = value;
  }
  return { page, query };
}

// As forms write it, a plus sign is a blank; what cannot be decoded is left out.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return "";
  }
}

// Commas, equals signs and the like stay readable: they mean nothing else inside a value.
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/%(3D|2C|3A|40|2F)/g, (code) => decodeURIComponent(code));
}

export function queryText(query: Query): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${encodeURIComponent(key)}=${encoded(value)}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

export function addressText(address: Address): string {
  return `/${address.page}${queryText(address.query)}`;
}

// Parameters set to "" or undefined are taken out; the order of the others stays.
export function withQuery(query: Query, change: Record<string, string | undefined>): Query {
  const next: Record<string, string> = { ...query };
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || value === "") delete next[key];
    else next[key] = value;
  }
  return next;
}

export function sameAddress(a: Address, b: Address): boolean {
  return addressText(a) === addressText(b);
}

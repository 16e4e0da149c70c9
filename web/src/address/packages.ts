// A package in a query: `issue=option,issue=option`, as the program reads it. An option with a comma
// or a blank stands in quotes.
export type Package = Readonly<Record<string, string>>;

export function packageText(terms: Package): string {
  return Object.entries(terms)
    .map(([issue, option]) => `${issue}=${/[, ]/.test(option) ? `"${option}"` : option}`)
    .join(",");
}

// What does not read as a term is left out: an address may have been cut or typed.
export function readPackage(text: string | undefined): Package {
  const terms: Record<string, string> = {};
  for (const found of (text ?? "").matchAll(/([^,="]+)=(?:"([^"]*)"|([^,]*))/g)) {
    const issue = (found[1] ?? "").trim();
    const option = (found[2] ?? found[3] ?? "").trim();
    if (issue !== "" && option !== "") terms[issue] = option;
  }
  return terms;
}

export interface Change {
  readonly issue: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

// What changes between two packages, in the order of `issues`, then whatever else they name.
export function changesBetween(from: Package, to: Package, issues: readonly string[]): Change[] {
  const all = new Set([...issues, ...Object.keys(from), ...Object.keys(to)]);
  return [...all]
    .filter((issue) => from[issue] !== to[issue])
    .map((issue) => ({ issue, from: from[issue], to: to[issue] }));
}

export function listOf(text: string | undefined): string[] {
  return text ? text.split(",").filter((item) => item !== "") : [];
}

export function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

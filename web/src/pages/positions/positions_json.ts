import type { Facts, Stated } from "../../parts/facts";

export interface Held {
  readonly wants: Stated;
  readonly options: readonly string[];
  readonly who: string;
  readonly wing: string;
  readonly since: string | null;
  readonly since_words: string;
  readonly audience: string;
  readonly firmness: string;
  readonly from: "talks" | "case";
  readonly movement: string;
  readonly moved: Stated | null;
}
export interface Row {
  readonly about: { readonly issue?: string; readonly total?: string } | null;
  readonly name: Stated;
  readonly cells: readonly (readonly Held[])[];
  readonly gap: Stated | null;
}
export interface PartyLine {
  readonly party: string | null;
  readonly id: string;
  readonly kind: string;
  readonly says: Stated;
  readonly owner: string;
  readonly sure: string;
  readonly since: string | null;
  readonly met: string | null;
  readonly before: string;
  readonly stands: boolean;
}
export interface Step {
  readonly party: string;
  readonly wing: string;
  readonly on: string | null;
  readonly wants: Stated;
  readonly audience: string;
  readonly firmness: string;
  readonly from: string;
  readonly movement: string;
  readonly note: string;
}
export interface PositionsJson {
  readonly facts: Facts;
  readonly parties: readonly string[];
  readonly rows: readonly Row[];
  readonly backwards: readonly Stated[];
  readonly others: readonly Stated[];
  readonly offers: readonly Stated[];
  readonly lines: readonly PartyLine[];
  readonly interests: readonly { readonly party: string; readonly says: Stated }[];
  readonly issue: string | null;
  readonly history: readonly Step[];
}

import type { Facts, Stated } from "../../parts/facts";
import type { LineSaid, PermissionSaid } from "../../parts/line_json";

// The entry of the talks that took a position.
export interface TalksEntry {
  readonly name: string;
  readonly who: string;
  readonly said: string;
  readonly to: readonly string[];
  readonly channel: string;
  readonly in_public: boolean;
  readonly permission: PermissionSaid;
  readonly words: string;
  readonly sources: readonly string[];
}
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
  readonly entry: TalksEntry | null;
}
export interface Row {
  readonly about: { readonly issue?: string; readonly total?: string } | null;
  readonly name: Stated;
  readonly cells: readonly (readonly Held[])[];
  readonly gap: Stated | null;
}
export interface PartyLine extends LineSaid {
  readonly party: string | null;
  readonly owner: string;
  readonly since: string | null;
  readonly met: string | null;
  readonly before: string;
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
  readonly options: readonly string[];
  readonly entry: TalksEntry | null;
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

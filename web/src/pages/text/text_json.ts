import type { Facts, Stated } from "../../parts/facts";

export interface Run {
  readonly kind: "words" | "blank" | "bracket";
  readonly text?: string;
  readonly issue?: string;
  readonly ways?: readonly { readonly party: string; readonly text: string }[];
}
export interface Clause {
  readonly id: string;
  readonly text: string;
  readonly runs: readonly Run[];
  readonly brackets: boolean;
  readonly behind: readonly string[];
  readonly met: readonly string[];
  readonly open: readonly string[];
}
export interface Critique {
  readonly name: string;
  readonly said: string;
  readonly party: string;
  readonly draft: number;
  readonly clause: string;
  readonly concern: string;
  readonly interest: string;
  readonly severity: string;
  readonly status: string;
  readonly met_by: number | null;
}
export interface Reader {
  readonly party: string;
  readonly shown: string | null;
  readonly supervised: boolean;
  readonly returned: string | null;
  readonly asked: boolean;
  readonly answer: string | null;
}
export interface DraftSaid {
  readonly name: string;
  readonly number: number;
  readonly title: string;
  readonly said: string;
  readonly says: Stated;
  readonly readers: readonly Reader[];
  readonly state: string;
}
export interface TextJson {
  readonly facts: Facts;
  readonly drafts: readonly DraftSaid[];
  readonly draft: number | null;
  readonly clauses: readonly Clause[];
  readonly against: number | null;
  readonly difference: readonly {
    readonly id: string;
    readonly change: "same" | "changed" | "added" | "removed";
    readonly words: readonly { readonly change: "same" | "added" | "removed"; readonly text: string }[];
  }[];
  readonly critiques: readonly Critique[];
}

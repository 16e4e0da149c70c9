// What stands behind a sentence: the facts it cites, by id.
export interface Fact {
  readonly kind: string;
  readonly says: string;
  readonly place?: string;
  readonly sources?: readonly string[];
  readonly note?: string;
}
export type Facts = Readonly<Record<string, Fact>>;

export interface Stated {
  readonly text: string;
  readonly facts?: readonly string[];
}
export interface Judged extends Stated {
  readonly sure?: string;
  readonly changes_if?: string;
}

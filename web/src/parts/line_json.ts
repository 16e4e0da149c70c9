// What several pages say in one way: a line of a party, and what may be passed on.
import type { Stated } from "./facts";

export interface LineSaid {
  readonly id: string;
  readonly kind: string;
  readonly sure: string;
  readonly stands: boolean;
  readonly says: Stated;
}
export interface PermissionSaid {
  readonly form: string;
  readonly to: readonly string[];
  readonly until: string | null;
  readonly attributed: boolean;
}

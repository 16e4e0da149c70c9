// A table that may be wider than the page: it is scrolled by itself, also by keyboard.
import type { ComponentChildren } from "preact";

interface Props {
  name: string;
  // One head per column; a column of buttons has none that is seen.
  columns: readonly ComponentChildren[];
  children: ComponentChildren;
  look?: string;
}

export function WideTable({ name, columns, children, look }: Props) {
  return (
    <div class="wide-table" tabIndex={0} role="region" aria-label={name}>
      <table class={look}>
        <thead>
          <tr>{columns.map((column, at) => <th key={at} scope="col">{column}</th>)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

// A table that may be wider than the page: it is scrolled by itself, also by keyboard. On a narrow
// screen each row stands as a block, every cell under the name of its column (narrow.css).
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  name: string;
  // One head per column; a column of buttons has none that is seen.
  columns: readonly ComponentChildren[];
  children: ComponentChildren;
  look?: string;
}

// A table that is laid out as blocks is none for a screen reader, unless its parts say what they are.
function nameCells(table: HTMLTableElement | null): void {
  const heads = [...(table?.tHead?.rows[0]?.cells ?? [])];
  for (const head of heads) head.setAttribute("role", "columnheader");
  for (const part of table?.querySelectorAll("thead, tbody") ?? []) part.setAttribute("role", "rowgroup");
  for (const row of table?.rows ?? []) {
    row.setAttribute("role", "row");
    if (row.parentElement?.tagName !== "TBODY") continue;
    [...row.cells].forEach((cell, at) => {
      const head = heads[at];
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      cell.dataset.column = head?.querySelector(".unseen") ? "" : (head?.textContent ?? "");
      cell.toggleAttribute("data-blank", cell.textContent === "" && !cell.querySelector("button, svg"));
    });
  }
}

export function WideTable({ name, columns, children, look }: Props) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => nameCells(table.current));
  return (
    <div class="wide-table" tabIndex={0} role="region" aria-label={name}>
      <table class={look} ref={table} role="table">
        <thead>
          <tr>{columns.map((column, at) => <th key={at} scope="col">{column}</th>)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

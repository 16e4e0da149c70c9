import { csvText, type Cell } from "./csv";

interface Props {
  name: string;
  rows(): readonly (readonly Cell[])[];
}

export function CsvButton({ name, rows }: Props) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([csvText(rows())], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  return <button type="button" class="small quiet" onClick={save}>Save the numbers (CSV)</button>;
}

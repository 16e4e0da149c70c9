// How many, according to whom, and how are disagreeing figures used?
import { dayInWords } from "../../parts/days";
import type { Facts, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { Sentence } from "../../parts/sentence";
import { WideTable } from "../../parts/wide_table";
import { Said } from "../../parts/words";
import { capital } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { FiguresPicture, type FiguresPictureJson } from "./picture";

interface Row {
  readonly says: Stated;
  readonly as_of: string | null;
  readonly as_of_words: string;
  readonly scope: string;
  readonly said_by: string;
  readonly source: string;
}
interface FiguresJson {
  readonly facts: Facts;
  readonly contested: readonly { readonly name: Stated; readonly use: Stated | null; readonly figures: readonly Row[]; readonly picture: FiguresPictureJson | null }[];
  readonly single: readonly Row[];
}

export function Figures() {
  const answer = useAnswer<FiguresJson>("figures", {});
  return (
    <WhenAnswered answer={answer}>
      {(page) => (
        <>
          {page.contested.length + page.single.length === 0 && <Nothing>The case has no figures.</Nothing>}
          {page.contested.map((quantity, at) => (
            <section key={at} class="quantity">
              <h2><Sentence of={{ ...quantity.name, text: capital(quantity.name.text) }} /></h2>
              {quantity.use && <p><Sentence of={quantity.use} /></p>}
              {quantity.picture && <FiguresPicture of={quantity.picture} />}
              <FiguresTable name={quantity.name.text} of={quantity.figures} />
            </section>
          ))}
          {page.single.length > 0 && (
            <section>
              <h2>Given once</h2>
              <FiguresTable name="Given once" of={page.single} />
            </section>
          )}
        </>
      )}
    </WhenAnswered>
  );
}

function FiguresTable({ name, of }: { name: string; of: readonly Row[] }) {
  return (
    <WideTable name={name} columns={["Figure", "As of", "Of what", "Said by", "Source"]}>
      {of.map((row, at) => (
        <tr key={at}>
          <td><Sentence of={row.says} /></td>
          <td class="date">{row.as_of ? dayInWords(row.as_of) : row.as_of_words}</td>
          <td><Said text={row.scope} /></td>
          <td><Said text={row.said_by} /></td>
          <td><Said text={row.source} /></td>
        </tr>
      ))}
    </WideTable>
  );
}

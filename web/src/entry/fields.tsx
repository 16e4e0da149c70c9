// Single fields of the entry form. Labels are always visible; a field's name is its label.
import { cloneElement, type VNode } from "preact";
import { useId } from "preact/hooks";

import { toggled, type Package } from "../address/packages";
import { session, type Named, type Option } from "../program/session";
import { safeText } from "../parts/safe_text";

// One control and its label. The label stands beside it, not around it: what a list offers is no
// part of its name.
export function Labelled({ name, children, wide }: { name: string; children: VNode; wide?: boolean }) {
  const id = useId();
  return (
    <div class={wide ? "field wide" : "field"}>
      <label class="field-name" for={id}>{name}</label>
      {cloneElement(children, { id })}
    </div>
  );
}

interface TextProps {
  name: string;
  value: string;
  set(value: string): void;
  list?: string;
  type?: string;
  wide?: boolean;
}

export function TextField({ name, value, set, list, type = "text", wide }: TextProps) {
  return (
    <Labelled name={name} wide={wide}>
      <input
        type={type}
        dir={type === "text" ? "auto" : undefined}
        value={value}
        list={list}
        autocomplete="off"
        onInput={(event) => set(event.currentTarget.value)}
      />
    </Labelled>
  );
}

export function WordsField({ name, value, set, rows = 3 }: TextProps & { rows?: number }) {
  return (
    <Labelled name={name} wide>
      <textarea dir="auto" autocomplete="off" rows={rows} value={value} onInput={(event) => set(event.currentTarget.value)} />
    </Labelled>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  of: readonly (readonly [string, string])[];
  set(value: string): void;
  empty?: string;
}

export function ChoiceField({ name, value, of, set, empty }: ChoiceProps) {
  return (
    <Labelled name={name}>
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {of.map(([word, shown]) => <option key={word} value={word}>{safeText(shown)}</option>)}
      </select>
    </Labelled>
  );
}

export function Tick({ name, value, set }: { name: string; value: boolean; set(value: boolean): void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={value} onChange={(event) => set(event.currentTarget.checked)} />
      <span>{name}</span>
    </label>
  );
}

interface TicksProps {
  name: string;
  of: readonly (Named | Option)[];
  value: readonly string[];
  set(value: string[]): void;
}

export function Ticks({ name, of, value, set }: TicksProps) {
  return (
    <fieldset class="ticks">
      <legend>{name}</legend>
      {of.map((one) => (
        <Tick
          key={one.id}
          name={safeText("words" in one ? one.words : one.name)}
          value={value.includes(one.id)}
          set={() => set(toggled(value, one.id))}
        />
      ))}
    </fieldset>
  );
}

// Terms by issue: each with its options, or left open.
export function TermsField({ value, set }: { value: Package; set(value: Package): void }) {
  const change = (issue: string, option: string) => {
    const { [issue]: _, ...rest } = value;
    set(option === "" ? rest : { ...rest, [issue]: option });
  };
  return (
    <details class="terms-field" open={Object.keys(value).length > 0}>
      <summary>Terms ({Object.keys(value).length})</summary>
      <div class="fields">
        {(session.value?.issues ?? []).map((issue) => (
          <ChoiceField
            key={issue.id}
            name={safeText(issue.name)}
            value={value[issue.id] ?? ""}
            of={issue.options.map(({ id, words }) => [id, words] as const)}
            set={(option) => change(issue.id, option)}
            empty="left open"
          />
        ))}
      </div>
    </details>
  );
}

// A link within the application. It is an ordinary link: it can be opened in another window.
import type { ComponentChildren } from "preact";

import { addressText, type Query } from "../address/address";
import { go } from "../address/here";

interface Props {
  page: string;
  query?: Query;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}

export function Link({ page, query = {}, class: look, current, children }: Props) {
  const to = { page, query };
  return (
    <a
      href={addressText(to)}
      class={look}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}

// On paper nothing can be opened: what is folded is printed open, and folded again afterwards. What
// is worked out only when it is opened stays folded.
export function unfoldForPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open], .entry-more, .asked-for)")];
    for (const folded of opened) folded.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const folded of opened) folded.open = false;
  });
}

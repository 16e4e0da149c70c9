// What the program tells all windows. A browser opens at most six connections to one program, and
// people open more windows than that: one window listens, and the others hear it from that one.
// When it goes, the next takes over; whoever listens is never frozen, as it holds a lock.

export type Kind = "open" | "changed" | "analysis" | "closed" | "shut_out" | "lost";

export interface Heard {
  kind: Kind;
  data?: string; // what the program said, as it said it
}

const NAME = "caucus-changes";

// Why a stream was refused: "open" once there is a point in trying again.
export type AskWhy = () => Promise<"open" | "closed" | "shut_out">;

// `hear` is called in every window; `askWhy` in the one that listens, when its stream was refused.
export function listenWithOthers(hear: (heard: Heard) => void, askWhy: AskWhy): void {
  const others = new BroadcastChannel(NAME);
  others.addEventListener("message", (event: MessageEvent<Heard>) => hear(event.data));
  const tell = (heard: Heard): void => {
    others.postMessage(heard);
    hear(heard);
  };
  void navigator.locks.request(NAME, () => new Promise<never>(() => open(tell, askWhy)));
}

function open(tell: (heard: Heard) => void, askWhy: AskWhy): void {
  const source = new EventSource("/changes");
  source.addEventListener("open", () => tell({ kind: "open" }));
  for (const kind of ["changed", "analysis", "closed"] as const) {
    source.addEventListener(kind, (event: MessageEvent<string>) => {
      tell({ kind, data: event.data });
      if (kind === "closed") source.close();
    });
  }
  source.addEventListener("error", () => {
    tell({ kind: "lost" });
    if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
    void askWhy().then((why) => (why === "open" ? open(tell, askWhy) : tell({ kind: why })));
  });
}

import { useState } from "preact/hooks";

import { keepNow } from "../entry/unfinished";
import { Dialog } from "../parts/dialog";
import { post } from "../program/ask";
import { closeDown } from "../program/connection";

export function CloseVault() {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState("");
  const close = async () => {
    try {
      await keepNow();
      await post("/close", {});
      closeDown("closed");
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>Close the vault</button>
      {asking && (
        <Dialog name="Close the vault" close={() => setAsking(false)}>
          <h2>Close the vault?</h2>
          <p>Every window of this desk is emptied. What was begun and not recorded stays in the vault, and is there when it is opened again.</p>
          {problem && <p class="verdict-refused" role="alert">{problem}</p>}
          <p class="row">
            <button type="button" class="main" onClick={close}>Close it</button>
            <button type="button" onClick={() => setAsking(false)}>Stay</button>
          </p>
        </Dialog>
      )}
    </>
  );
}

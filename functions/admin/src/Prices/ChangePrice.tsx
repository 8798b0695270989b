import { useEffect, useState } from "preact/hooks";
import type { Product } from "../Cloud/Answers";
import { Problem, sentenceOf } from "../Cloud/Problem";
import { Dialog } from "../Frame/Dialog";
import { Notice } from "../Frame/Notice";
import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { momentText } from "../Words/Time";
import { useWords } from "../Words/Words";
import { NewPriceForm, type NewPrice, type WrongPrice } from "./NewPriceForm";
import { PricePreview } from "./PricePreview";

/** Types, shows what will change, and only then changes it. `onClose` gets the sentence to show, or null when nothing was changed. */
export function ChangePrice({ product, onClose }: { product: Product; onClose: (told: string | null) => void }) {
  const words = useWords();
  const { who, cloud } = useSession();
  const [typed, setTyped] = useState<NewPrice>({ text: "", later: false, when: "" });
  const [wrong, setWrong] = useState<WrongPrice>({});
  const [decided, decide] = useState<{ units: number; from: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  // Whoever signed in again may simply go on.
  useEffect(() => setProblem(undefined), [cloud]);

  const save = async () => {
    if (busy || decided === null) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await cloud.post(`v1/products/${product.productId}/prices`, { amount: decided.units, ...(decided.from === null ? {} : { validFrom: decided.from }) });
      const price = moneyText(decided.units, who);
      onClose(decided.from === null ? words.prices.saved(product.name, price) : words.prices.savedLater(product.name, price, momentText(decided.from, words)));
    } catch (refused) {
      setBusy(false);
      refuse(refused);
    }
  };

  // A "no" about a field goes back to that field, with what was typed still in it.
  const refuse = (refused: unknown) => {
    const field = refused instanceof Problem ? refused.field : undefined;
    if (field === "amount") setWrong({ amount: sentenceOf(refused, words) });
    else if (field === "validFrom") setWrong({ when: sentenceOf(refused, words) });
    else return setProblem(refused);
    decide(null);
  };

  return (
    <Dialog title={words.prices.changeOf(product.name)} onClose={() => onClose(null)}>
      {problem !== undefined && <Notice kind="bad">{sentenceOf(problem, words)}</Notice>}
      {decided === null ? (
        <NewPriceForm product={product} typed={typed} onType={setTyped} wrong={wrong} onWrong={setWrong} onDecide={decide} onCancel={() => onClose(null)} />
      ) : (
        <PricePreview product={product} units={decided.units} from={decided.from} busy={busy} onSave={save} onEdit={() => decide(null)} />
      )}
    </Dialog>
  );
}

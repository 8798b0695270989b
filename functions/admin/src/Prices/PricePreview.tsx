import { useEffect, useRef } from "preact/hooks";
import type { Product } from "../Cloud/Answers";
import { Notice } from "../Frame/Notice";
import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { momentText } from "../Words/Time";
import { useWords } from "../Words/Words";

/** A step above this part of the old price is usually a slip of the finger. */
const bigStep = 0.3;

interface Props {
  product: Product;
  units: number;
  from: string | null;
  busy: boolean;
  onSave: () => void;
  onEdit: () => void;
}

/** The old price beside the new one, before anything is changed. */
export function PricePreview({ product, units, from, busy, onSave, onEdit }: Props) {
  const words = useWords();
  const { who } = useSession();
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus(), []);
  const before = product.price;
  const step = before === null || before === 0 ? null : (units - before) / before;
  const percent = step === null ? "" : new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(step);
  return (
    <div class="stack">
      <p class="unseen" role="status">
        {words.prices.changes(product.name, before === null ? words.prices.noPrice : moneyText(before, who), moneyText(units, who))}
      </p>
      <dl class="preview">
        <div><dt>{words.prices.now}</dt><dd class="old">{before === null ? words.prices.noPrice : moneyText(before, who)}</dd></div>
        <span class="arrow" aria-hidden="true">→</span>
        <div><dt>{words.prices.then}</dt><dd class="new">{moneyText(units, who)}</dd></div>
      </dl>
      <p class="lead">
        {percent !== "" && <>{percent} · </>}{words.prices.from} {from === null ? words.prices.fromNow.toLowerCase() : momentText(from, words)}
      </p>
      {step !== null && Math.abs(step) > bigStep && <Notice kind="warn">{words.prices.bigStep(percent)}</Notice>}
      <div class="actions">
        <button type="button" onClick={onEdit}>{words.prices.edit}</button>
        <button type="button" ref={confirm} class="primary" aria-disabled={busy} onClick={onSave}>{busy ? words.prices.busy : words.prices.save}</button>
      </div>
    </div>
  );
}

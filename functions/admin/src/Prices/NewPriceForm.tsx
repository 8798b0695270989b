import { useEffect, useRef } from "preact/hooks";
import type { Product } from "../Cloud/Answers";
import { Field } from "../Frame/Field";
import { useSession } from "../SignIn/Session";
import { moneyText, readMoney } from "../Words/Money";
import { useWords } from "../Words/Words";

export interface NewPrice {
  text: string;
  later: boolean;
  when: string;
}

export interface WrongPrice {
  amount?: string | undefined;
  when?: string | undefined;
}

interface Props {
  product: Product;
  typed: NewPrice;
  onType: (typed: NewPrice) => void;
  wrong: WrongPrice;
  onWrong: (wrong: WrongPrice) => void;
  onDecide: (decided: { units: number; from: string | null }) => void;
  onCancel: () => void;
}

/** The new price and when it begins to hold. */
export function NewPriceForm({ product, typed, onType, wrong, onWrong, onDecide, onCancel }: Props) {
  const words = useWords();
  const { who } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const read = readMoney(typed.text, who, words);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-first]")?.focus();
  }, [wrong]);

  const submit = (event: Event) => {
    event.preventDefault();
    const amount = "wrong" in read ? read.wrong : read.units === product.price && !typed.later ? words.prices.same : undefined;
    const when = !typed.later ? undefined : typed.when === "" ? words.prices.whenMissing
      : new Date(typed.when).getTime() <= Date.now() ? words.prices.whenPast : undefined;
    onWrong({ amount, when });
    if ("units" in read && amount === undefined && when === undefined)
      onDecide({ units: read.units, from: typed.later ? new Date(typed.when).toISOString() : null });
  };

  return (
    <form ref={form} class="stack" onSubmit={submit} noValidate>
      <p class="now">{words.prices.now} <strong>{product.price === null ? words.prices.noPrice : moneyText(product.price, who)}</strong></p>
      <Field label={words.prices.then} wrong={wrong.amount} hint={"units" in read ? `= ${moneyText(read.units, who)}` : words.prices.thenHint(moneyText(12_500 * 10 ** who.decimals, who))}>
        {(aria) => (
          <input {...aria} data-first name="amount" class="amount" inputMode={who.decimals === 0 ? "numeric" : "decimal"} autocomplete="off" value={typed.text}
            onInput={(event) => onType({ ...typed, text: event.currentTarget.value })} />
        )}
      </Field>
      <fieldset>
        <legend>{words.prices.from}</legend>
        <label class="check"><input type="radio" name="from" checked={!typed.later} onChange={() => onType({ ...typed, later: false })} />{words.prices.fromNow}</label>
        <label class="check"><input type="radio" name="from" checked={typed.later} onChange={() => onType({ ...typed, later: true })} />{words.prices.fromLater}</label>
      </fieldset>
      {typed.later && (
        <Field label={words.prices.when} wrong={wrong.when} hint={words.prices.whenHint}>
          {(aria) => <input {...aria} type="datetime-local" value={typed.when} onInput={(event) => onType({ ...typed, when: event.currentTarget.value })} />}
        </Field>
      )}
      <div class="actions">
        <button type="button" onClick={onCancel}>{words.prices.cancel}</button>
        <button type="submit" class="primary">{words.prices.review}</button>
      </div>
    </form>
  );
}

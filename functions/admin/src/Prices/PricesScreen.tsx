import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Product, Products } from "../Cloud/Answers";
import { useLive } from "../Cloud/useLive";
import { Badge } from "../Frame/Badge";
import { Field } from "../Frame/Field";
import { Icon } from "../Frame/Icon";
import { Notice } from "../Frame/Notice";
import { Table } from "../Frame/Table";
import { Waiting } from "../Frame/Waiting";
import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { useWords } from "../Words/Words";
import { ChangePrice } from "./ChangePrice";

const typingPause = 200;
const pause = 10_000;
const nothing: Products = { priceBookId: "", products: [] };

/** Who may change a price; the functions decide, this only spares the others a button that would refuse them. */
const pricing = ["Owner", "Admin", "Area"];

/** Finds a product by name, SKU or code and changes its price. */
export function PricesScreen() {
  const words = useWords();
  const { who, cloud } = useSession();
  const [text, setText] = useState("");
  const [search, setSearch] = useState("");
  const [changing, setChanging] = useState<Product | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const results = useRef<HTMLElement>(null);
  const goToFirst = useRef(false);

  useEffect(() => {
    const timer = window.setTimeout(() => setSearch(text.trim()), typingPause);
    return () => window.clearTimeout(timer);
  }, [text]);

  const ask = useCallback(
    (stop: AbortSignal) => (search === "" ? Promise.resolve(nothing) : cloud.get<Products>(`v1/products?search=${encodeURIComponent(search)}`, stop)),
    [cloud, search],
  );
  const live = useLive(ask, pause);
  const products = live.value?.products;

  // A barcode gun ends with Enter: the one product it finds is ready to be changed.
  useEffect(() => {
    if (!goToFirst.current || products === undefined || search !== text.trim()) return;
    goToFirst.current = false;
    if (products.length === 1) results.current?.querySelector("button")?.focus();
  }, [products]);

  const submit = (event: Event) => {
    event.preventDefault();
    goToFirst.current = true;
    if (search === text.trim()) live.refresh();
    else setSearch(text.trim());
  };

  return (
    <>
      <div class="heading"><h1>{words.prices.title}</h1></div>
      <form class="card search" role="search" onSubmit={submit}>
        <Field label={words.prices.search} hint={words.prices.searchHint}>
          {(aria) => (
            <span class="with-icon">
              <Icon of="search" />
              <input {...aria} type="search" autocomplete="off" enterkeyhint="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </span>
          )}
        </Field>
      </form>
      {saved && <Notice kind="good">{saved}</Notice>}
      {search === "" ? <p class="empty">{words.prices.start}</p> : products === undefined ? <Waiting live={live} /> : products.length === 0 ? (
        <div class="empty" role="status"><p>{words.prices.none(search)}</p><p class="lead">{words.prices.noneLead}</p></div>
      ) : (
        <section class="card" ref={results}>
          <p class="summary" role="status">{words.prices.found(products.length)}</p>
          <Table caption={words.prices.title} rows={products} keyOf={(row) => row.productId} columns={[
            {
              title: words.prices.product, names: true,
              cell: (row) => <>{row.name}{!row.active && <Badge tone="calm">{words.prices.inactive}</Badge>}<span class="under">{[row.sku, row.codes.find((code) => code !== row.sku), row.category].filter(Boolean).join(" · ")}</span></>,
            },
            {
              title: words.prices.price, figures: true,
              cell: (row) => <div>{row.price === null ? words.prices.noPrice : moneyText(row.price, who)}<span class="under">{words.prices.unit(row.unit)}</span></div>,
            },
            {
              title: words.prices.change, hideTitle: true,
              cell: (row) => pricing.includes(who.role) && (
                <button type="button" aria-label={words.prices.changeOf(row.name)} onClick={() => {
                  setSaved(null);
                  setChanging(row);
                }}>{words.prices.change}</button>
              ),
            },
          ]} />
        </section>
      )}
      {changing && (
        <ChangePrice product={changing} onClose={(told) => {
          setChanging(null);
          setSaved(told);
          if (told !== null) live.refresh();
        }} />
      )}
    </>
  );
}

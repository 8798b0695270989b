import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { useWords } from "../Words/Words";
import { colourOf } from "./colourOf";
import type { StoreOnDay } from "./useDay";

/** The stores with their share; pressing one shows its figures alone. */
export function StoresCard({ stores, chosen, onChoose }: { stores: StoreOnDay[]; chosen: string | null; onChoose: (storeId: string | null) => void }) {
  const words = useWords();
  const { who } = useSession();
  const most = Math.max(1, ...stores.map((store) => store.total));
  const row = (key: string | null, name: string, colour: string | null, count: number, total: number) => (
    <li key={key ?? "all"}>
      <button type="button" class="store" aria-pressed={chosen === key} onClick={() => onChoose(chosen === key ? null : key)}>
        <span class="store-name">{colour && <span class={`swatch ${colour}`} aria-hidden="true" />}{name}</span>
        <span class="store-total">{moneyText(total, who)}</span>
        <span class="store-count">{words.today.sales(count)}</span>
        {colour && <svg class="share" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 4">
          <rect class="track" width="100" height="4" />
          <rect class={colour} width={(100 * Math.max(0, total)) / most} height="4" />
        </svg>}
      </button>
    </li>
  );
  return (
    <section class="card stores" aria-labelledby="stores-title">
      <h2 id="stores-title">{words.today.byStore}</h2>
      <ul>
        {stores.length > 1 && row(null, words.today.allStores, null, total(stores, "sales"), total(stores, "total"))}
        {stores.map((store) => row(store.storeId, store.name, colourOf(store.storeId, stores), store.sales, store.total))}
      </ul>
    </section>
  );
}

const total = (stores: StoreOnDay[], of: "sales" | "total") => stores.reduce((so, store) => so + store[of], 0);

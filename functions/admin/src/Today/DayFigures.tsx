import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { useWords } from "../Words/Words";
import type { StoreOnDay } from "./useDay";

const sum = (stores: StoreOnDay[], figure: (store: StoreOnDay) => number) => stores.reduce((so, store) => so + figure(store), 0);

/** The day in four figures. */
export function DayFigures({ stores }: { stores: StoreOnDay[] }) {
  const words = useWords();
  const { who } = useSession();
  const total = sum(stores, (store) => store.total);
  const sales = sum(stores, (store) => store.sales);
  const figures: [string, string][] = [
    [words.today.total, moneyText(total, who)],
    [words.today.count, sales.toLocaleString(words.locale)],
    [words.today.average, sales === 0 ? "–" : moneyText(Math.round(total / sales), who)],
    [words.today.refunds, sum(stores, (store) => store.refunds).toLocaleString(words.locale)],
  ];
  return (
    <dl class="figures-row" aria-live="polite">
      {figures.map(([name, value]) => (
        <div key={name} class="card figure">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

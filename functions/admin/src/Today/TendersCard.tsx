import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { useWords, wordFor } from "../Words/Words";
import type { StoreOnDay } from "./useDay";

/** How the day was paid. */
export function TendersCard({ stores }: { stores: StoreOnDay[] }) {
  const words = useWords();
  const { who } = useSession();
  const sums = new Map<string, number>();
  for (const { kind, amount } of stores.flatMap((store) => store.tenders)) sums.set(kind, (sums.get(kind) ?? 0) + amount);
  if (sums.size === 0) return null;
  return (
    <section class="card tenders" aria-labelledby="tenders-title">
      <h2 id="tenders-title">{words.today.byTender}</h2>
      <dl>
        {[...sums].sort(([, a], [, b]) => b - a).map(([kind, amount]) => (
          <div key={kind}>
            <dt>{wordFor(words.tenders, kind)}</dt>
            <dd>{moneyText(amount, who)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

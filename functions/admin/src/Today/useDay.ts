import { useCallback, useRef } from "preact/hooks";
import type { DailySales, StoreDay, StoresDay } from "../Cloud/Answers";
import { useLive, type Live } from "../Cloud/useLive";
import { useSession } from "../SignIn/Session";

/** Milliseconds between two looks; a sale is to be seen within two seconds. */
const pause = 1_000;

/** A store's figures of a day, with its hours and tenders. */
export interface StoreOnDay extends StoreDay {
  hours: DailySales["byHour"];
  tenders: DailySales["byTender"];
}

/**
 * All stores on a day; without a day, each store's own today. One small request a round; a store's hours are asked for only when
 * its figures have moved.
 */
export function useDay(date: string | null): Live<StoreOnDay[]> {
  const { cloud } = useSession();
  const known = useRef(new Map<string, { mark: string; daily: DailySales }>());
  const ask = useCallback(async (stop: AbortSignal) => {
    const { stores } = await cloud.get<StoresDay>(`v1/reports/stores${date === null ? "" : `?date=${date}`}`, stop);
    return Promise.all(stores.map(async (store) => {
      const mark = `${store.date}/${store.sales}/${store.refunds}/${store.lines}/${store.total}`;
      let daily = known.current.get(store.storeId);
      if (daily?.mark !== mark) {
        daily = { mark, daily: await cloud.get<DailySales>(`v1/reports/daily-sales?store=${store.storeId}&date=${store.date}`, stop) };
        known.current.set(store.storeId, daily);
      }
      return { ...store, hours: daily.daily.byHour, tenders: daily.daily.byTender };
    }));
  }, [cloud, date]);
  return useLive(ask, pause);
}

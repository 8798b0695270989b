import { useState } from "preact/hooks";
import { Freshness } from "../Frame/Freshness";
import { Waiting } from "../Frame/Waiting";
import { useWords } from "../Words/Words";
import { DayPicker } from "./DayPicker";
import { DayFigures } from "./DayFigures";
import { HoursCard } from "./HoursCard";
import { StoresCard } from "./StoresCard";
import { TendersCard } from "./TendersCard";
import { useDay } from "./useDay";

/** What was sold, by store and hour; live. */
export function TodayScreen() {
  const words = useWords();
  const [date, setDate] = useState<string | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const live = useDay(date);
  const stores = live.value;
  const shown = stores?.filter((store) => chosen === null || store.storeId === chosen);
  return (
    <>
      <div class="heading">
        <h1>{words.today.title}</h1>
        <Freshness live={live} />
        <DayPicker date={date} newest={stores?.map((store) => store.date).sort().at(-1)} onPick={setDate} />
      </div>
      {stores === undefined || shown === undefined ? <Waiting live={live} /> : stores.length === 0
        ? <p class="empty">{words.today.noStores}</p> : (
        <div class="today">
          <DayFigures stores={shown} />
          <HoursCard stores={shown} all={stores} />
          <StoresCard stores={stores} chosen={chosen} onChoose={choose} />
          <TendersCard stores={shown} />
        </div>
      )}
    </>
  );
}

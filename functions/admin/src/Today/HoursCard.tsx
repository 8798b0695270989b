import { useState } from "preact/hooks";
import { Table } from "../Frame/Table";
import { useSession } from "../SignIn/Session";
import { moneyText } from "../Words/Money";
import { hourText } from "../Words/Time";
import { useWords } from "../Words/Words";
import { HourChart } from "./HourChart";
import { hoursOf } from "./hours";
import type { StoreOnDay } from "./useDay";

/** Sales by hour, as a picture or as a table. */
export function HoursCard({ stores, all }: { stores: StoreOnDay[]; all: StoreOnDay[] }) {
  const words = useWords();
  const { who } = useSession();
  const [asTable, setAsTable] = useState(false);
  const hours = hoursOf(stores);
  const isEmpty = hours.every((hour) => hour.sales === 0 && hour.total === 0);
  return (
    <section class="card hours" aria-labelledby="hours-title">
      <header>
        <div>
          <h2 id="hours-title">{words.today.byHour}</h2>
          <p class="lead">{words.today.byHourLead}</p>
        </div>
        <button type="button" class="quiet" onClick={() => setAsTable(!asTable)}>{asTable ? words.today.asChart : words.today.asTable}</button>
      </header>
      {isEmpty ? (
        <div class="empty"><p>{words.today.noSales}</p><p class="lead">{words.today.noSalesLead}</p></div>
      ) : asTable ? (
        <Table caption={words.today.byHour} rows={hours.filter((hour) => hour.sales > 0 || hour.total !== 0)} keyOf={(row) => String(row.hour)} columns={[
          { title: words.today.hour, names: true, cell: (row) => hourText(row.hour) },
          { title: words.today.count, figures: true, cell: (row) => row.sales.toLocaleString(words.locale) },
          { title: words.today.total, figures: true, cell: (row) => moneyText(row.total, who) },
        ]} />
      ) : <HourChart hours={hours} all={all} />}
    </section>
  );
}

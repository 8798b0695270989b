import { Icon } from "../Frame/Icon";
import { dayAfter, dayHere } from "../Words/Time";
import { useWords } from "../Words/Words";

/** One day back, one day on, any day, today. `date` null means today, as each store counts it; `newest` is what that was. */
export function DayPicker({ date, newest, onPick }: { date: string | null; newest: string | undefined; onPick: (date: string | null) => void }) {
  const words = useWords();
  const shown = date ?? newest ?? dayHere();
  return (
    <div class="day" role="group" aria-label={words.today.day}>
      <button type="button" aria-label={words.today.before} title={words.today.before} onClick={() => onPick(dayAfter(shown, -1))}><Icon of="back" /></button>
      <input type="date" aria-label={words.today.day} value={shown} onChange={(event) => onPick(event.currentTarget.value || null)} />
      <button type="button" aria-label={words.today.after} title={words.today.after} aria-disabled={date === null}
        onClick={() => date !== null && onPick(dayAfter(shown, 1))}><Icon of="on" /></button>
      <button type="button" aria-pressed={date === null} onClick={() => onPick(null)}>{words.today.backToToday}</button>
    </div>
  );
}

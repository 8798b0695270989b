import { useContext } from "preact/hooks";
import { WordsContext, languages, type Language } from "../Words/Words";

export function LanguageSwitch() {
  const { words, language, choose } = useContext(WordsContext);
  return (
    <div class="switch" role="group" aria-label={words.language}>
      {(Object.keys(languages) as Language[]).map((each) => (
        <button key={each} type="button" lang={each} title={languages[each].languageName} aria-label={`${each.toUpperCase()}, ${languages[each].languageName}`}
          aria-pressed={each === language} onClick={() => choose(each)}>
          {each.toUpperCase()}
        </button>
      ))}
    </div>
  );
}

import mark from "../mark.svg";

export function Mark() {
  return (
    <span class="mark">
      <img src={mark} alt="" width="28" height="28" />
      <span>Sasuai</span>
    </span>
  );
}

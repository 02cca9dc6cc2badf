// Runs once when the page opens: theme, language, spoken status, the evidence sheet of small screens, downloads.
() => {
  const root = document.documentElement;
  // A person's choice goes before the setting of the server; "system" follows the device, also when it changes.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => localStorage.getItem("iso-assistant-theme") ?? "{{theme}}";
  const dress = () => document.body.classList.toggle("dark", theme() === "dark" || (theme() === "system" && dark.matches));
  dark.addEventListener("change", dress);
  dress();
  const languages = ["en", "de", "es", "fr"];
  root.lang = navigator.languages.map((name) => name.slice(0, 2)).find((name) => languages.includes(name)) ?? "en";

  // Where the browser can, it fits the box to the question; Gradio's own way may leave it too high.
  if (CSS.supports("field-sizing", "content")) document.querySelector("#desk")?.classList.add("sizing");

  // The sheet scrolls on its own: whoever has only a keyboard has to be able to stand in it.
  const sheet = document.querySelector("#evidence-column");
  sheet?.setAttribute("tabindex", "0");
  sheet?.setAttribute("role", "region");
  sheet?.setAttribute("aria-labelledby", "evidence-title");

  window.isoTheme = () => {
    localStorage.setItem("iso-assistant-theme", document.body.classList.contains("dark") ? "light" : "dark");
    dress();
  };
  window.isoSay = (sentence) => {
    const status = document.querySelector("#status [role=status]");
    if (status) status.textContent = sentence;
  };
  window.isoCloseEvidence = () => {
    const column = document.querySelector("#evidence-column");
    if (!column.hasAttribute("data-open")) return;
    column.removeAttribute("data-open");
    const { turn, number } = window.isoOpener ?? {};
    document.querySelector(`#conversation [data-action=cite][data-turn="${turn}"][data-number="${number}"]`)?.focus();
  };
  window.isoOpenEvidence = () => {
    const { number } = window.isoOpener ?? {};
    document.querySelector("#evidence-column").setAttribute("data-open", "");
    const panel = document.querySelector("#evidence");
    panel.querySelectorAll(".chosen").forEach((card) => card.classList.remove("chosen"));
    const card = panel.querySelector(`[data-number="${number}"]`);
    if (!card) return;
    card.classList.add("chosen");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  };
  window.isoDownload = (file) => {
    if (file?.say) window.isoSay(file.say);
    if (!file?.name) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  window.isoForgetLink = () => {
    const address = new URL(location.href);
    if (!address.searchParams.has("q") && !address.searchParams.has("as_of")) return;
    address.searchParams.delete("q");
    address.searchParams.delete("as_of");
    history.replaceState(null, "", address);
  };
  document.addEventListener("keydown", (event) => event.key === "Escape" && window.isoCloseEvidence());
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-page=skip]")) {
      event.preventDefault();
      document.querySelector("#question textarea")?.focus();
    }
    if (event.target.closest("[data-page=theme]")) window.isoTheme();
    const beside = matchMedia("(max-width: 60rem)").matches && !event.target.closest("#evidence-column, [data-action=cite]");
    if (beside || event.target.closest("[data-page=close-evidence]")) window.isoCloseEvidence();
  });
}

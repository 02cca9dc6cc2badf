// Runs when the page opens: the shelf of conversations in this browser, one record for each, so that no tab writes over
// another's. Gives the conversations that may open (the first that belongs to the person does) and all others in short.
() => {
  const RECORD = "iso-assistant-conversation:";
  const HERE = "iso-assistant-here";
  const UNANSWERED = "iso-assistant-unanswered";
  // The state in which this tab last saw each conversation; another state means that another tab went on with it.
  const seen = {};
  const freshId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const attempt = (use) => {
    try {
      return use();
    } catch {
      return null;
    }
  };
  const read = (id) => attempt(() => JSON.parse(localStorage.getItem(RECORD + id)));
  const all = () =>
    (attempt(() => Object.keys(localStorage)) ?? [])
      .filter((key) => key.startsWith(RECORD))
      .map((key) => read(key.slice(RECORD.length)))
      .filter((record) => record?.turns?.length)
      .sort((one, other) => other.changed - one.changed);
  const take = (record) => {
    if (record) seen[record.id] = record.revision;
    return record;
  };
  const content = (record) => JSON.stringify([record.turns, record.votes]);

  // When the browser's store is full, the oldest conversation makes room, and the person is told.
  const write = (record) => {
    for (;;) {
      try {
        localStorage.setItem(RECORD + record.id, JSON.stringify(record));
        return;
      } catch (error) {
        const oldest = all().findLast((other) => other.id !== record.id);
        if (error.name !== "QuotaExceededError" || !oldest) return;
        localStorage.removeItem(RECORD + oldest.id);
        window.isoSay(document.querySelector("[data-full]")?.dataset.full ?? "");
      }
    }
  };
  const shelf = {
    others: (kept) =>
      all()
        .filter((record) => record.id !== kept?.id)
        .map(({ id, owner, changed, turns }) => ({ id, owner, changed, question: turns[0].question })),
    // Keeps what this tab shows; under another id when another tab has changed the same conversation meanwhile.
    keep: (kept) => {
      if (!kept?.id) {
        attempt(() => sessionStorage.setItem(HERE, ""));
        return kept;
      }
      const stored = read(kept.id);
      if (!stored || content(stored) !== content(kept)) {
        if (stored && stored.revision !== seen[kept.id]) kept = { ...kept, id: freshId() };
        write(take({ ...kept, revision: freshId(), changed: Date.now() }));
      }
      attempt(() => sessionStorage.setItem(HERE, kept.id));
      return kept;
    },
    take: (id) => take(read(id)),
    remove: (id) => attempt(() => localStorage.removeItem(RECORD + id)),
    // A question on its way outlives the page, so that a lost connection does not lose it.
    unanswered: () => attempt(() => sessionStorage.getItem(UNANSWERED)) ?? "",
    asking: (question) => attempt(() => sessionStorage.setItem(UNANSWERED, question)),
  };
  window.isoShelf = shelf;

  const here = attempt(() => sessionStorage.getItem(HERE));
  if (here === "") return [[], shelf.others()];
  const newest = [...new Map(all().reverse().map((record) => [record.owner, record])).values()];
  const candidates = [read(here), ...newest].filter(Boolean);
  candidates.forEach(take);
  return [candidates, shelf.others()];
}

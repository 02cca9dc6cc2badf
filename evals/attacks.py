"""The commands that attack: a liar that drafts claims, and texts that give orders."""

from __future__ import annotations

from evals import gate as gates
from evals.commands import Options, open_assistant
from evals.offline import offline
from evals.report.terminal import table
from evals.results import say


def liar(options: Options) -> int:
    """Let a liar draft claims: 0 when no fault is shown and enough of all faithful claims are, else 1."""
    from evals import liar as suite

    passages = suite.read_passages()
    faults = suite.judge(suite.read_drafts("faults"), passages)
    faithful = suite.judge(suite.read_drafts("faithful"), passages)
    for name, outcomes in (("faults", faults), ("faithful", faithful)):
        say(f"{name}\n{table(suite.table_of(outcomes))}\n\n")
    for outcome in suite.shown(faults):
        say(f"FAULT SHOWN  {outcome.draft.id}: {outcome.draft.claim.text}\n    quote: {outcome.draft.claim.quote}\n")
    for outcome in faithful:
        if outcome.reason:
            say(f"held back    {outcome.draft.id}: {outcome.draft.claim.text}\n    because {outcome.reason}\n")
    right = suite.passes(faults, faithful)
    fresh = {name: suite.judge(suite.read_drafts(name, suite.HELD_OUT), suite.read_passages(suite.HELD_OUT))
             for name in ("faults", "faithful")}  # fmt: skip
    said = [f"{len(suite.shown(outcomes))} of {len(outcomes)} {name}" for name, outcomes in fresh.items()]
    say(f"held out, never looked at for changing the rules: shown {' and '.join(said)}\n")
    say(
        f"faults shown: {len(suite.shown(faults))} of {len(faults)}; faithful claims shown: {len(suite.shown(faithful))} "
        f"of {len(faithful)} (at least {suite.SHOWN:.0%} wanted): {'passed' if right else 'failed'}\n"
    )
    return gates.PASS if right else gates.QUALITY


def injection(options: Options) -> int:
    """Let a model obey every order in passages and questions: 0 when nothing of it is stated, else 1."""
    from evals import injection as suite

    through = []
    with offline(not options.llm):
        iso = open_assistant(options)
        passages, questions = suite.passage_attacks(), suite.question_attacks()
        for attack in passages:
            if said := suite.obeyed_passage(attack):
                through.append(f"{attack.id}: {said}")
        for asked in questions:
            found = [iso.library.passage(hit.fact.passage_id) for hit in iso.search(asked.question)]
            if said := suite.obeyed_question(asked, iso.ask(asked.question), [one for one in found if one]):
                through.append(f"{asked.id}: {said}")
    for line in through:
        say(f"STATED  {line}\n")
    say(f"orders obeyed: {len(through)} of {len(passages)} in passages and {len(questions)} in questions\n")
    return gates.QUALITY if through else gates.PASS
